"""A year of the ledger as JSON, and words ready to be shown."""

from typing import Any

from calculator import words
from calculator.history import FLAGS, RESULTS, Fabrication
from calculator.ledger.judged import Counted, Judged
from calculator.ledger.year import SUMS, Year, YearMonth
from calculator.money import Span
from calculator.policy import Policy
from calculator.present.amounts import policy, span
from calculator.present.findings import finding, shown_findings

SUM_LABELS = {
    "gross": "应得合计",
    "deductions": "扣款合计",
    "payable": "应发合计",
    "year_end": "年底另发累计",
}
# What one event more would come to, where a status label says what there is.
NEXT_LABELS = {
    "met": "该条所列情形即出现",
    "one_more": "离该条所列情形还差一次",
    "not_met": "该条所列情形还没有出现",
    "undecided": "算不算，办法没有写明",
}
UNRECORDED, NOT_COMPUTED = "没有记", "没有计算"
_CONSEQUENCE = {True: "有", False: "没有", None: "还不清楚"}


def year(value: Year, rests_on: Policy) -> dict[str, Any]:
    """Return the year under the contract's keys."""
    return {
        "year": value.year,
        "years": list(value.years),
        "months": [_month(each) for each in value.months],
        "recorded": sum(each.row is not None for each in value.months),
        "totals": {name: span(value.sums[name]) for name in SUMS},
        "unrecorded": [str(month) for month in value.unrecorded],
        "cautions": list(value.cautions),
        "grounds": [
            {
                **finding(each.finding),
                "counted": [_counted(counted, rests_on) for counted in each.counted],
                "next": None
                if each.next is None
                else {"status": each.next, "text": _next(each, each.next, rests_on)},
            }
            for each in value.grounds
        ],
        "policy": policy(rests_on),
    }


def shown_year(value: Year, rests_on: Policy, with_form: bool = False) -> dict[str, Any]:
    """Return everything the page shows of a year, as text to be placed and never computed with.

    `with_form`: the grounds are judged with a month that stands in the form and is not kept.
    """
    recorded = sum(each.row is not None for each in value.months)
    shown = shown_findings(each.finding for each in value.grounds)
    return {
        "year": value.year,
        "title": f"{value.year}年",
        "years": list(value.years),
        "recorded": recorded,
        "recorded_text": f"{value.year}年写下了 {recorded} 个月" if recorded else f"{value.year}年还没有记",
        "months": [_shown_month(each) for each in value.months],
        "totals": [
            {
                "id": name,
                "label": label,
                "shown": words.amount(value.sums[name]),
                **span(value.sums[name]),
            }
            for name, label in SUM_LABELS.items()
        ],
        "cautions": list(value.cautions),
        "grounds": [
            {
                **ground,
                "counted": [_counted(counted, rests_on)["text"] for counted in each.counted],
                "next": "" if each.next is None else _next(each, each.next, rests_on),
            }
            for ground, each in zip(shown, value.grounds, strict=True)
        ],
        "judged": f"按记下的各月{'和上面填的这个月' if with_form else ''}判断。",
        "policy": policy(rests_on),
    }


def _month(value: YearMonth) -> dict[str, Any]:
    row, sums = value.row, value.sums
    return {
        "month": str(value.month),
        "number": value.month.number,
        "recorded": row is not None,
        "computed": sums is not None,
        **{name: sums and span(sums[name]) for name in SUMS},
        "result": row and row.result,
        "policy": row and row.policy,
        "note": row.note if row else "",
        "cautions": list(value.cautions),
    }


def _shown_month(value: YearMonth) -> dict[str, Any]:
    result = value.row.result if value.row else None
    label = f"考核{RESULTS[result]}" if result else ""
    if value.sums:
        shown, said = _short(value.sums["payable"]), f"应发 {words.amount(value.sums['payable'])}"
    else:
        shown = said = NOT_COMPUTED if value.row else UNRECORDED
    return {
        "month": str(value.month),
        "number": value.month.number,
        "name": f"{value.month.number}月",
        "recorded": value.row is not None,
        "computed": value.sums is not None,
        "shown": shown,
        "result": result or "",
        "result_label": label,
        "text": "，".join(part for part in (value.month.chinese, said, label) if part),
        "policy": value.row.policy if value.row else "",
        "note": value.row.note if value.row else "",
        "cautions": list(value.cautions),
    }


def _short(value: Span) -> str:
    """Return an amount as a month's cell shows it, without its unit.

    >>> _short(Span(49000, 49000)), _short(Span(60000, 80000))
    ('490.00', '600.00～800.00')
    """
    return words.amount(value).removesuffix(" 元")


def _counted(value: Counted, rests_on: Policy) -> dict[str, str]:
    return {"month": str(value.month), "text": f"{value.month.chinese} {_event(value, rests_on)}"}


def _event(value: Counted, rests_on: Policy) -> str:
    """Return what happened, in the words of the policy's own questions where it asks them."""
    fact, what = value.fact, value.what
    if fact == "failed":
        return "考核不合格"
    if fact == "no_reports":
        return f"{rests_on.inputs['valid_reports'].label}为零"
    if isinstance(what, Fabrication):
        loss, bad_effect = (_CONSEQUENCE[part] for part in what)
        return f"捏造事实、弄虚作假（造成损失：{loss}；不良影响：{bad_effect}）"
    if isinstance(what, str):
        return f"{_level(rests_on, what)}通报批评"
    label = rests_on.facts[fact].label if fact in rests_on.facts else FLAGS[fact]
    return label if what is None else f"{label} {what} {rests_on.facts[fact].unit}"


def _level(rests_on: Policy, level: str) -> str:
    """Return a level's name as the policy asks for it, its id where it does not."""
    asked = rests_on.facts.get("criticised_by")
    names = {option["id"]: option["label"] for option in asked.options} if asked else {}
    return names.get(level, level)


def _next(value: Judged, status: str, rests_on: Policy) -> str:
    """Return what one event more would come to."""
    first = "再有一次" if value.counted else "如果有一次"
    kind = ""
    if isinstance(value.likewise, Fabrication):
        kind = "（损失和不良影响都有）"
    elif value.likewise:
        kind = f"（{_level(rests_on, value.likewise)}通报批评）"
    return f"{first}{kind}：{NEXT_LABELS[status]}"
