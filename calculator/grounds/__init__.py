"""The kinds of elimination grounds; each table of elimination.toml is an instance of a kind."""

from calculator.grounds.base import Ground
from calculator.grounds.consecutive_months import ConsecutiveMonths
from calculator.grounds.count_in_year import CountInYear
from calculator.grounds.joint_consequences import JointConsequences
from calculator.grounds.level_at_least import LevelAtLeast
from calculator.grounds.nth_event import NthEvent
from calculator.grounds.single_event import SingleEvent

KINDS: dict[str, type[Ground]] = {
    "consecutive_months": ConsecutiveMonths,
    "count_in_year": CountInYear,
    "nth_event": NthEvent,
    "single_event": SingleEvent,
    "joint_consequences": JointConsequences,
    "level_at_least": LevelAtLeast,
}
