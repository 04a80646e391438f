"""How many more it takes, as JSON and in sentences; facts are said as facts, never as advice."""

from collections.abc import Iterable
from typing import Any

from calculator import words
from calculator.money import Span, exactly, yuan
from calculator.needed import Alone, Needed
from calculator.policy import Policy
from calculator.present.amounts import clause, count, span
from calculator.statement import Totals
from calculator.together import Together


def needed(value: Needed | None, totals: Totals) -> dict[str, Any]:
    """Return the ways to the target under the contract's keys; None is no target."""
    both = None if value is None else value.together
    return {
        "payable": span(totals.payable),
        "year_end": span(totals.year_end),
        "target": None if value is None else yuan(value.target),
        "reached": None if value is None else value.reached,
        "inputs": [] if value is None else [_alone(each) for each in value.alone],
        "together": None if both is None or both.added is None else _together(both, both.added),
        "together_reason": None if both is None or both.added is not None else _not_together(both),
    }


def shown_needed(value: Needed, rests_on: Policy) -> dict[str, Any]:
    """Return everything the page shows of the ways to a target, as text to be placed."""
    both = value.together
    return {
        "target": yuan(value.target),
        "reached": value.reached,
        "summary": _summary(value),
        "rows": [
            {
                "input": each.item.id,
                "label": each.item.label,
                "sentence": _sentence(each, each.to, each.payable),
                "clause": clause(each.item.article),
            }
            for each in value.alone
            if each.to is not None and each.payable is not None
        ],
        "cannot": _cannot(each for each in value.alone if each.to is None),
        "together": "" if both is None else _shown_together(both),
        "caution": {"text": rests_on.honesty["text"], "clause": clause(rests_on.honesty["article"])},
    }


def _alone(value: Alone) -> dict[str, Any]:
    item = value.item
    return {
        "input": item.id,
        "label": item.label,
        "unit": item.unit,
        "article": item.article,
        "from": count(value.own),
        "to": value.to,
        "change": value.change,
        "payable": None if value.payable is None else span(value.payable),
        "reason": f"单靠{item.label}做不到：{_why_not(value)}" if value.to is None else None,
    }


def _together(value: Together, added: tuple[int, ...]) -> dict[str, Any]:
    rows = zip(value.inputs, added, value.to, strict=True)
    return {
        "changes": [
            {"input": item.id, "label": item.label, "unit": item.unit, "change": more, "to": to}
            for item, more, to in rows
            if more
        ],
        "payable": span(value.payable),
    }


def _not_together(value: Together) -> str:
    if value.unknown:
        return f"{_names(value.unknown)}还不清楚，填上以后才能合起来算"
    return f"{_names(value.inputs)}合起来也做不到：{_at_most(value.best)}"


def _names(inputs: Iterable[Any]) -> str:
    return "、".join(item.label for item in inputs)


def _why_not(value: Alone) -> str:
    """Return why an input alone is not enough."""
    if not value.moves:
        return "它不影响本月应发"
    if value.way < 0 and value.own == exactly(0):
        return f"已经是 0 {value.item.unit}，不能再少"
    return _at_most(value.best)


def _at_most(best: Span) -> str:
    """Return how far it goes at best; of a span only the lower end is sure."""
    most = f"最多到 {words.amount(exactly(best.least))}"
    return most if best.exact else f"按最低的算，{most}"


def _cannot(values: Iterable[Alone]) -> str:
    """Return in one sentence which inputs alone are not enough, those with the same reason together."""
    reasons: dict[str, list[str]] = {}
    for value in values:
        reasons.setdefault(_why_not(value), []).append(value.item.label)
    said = [f"{'、'.join(labels)}（{why}）" for why, labels in reasons.items()]
    return f"单靠这些做不到：{'；'.join(said)}" if said else ""


def _sentence(value: Alone, to: int, payable: Span) -> str:
    """Return what an input alone would have to be; only required counts are said without an if."""
    item, change = value.item, value.change
    result, place = words.amount(payable), words.clause(item.article)
    if item.required and value.way > 0:
        return f"{_more(item.label, item.unit, change, to)}，是 {result}"
    if value.way < 0:
        if change is None:
            return f"如果{item.label}不超过 {to} {item.unit}（{place}），是 {result}"
        return f"如果少 {-change} {item.unit}{item.label}（{place}），是 {result}"
    if change is None:
        return f"如果{item.label}一共 {to} {item.unit}（{place}），是 {result}"
    return f"如果再有 {change} {item.unit}{item.label}（{place}），是 {result}"


def _more(label: str, unit: str, change: int | None, to: int) -> str:
    return f"{label}一共 {to} {unit}" if change is None else f"{label}再多 {change} {unit}（共 {to} {unit}）"


def _shown_together(value: Together) -> str:
    if value.added is None:
        return _not_together(value)
    rows = zip(value.inputs, value.added, value.to, strict=True)
    changes = [_more(item.label, item.unit, more, to) for item, more, to in rows if more]
    return f"合起来最少要加：{'、'.join(changes)}，是 {words.amount(value.payable)}"


def _summary(value: Needed) -> str:
    """Return the shortest answer: enough, by which required counts, or not by them."""
    wished = f"要到 {words.amount(exactly(value.target))}"
    if value.reached:
        return f"{wished}：已经够了"
    short = words.amount(exactly(value.target - value.payable.least))
    wished += f"，{'还' if value.payable.exact else '按最低的算还'}差 {short}："
    ways = [
        _more(each.item.label, each.item.unit, each.change, each.to)
        for each in value.alone
        if each.to is not None and each.item.required and each.way > 0
    ]
    both = value.together
    if ways:
        return wished + "，或者".join(ways)
    if both is not None and both.added is not None:
        return wished + _shown_together(both)
    said = [] if both is None else [_not_together(both)]
    if any(each.to is not None for each in value.alone):
        said.append("其他情形见下面各行")
    return wished + ("；".join(said) or f"做不到，{_at_most(value.payable)}")
