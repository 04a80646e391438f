"""The facts that grounds for elimination are judged by, one module for each kind of fact in inputs.toml.

A fact is asked by controls of the form, stored in a row of the ledger, and has columns in the ledger's table.
"""

from collections.abc import Mapping
from functools import lru_cache

from calculator.facts.base import UNKNOWN, Event, one_of
from calculator.facts.joint import Joint, part_controls
from calculator.facts.levels import Levels
from calculator.facts.times import Times
from calculator.facts.yes_no import YesNo
from calculator.policy import Policy

_KINDS: Mapping[str, type[Event]] = {"yes_no": YesNo, "count": Times, "levels": Levels}


@lru_cache(maxsize=64)
def events(policy: Policy) -> Mapping[str, Event]:
    """Return the facts of an edition that are events, by id, in the order of their questions."""
    joints = {joint.asks: joint for joint in policy.joints.values()}
    parts = {control for joint in joints.values() for control in part_controls(joint)}
    found: list[Event] = []
    for fact in policy.facts.values():
        if fact.id in joints:
            found.append(Joint(joints[fact.id], policy.facts))
        elif fact.kind in _KINDS and not fact.of and fact.id not in parts:
            found.append(_KINDS[fact.kind](fact))
    return {event.id: event for event in found}


@lru_cache(maxsize=64)
def known_events(policy: Policy) -> Mapping[str, Event]:
    """Return the events of all editions of the county; those of the policy first."""
    others = {key: event for each in policy.editions for key, event in events(each).items()}
    return {**events(policy), **{key: event for key, event in others.items() if key not in events(policy)}}


__all__ = ["UNKNOWN", "Event", "events", "known_events", "one_of"]
