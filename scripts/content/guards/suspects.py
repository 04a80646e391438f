"""Slips that show far from where they are: two names that changed places, a line paid at another time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

from calculator.plan import CARRIED, MONTH, NOTHING_PAID, YEAR_END
from calculator.policy import Policy

_OTHER = {MONTH: YEAR_END, YEAR_END: MONTH, CARRIED: NOTHING_PAID, NOTHING_PAID: CARRIED}
_EXCHANGED = "像是对调了"


class Suspect(NamedTuple):
    """What may have been changed by mistake: the file, the key, in words, and the policy without it."""

    file: str
    key: str
    says: str
    policy: Policy


def suspect(policy: Policy, mends: Callable[[Policy], bool]) -> Suspect | None:
    """Return the first slip without which the policy is sound, None where there is none."""
    return next((each for each in _suspects(policy) if mends(each.policy)), None)


def _suspects(policy: Policy) -> Iterator[Suspect]:
    for one, other in combinations(policy.workers.values(), 2):
        renamed = _exchanged(policy.workers, one["id"], other["id"], "name")
        key, says = f"workers.{one['id']}.name", _swapped(one["name"], other["name"]) + _EXCHANGED
        yield Suspect("workers.toml", key, says, replace(policy, workers=renamed))
    for what in ("inputs", "facts"):
        every: Mapping[str, Any] = getattr(policy, what)
        for one, other in combinations(every.values(), 2):
            labels = {one.id: replace(one, label=other.label), other.id: replace(other, label=one.label)}
            ids = {one.id: replace(other, id=one.id), other.id: replace(one, id=other.id)}
            for changed in (labels, ids):
                mended: dict[str, Any] = {what: {**every, **changed}}
                says = f"{_swapped(one.label, other.label)}的 label 或者 id {_EXCHANGED}"
                yield Suspect("inputs.toml", f"{what}.{one.id}", says, replace(policy, **mended))
    for fact in policy.facts.values():
        for one, other in combinations(fact.options, 2):
            names = {one["id"]: other["label"], other["id"]: one["label"]}
            options = [{**each, "label": names.get(each["id"], each["label"])} for each in fact.options]
            facts = {**policy.facts, fact.id: replace(fact, options=options)}
            key, says = f"facts.{fact.id}.options", _swapped(one["label"], other["label"]) + _EXCHANGED
            yield Suspect("inputs.toml", key, says, replace(policy, facts=facts))
    tables = policy.tables
    for one, other in combinations(tables.rules.values(), 2):
        rules = _exchanged(tables.rules, one["id"], other["id"], "label")
        key, says = f"rules.{one['id']}.label", _swapped(one["label"], other["label"]) + _EXCHANGED
        yield Suspect("pay.toml", key, says, replace(policy, tables=replace(tables, rules=rules)))
    for one, other in combinations(policy.grounds.values(), 2):
        grounds = _exchanged(policy.grounds, one["id"], other["id"], "label")
        key, says = f"grounds.{one['id']}.label", _swapped(one["label"], other["label"]) + _EXCHANGED
        yield Suspect("elimination.toml", key, says, replace(policy, grounds=grounds))
    for key, rule in tables.rules.items():
        rules = {**tables.rules, key: {**rule, "paid": _OTHER[rule["paid"]]}}
        says = f"{rule['label']}的 paid 写成了 {rule['paid']}"
        changed_policy = replace(policy, tables=replace(tables, rules=rules))
        yield Suspect("pay.toml", f"rules.{key}.paid", says, changed_policy)
    settled = tables.settlement["below_zero"]
    settlement = {**tables.settlement, "below_zero": _OTHER[settled]}
    changed_policy = replace(policy, tables=replace(tables, settlement=settlement))
    yield Suspect("pay.toml", "settlement.below_zero", f"below_zero 写成了 {settled}", changed_policy)


def _exchanged(tables: Mapping[str, Any], one: str, other: str, name: str) -> dict[str, Any]:
    """Return tables of which two have each other's name."""
    return {
        **tables,
        one: {**tables[one], name: tables[other][name]},
        other: {**tables[other], name: tables[one][name]},
    }


def _swapped(one: str, other: str) -> str:
    return f"「{one}」和「{other}」"
