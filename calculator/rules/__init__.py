"""The kinds of pay rules; each table of pay.toml is an instance of a kind."""

from calculator.rules.base import Counts, Product, Rule, Units
from calculator.rules.deduction_per_event import DeductionPerEvent
from calculator.rules.deduction_per_shortfall import DeductionPerShortfall
from calculator.rules.fixed_amount import FixedAmount
from calculator.rules.rate_above_quota import RateAboveQuota
from calculator.rules.rate_up_to_quota import RateUpToQuota
from calculator.rules.reward_by_level import RewardByLevel
from calculator.rules.reward_range import RewardRange
from calculator.rules.share_of_standard import ShareOfStandard
from calculator.rules.stepped_amount import SteppedAmount

KINDS: dict[str, type[Rule]] = {
    "share_of_standard": ShareOfStandard,
    "rate_up_to_quota": RateUpToQuota,
    "rate_above_quota": RateAboveQuota,
    "reward_by_level": RewardByLevel,
    "reward_range": RewardRange,
    "fixed_amount": FixedAmount,
    "stepped_amount": SteppedAmount,
    "deduction_per_event": DeductionPerEvent,
    "deduction_per_shortfall": DeductionPerShortfall,
}

__all__ = ["KINDS", "Counts", "Product", "Rule", "Units"]
