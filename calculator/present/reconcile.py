"""A month beside its official slip, as JSON and as words ready to be shown; and the sheet to bring along."""

from typing import Any

from calculator import words
from calculator.money import Span, exactly, yuan
from calculator.plan import YEAR_END
from calculator.policy import Policy
from calculator.present import cause_words
from calculator.present.amounts import clause, count, policy, span
from calculator.readings import DEFAULT
from calculator.reconcile import Reconciliation, Row
from calculator.reconcile.causes import ByCount, ByLines, ByPayment, ByReading, Cause, Unlisted
from calculator.reconcile.compare import DIFFERS, NOT_GIVEN, SAME, WITHIN

ROW_LABELS = {SAME: "一致", WITHIN: "在范围内", DIFFERS: "不同", NOT_GIVEN: "没有填"}


def reconciliation(value: Reconciliation, rests_on: Policy) -> dict[str, Any]:
    """Return the comparison under the contract's keys."""
    situation = value.situation
    return {
        "month": str(situation.month),
        "worker_type": situation.worker_type,
        "lines": [_row(row, value, rests_on) for row in value.lines],
        "totals": [_row(row, value, rests_on) for row in value.totals],
        "unlisted": _unlisted(value.unlisted),
        "facts": facts(value, rests_on),
        "readings": dict(situation.readings),
        "policy": policy(rests_on),
        "cautions": rests_on.cautions(situation.month),
    }


def shown_reconciliation(value: Reconciliation, rests_on: Policy) -> dict[str, Any]:
    """Return everything the page shows of the comparison, as text."""
    situation = value.situation
    return {
        "rows": [_shown_row(row, value, rests_on) for row in value.lines],
        "totals": [_shown_row(row, value, rests_on) for row in value.totals],
        "unlisted": cause_words.unlisted(value.unlisted) if value.unlisted else "",
        "facts": facts(value, rests_on),
        "verdict": verdict(value),
        "cautions": rests_on.cautions(situation.month),
        "month": situation.month.chinese,
        "worker": rests_on.worker_names[situation.worker_type],
    }


def verdict(value: Reconciliation) -> str:
    """Return in one sentence how much differs; rows that only follow other rows are not counted again."""
    alone = sum(row.stands_alone for row in value.rows)
    said = f"有 {alone} 处不同" if alone else "发放表与按条文算的一致"
    if value.unlisted and not alone:
        said = "填了的各项与按条文算的一致，但各项相加与合计对不上"
    left = any(row.status == NOT_GIVEN for row in value.rows)
    return said + ("；没有填的项没有比。" if left else "。")


def facts(value: Reconciliation, rests_on: Policy) -> list[str]:
    """Return the sheet to bring along: what was recorded, what differs by which clause, what to ask."""
    measure, situation = rests_on.measure, value.situation
    worker = rests_on.worker_names[situation.worker_type]
    said = [
        f"{situation.month.chinese}，{worker}，按《{measure['title']}》核对。",
        _recorded(value, rests_on),
    ]
    for key, option in situation.readings:
        if option != DEFAULT:
            taken = rests_on.readings[key].options[option]
            said.append(
                f"条文不清楚的地方，这里按这种理解算：{taken.label}（{words.clause(taken.article)}）。"
            )
    differing = [row for row in value.rows if row.stands_alone]
    said += [_fact(row, rests_on) for row in differing]
    told = any(isinstance(each, Unlisted) for row in differing for each in row.causes)
    if value.unlisted and not told:
        said.append(cause_words.unlisted(value.unlisted))
    if not differing:
        said.append("填了的各项与按条文算的一致。")
    determined, reviewed = (words.clause(measure[f"{who}_article"]) for who in ("assessor", "reviewer"))
    said.append(
        f"补助金额由{measure['assessor']}确定（{determined}），{measure['reviewer']}复审（{reviewed}）。"
    )
    return said


def _recorded(value: Reconciliation, rests_on: Policy) -> str:
    parts = []
    for item in rests_on.inputs.values():
        own = value.situation.counts[item.id]
        if not own.exact:
            parts.append(f"{item.label}还不清楚")
        elif item.required or own.least:
            parts.append(f"{item.label} {words.times(own, item.unit)}")
    return f"我记的：{'，'.join(parts)}。"


def _fact(row: Row, rests_on: Policy) -> str:
    official, ours = row.official or 0, words.amount(row.ours)
    by = f"按{words.clause(row.article)}，{row.working}" if row.article else f"按条文算是 {ours}"
    off = f"扣 {words.amount(exactly(-official))}" if row.deducts else f"是 {words.amount(exactly(official))}"
    difference = words.signed(row.difference or exactly(0))
    asks: dict[str, str] = {}
    # One question of a kind is enough, and what only may be is left out where something fits exactly.
    best = [cause for cause in row.causes if cause.rank[0] < 5] or row.causes
    for cause in best:
        asks.setdefault(cause.kind, cause_words.ask(cause, rests_on))
    return f"{row.label}：{by}；发放表上{off}，相差 {difference} 元。{''.join([*asks.values()][:2])}"


def _row(row: Row, value: Reconciliation, rests_on: Policy) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": row.label,
        "article": row.article,
        "also": list(row.also),
        "ours": span(row.ours),
        "working": row.working,
        "official": None if row.official is None else yuan(row.official),
        "difference": None if row.difference is None else span(row.difference),
        "status": row.status,
        "causes": [_cause(each, row, value, rests_on) for each in row.causes],
    }


def _cause(cause: Cause, row: Row, value: Reconciliation, rests_on: Policy) -> dict[str, Any]:
    article = rests_on.measure["assessor_article"]
    more: dict[str, Any] = {}
    match cause:
        case ByReading():
            article = cause.option.article
            more = {
                "reading": cause.reading.id,
                "alternative": cause.option.id,
                "label": cause.option.label,
                "settles": cause.reading.settles,
                "exact": cause.later or cause.amount.exact,
            }
        case ByCount():
            article = cause.item.article
            more = {
                "input": cause.item.id,
                "from": cause.own,
                "count": count(cause.counts),
                "change": cause.change,
                "exact": cause.amount.exact,
            }
        case ByPayment():
            article = cause.line.article
            more = {"line": cause.line.id, "paid": None if cause.unsaid else YEAR_END}
        case ByLines():
            more = {"rows": list(cause.rows)}
        case Unlisted():
            more = {"difference": yuan(cause.difference)}
        case _:
            article = row.article or article
    return {"kind": cause.kind, "text": _says(cause, row, value, rests_on), "article": article, **more}


def _says(cause: Cause, row: Row, value: Reconciliation, rests_on: Policy) -> str:
    return cause_words.cause(cause, row, {each.id: each.label for each in value.rows}, rests_on)


def _unlisted(value: Unlisted | None) -> dict[str, str] | None:
    if value is None:
        return None
    return {"total": value.total, **span(exactly(value.difference))}


def _shown_row(row: Row, value: Reconciliation, rests_on: Policy) -> dict[str, Any]:
    amount = _signed if row.article else words.amount
    return {
        "id": row.id,
        "label": row.label,
        "ours": amount(row.ours),
        "official": "" if row.official is None else amount(exactly(row.official)),
        "difference": "" if row.difference is None else _signed(row.difference),
        "status": row.status,
        "status_label": ROW_LABELS[row.status],
        "causes": [_says(cause, row, value, rests_on) for cause in row.causes],
        "clause": clause(row.article) if row.article else None,
    }


def _signed(value: Span) -> str:
    return f"{words.signed(value)} 元"
