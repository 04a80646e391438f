"""Statements as JSON: amounts as the contract names them, and words ready to be shown."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from calculator import words
from calculator.money import ZERO, Span, exactly, yuan
from calculator.policy import Policy
from calculator.present.amounts import clause, count, policy, rate, span
from calculator.readings import DEFAULT
from calculator.situation import Situation
from calculator.statement import TOTAL_LABELS, Change, Line, Statement, Totals, Unknown

PAID_LABELS = {"month": "当月发", "year_end": "年底发"}


def totals(value: Totals, narrower: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return all totals as spans of yuan, with a mark on those narrower than the sums of their lines."""
    found: dict[str, dict[str, Any]] = {
        "gross": span(value.gross),
        "deductions": span(value.deductions),
        "net": span(value.net),
        "payable": span(value.payable),
        "year_end": span(value.year_end),
    }
    for name in narrower:
        found[name]["narrower"] = True
    return found


def line(value: Line) -> dict[str, Any]:
    """Return a line with its amount as a span."""
    return {
        "id": value.id,
        "label": value.label,
        "article": value.article,
        "also": list(value.also),
        "count": count(value.counted),
        "rate": rate(value.rate),
        **span(value.amount),
        "working": value.working,
        "paid": value.paid,
    }


def change(value: Change, against: Totals) -> dict[str, Any]:
    """Return an alternative with its totals; `difference` is how far it moves `net`, end by end."""
    old, new = against.net, value.totals.net
    return {
        "reading": value.reading,
        "alternative": value.alternative,
        "label": value.label,
        "article": value.article,
        "totals": totals(value.totals, value.narrower),
        "difference": {"min": yuan(new.least - old.least), "max": yuan(new.most - old.most)},
    }


def unknown(value: Unknown) -> dict[str, str]:
    """Return the count not known yet that moves a total most, with that total's name."""
    return {
        "input": value.input,
        "label": value.label,
        "total": value.total,
        "moves": yuan(value.moves),
        "remaining": yuan(value.remaining),
    }


def statement(value: Statement, others: Sequence[Change], rests_on: Policy) -> dict[str, Any]:
    """Return the statement and what else it could be, under the contract's keys."""
    return {
        "month": str(value.month),
        "worker_type": value.worker_type,
        "lines": [line(each) for each in value.lines],
        "totals": totals(value.totals, value.narrower),
        "readings": [change(each, value.totals) for each in others],
        "policy": policy(rests_on),
        "cautions": list(value.cautions),
        "unknown": None if value.unknown is None else unknown(value.unknown),
    }


def shown_situation(value: Situation, rests_on: Policy) -> dict[str, Any]:
    """Return what a result was asked for, as text: the counts, and the readings other than the default."""
    counts = [
        f"{item.label}{_asked(value.counts[item.id], item.unit)}"
        for item in rests_on.inputs.values()
        if item.required or value.counts[item.id] != ZERO
    ]
    chosen = [(rests_on.readings[key], option) for key, option in value.readings if option != DEFAULT]
    return {
        "given": "，".join(counts),
        "chosen": [
            {
                "reading": reading.id,
                "label": f"按另一种理解：{reading.options[option].label}",
                "clause": clause(reading.options[option].article),
            }
            for reading, option in chosen
        ],
    }


def _asked(counted: Span, unit: str) -> str:
    return f" {words.times(counted, unit)}" if counted.exact else "还不清楚"


def shown_statement(value: Statement, rests_on: Policy) -> dict[str, Any]:
    """Return everything the page shows of a statement, as text to be placed and never computed with."""
    return {
        "lines": [_shown_line(each, rests_on.text[each.article]) for each in value.lines],
        "totals": [
            {
                "id": name,
                "label": label,
                "shown": words.amount(total),
                "quiet": _quiet(name, value.totals),
                **span(total),
            }
            for (name, label), total in zip(TOTAL_LABELS.items(), value.totals, strict=True)
        ],
        "cautions": list(value.cautions),
        "headline": words.amount(value.totals.payable),
        "unknown_note": "" if value.unknown is None else _unknown_note(value.unknown),
        "summary": _summary(value),
        "month": str(value.month),
        "month_said": value.month.chinese,
        "worker": rests_on.worker_names[value.worker_type],
    }


# A key leaves most lines as they were.
@lru_cache(maxsize=1024)
def _shown_line(value: Line, text: str) -> Mapping[str, Any]:
    zero = value.amount == ZERO
    return {
        "id": value.id,
        "label": value.label,
        "shown": words.signed(value.amount),
        **span(value.amount),
        # What is multiplied; what comes of it stands beside it. A line that is zero says why instead.
        "product": value.working if zero else value.working.partition(" = ")[0],
        "working": value.working,
        "clause": clause(value.article),
        "text": text,
        "paid": PAID_LABELS[value.paid],
        "zero": zero,
    }


def shown_changes(values: Sequence[Change], against: Totals, rests_on: Policy) -> dict[str, Any]:
    """Return the readings that would change a result, and in how many places the text is unclear there."""
    places = len({value.reading for value in values})
    return {
        "readings": [_shown_change(each, against, rests_on) for each in values],
        "readings_note": f"办法有 {places} 处没有写清楚，会改变这个结果",
    }


def _shown_change(value: Change, against: Totals, rests_on: Policy) -> dict[str, Any]:
    reading = rests_on.readings[value.reading]
    moved = against.changes(value.totals)
    # What reaches the worker, and when; the balance only where that alone moves.
    due = [name for name in moved if name in ("payable", "year_end")]
    shown = due or list(moved)
    effects = [f"{TOTAL_LABELS[name]} {words.signed(moved[name])} 元" for name in shown]
    return {
        "reading": value.reading,
        "alternative": value.alternative,
        "question": reading.question,
        "label": value.label,
        "effect": "，".join(effects),
        "settles": reading.settles,
        "clause": clause(value.article),
    }


def _quiet(name: str, all_totals: Totals) -> bool:
    """Tell whether a total says nothing new: no deductions, or a balance that is paid out as it is."""
    if name == "net":
        return all_totals.net == all_totals.payable
    return name in ("gross", "deductions") and all_totals.deductions == ZERO


def _unknown_note(value: Unknown) -> str:
    of = TOTAL_LABELS[value.total]
    left = f"最多还差 {words.amount(exactly(value.remaining))}" if value.remaining else "就定下来了"
    return f"还不清楚的里面，{value.label}影响最大：知道以后，{of}{left}"


def _summary(value: Statement) -> str:
    """Return the result in one breath, for a screen reader or a chat: no sign that is not read out."""
    parts = [f"{TOTAL_LABELS['payable']} {words.amount(value.totals.payable)}"]
    if value.totals.year_end != ZERO:
        parts.append(f"{TOTAL_LABELS['year_end']} {words.amount(value.totals.year_end)}")
    for each in value.lines:
        if each.amount.least < 0:
            off = Span(-each.amount.most, -each.amount.least)
            parts.append(f"{each.label}扣 {words.amount(off)}（{words.clause(each.article)}）")
    return "；".join(parts).replace("～", " 到 ") + "。"
