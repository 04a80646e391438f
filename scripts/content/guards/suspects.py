"""Slips that make many proofs fail: two exchanged names, or a line paid at another time."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

from calculator.plan import CARRIED, MONTH, NOTHING_PAID, QUARTER, UNSAID, YEAR_END
from calculator.policy import Policy
from scripts.content import files

_OTHER = {
    **dict.fromkeys((MONTH, UNSAID), YEAR_END),
    **dict.fromkeys((QUARTER, YEAR_END), MONTH),
    CARRIED: NOTHING_PAID,
    NOTHING_PAID: CARRIED,
}
_EXCHANGED = "像是对调了"


class Suspect(NamedTuple):
    """A possible slip: its file and key, a sentence about it, and the policy without it."""

    file: str
    key: str
    says: str
    policy: Policy


def suspects(policy: Policy) -> Iterator[Suspect]:
    """Yield each possible slip."""
    tables = policy.tables

    def with_policy(**changed: Any) -> Policy:
        return replace(policy, **changed)

    def with_tables(**changed: Any) -> Policy:
        return replace(policy, tables=replace(tables, **changed))

    for file, what, name, rows, mended in (
        (files.WORKERS, "workers", "name", policy.workers, with_policy),
        (files.PAY, "rules", "label", tables.rules, with_tables),
        (files.ELIMINATION, "grounds", "label", policy.grounds, with_policy),
    ):
        for one, other in combinations(rows.values(), 2):
            swapped = {
                one["id"]: {**one, name: other[name]},
                other["id"]: {**other, name: one[name]},
            }
            says = _swapped(one[name], other[name]) + _EXCHANGED
            yield Suspect(file, f"{what}.{one['id']}.{name}", says, mended(**{what: {**rows, **swapped}}))
    for what in ("inputs", "facts"):
        every: Mapping[str, Any] = getattr(policy, what)
        for one, other in combinations(every.values(), 2):
            labels = {one.id: replace(one, label=other.label), other.id: replace(other, label=one.label)}
            ids = {one.id: replace(other, id=one.id), other.id: replace(one, id=other.id)}
            alike = getattr(one, "kind", "") == getattr(other, "kind", "")
            for exchanged in (labels, ids) if alike else (labels,):
                says = f"{_swapped(one.label, other.label)}的 label 或者 id {_EXCHANGED}"
                whole = with_policy(**{what: {**every, **exchanged}})
                yield Suspect(files.INPUTS, f"{what}.{one.id}", says, whole)
    for fact in policy.facts.values():
        for one, other in combinations(fact.options, 2):
            names = {one["id"]: other["label"], other["id"]: one["label"]}
            options = [{**each, "label": names.get(each["id"], each["label"])} for each in fact.options]
            facts = {**policy.facts, fact.id: replace(fact, options=options)}
            key, says = f"facts.{fact.id}.options", _swapped(one["label"], other["label"]) + _EXCHANGED
            yield Suspect(files.INPUTS, key, says, with_policy(facts=facts))
    for key, rule in tables.rules.items():
        says = f"{rule['label']}的 paid 写成了 {rule['paid']}"
        changed = with_tables(rules={**tables.rules, key: {**rule, "paid": _OTHER[rule["paid"]]}})
        yield Suspect(files.PAY, f"rules.{key}.paid", says, changed)
    settled = tables.settlement["below_zero"]
    changed = with_tables(settlement={**tables.settlement, "below_zero": _OTHER[settled]})
    yield Suspect(files.PAY, "settlement.below_zero", f"below_zero 写成了 {settled}", changed)


def _swapped(one: str, other: str) -> str:
    return f"「{one}」和「{other}」"
