"""What may lie behind a difference, and what to ask about it, in calm words."""

from calculator import words
from calculator.money import Span, exactly
from calculator.policy import Input, Policy
from calculator.reconcile import Row
from calculator.reconcile.causes import (
    ByCeiling,
    ByCount,
    ByLines,
    ByPayment,
    ByRange,
    ByReading,
    Cause,
    Unlisted,
)
from calculator.statement import TOTAL_LABELS


def cause(value: Cause, row: Row, labels: dict[str, str], policy: Policy) -> str:
    """Return a cause of a row in one sentence to the worker; `labels` names the rows."""
    match value:
        case ByReading():
            return _reading(value, row)
        case ByCount():
            return _count(value, row)
        case ByPayment():
            return _payment(value, row)
        case ByCeiling():
            most = words.amount(exactly(value.most))
            uncut = words.amount(value.uncut)
            return f"不受每月最多 {most}的限制时是 {uncut}，和发放表对得上；条文写了这个限制。"
        case ByRange():
            unit = policy.units[value.line.reads[0]]
            counted, rate = words.times(value.counted, unit), words.amount(value.rate)
            return (
                f"条文写的是每{unit} {rate}，{counted}是 {words.amount(value.amount)}，"
                f"{official(row)}不在这个范围里。"
            )
        case ByLines():
            names = "、".join(f"「{labels[each]}」" for each in value.rows)
            return f"{names}的差合起来，正好是这里的差。"
        case Unlisted():
            return unlisted(value)
        case _:
            return f"从条文看不出原因，可以请{policy.measure['assessor']}说明。"


def official(row: Row) -> str:
    """Return the official amount of a row, said as taken off where it is."""
    amount = row.official or 0
    return f"发放表扣的 {_plain(-amount)}" if row.deducts else f"发放表的 {_plain(amount)}"


def unlisted(value: Unlisted) -> str:
    """Return by how much the official lines and their total are apart."""
    lines = "发放表各项相加" if value.complete else "发放表填了的各项相加"
    left = "可能有一项没有列出" if value.complete else "可能有一项没有列出，也可能有一项没有填"
    return (
        f"{lines}是 {_plain(value.listed)}，与合计（{TOTAL_LABELS[value.total]}）"
        f"{_plain(value.listed + value.difference)}差 {_signed(exactly(value.difference))}：{left}。"
    )


def ask(value: Cause, policy: Policy) -> str:
    """Return what to ask about a cause, for the sheet."""
    measure = policy.measure
    match value:
        case ByReading():
            clause = words.clause(measure["interpreter_article"])
            question = value.reading.question.rstrip("？")
            return (
                f"想请确认这一条按哪种理解：{question}？"
                f"（见理解登记；办法由{measure['interpreter']}解释，{clause}）"
            )
        case ByCount():
            item = value.item
            other = _counts(value.counts, item)
            by = "，".join(part for part in (item.counted_by, words.clause(item.article)) if part)
            return f"想请核对：{item.label}是 {value.own} {item.unit}还是 {other}（{by}）。"
        case ByPayment():
            return f"想请确认：{value.line.label}什么时候发（{words.clause(value.line.article)}）。"
        case ByCeiling() | ByRange():
            return f"想请说明：这一项的金额是怎样定的（{words.clause(value.line.article)}）。"
        case Unlisted():
            return unlisted(value) + "想请核对。"
        case _:
            return "从条文看不出原因，想请说明。"


def _reading(value: ByReading, row: Row) -> str:
    taken = f"换一种理解「{value.option.label}」，{row.label}"
    if value.later:
        return f"{taken}到年底发，这个月的发放表上就没有。"
    if value.amount.exact:
        return f"{taken}正好是 {words.amount(value.amount)}。"
    return f"{taken}是 {words.amount(value.amount)}，{official(row)}在这个范围里。"


def _count(value: ByCount, row: Row) -> str:
    item = value.item
    counts = f"{item.label} {_counts(value.counts, item)}"
    if not value.amount.exact:
        says = f"{counts}时，{row.label}的范围里才有{official(row)}"
    elif row.article is None:
        says = f"{counts}时，{row.label}正好是 {words.amount(value.amount)}"
    else:
        says = f"{official(row)}相当于{counts}"
    return f"{says}，你填的是 {value.own} {item.unit}：{_guess(value, item)}。"


def _guess(value: ByCount, item: Input) -> str:
    number = f"{'' if value.counts.exact else '至少 '}{abs(value.change)} {item.unit}"
    if value.change < 0:
        guess, beside = f"可能有 {number}{item.uncounted or '没有计入'}", "，也可能计入了相邻的月份"
    else:
        guess, beside = f"可能有 {number}你没有记下", "，也可能是相邻月份的计到了这个月"
    return guess.replace("有 至少", "至少有") + (beside if item.by_day else "")


def _counts(counts: Span, item: Input) -> str:
    if counts.exact:
        return words.times(counts, item.unit)
    if counts.most == item.max:
        return f"{counts.least} {item.unit}或更多"
    if counts.least == 0:
        return f"{counts.most} {item.unit}或更少"
    return words.times(counts, item.unit)


def _payment(value: ByPayment, row: Row) -> str:
    label, amount = value.line.label, words.amount(value.amount)
    when = "办法没有写它什么时候发" if value.unsaid else "这里按年底发算"
    if row.id == value.line.id:
        return f"{label} {amount}，{when}，这个月的发放表上可能还没有。"
    return f"相差的可能是{label} {amount}：{when}，可能在别的时候发了。"


def _plain(amount: int) -> str:
    return words.amount(exactly(amount))


def _signed(span: Span) -> str:
    return f"{words.signed(span)} 元"
