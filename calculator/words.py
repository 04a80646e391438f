"""Write numbers, units, clause references and the policy in Chinese and as JSON."""

from functools import lru_cache

from calculator.money import Span, exactly, yuan
from calculator.policy import Policy

UNLIMITED = "不设"


@lru_cache(maxsize=1024)
def amount(span: Span) -> str:
    """Return an unsigned amount of 分 with its unit.

    >>> amount(Span(10000, 30000))
    '100.00～300.00 元'
    """
    ends = yuan(span.least) if span.exact else f"{yuan(span.least)}～{yuan(span.most)}"
    return f"{ends} 元".replace("-", "−")


def signed(span: Span) -> str:
    """Return an amount of 分 with its sign, and with a real minus sign.

    >>> signed(Span(-1000, -1000)), signed(Span(35000, 35000)), signed(Span(0, 0))
    ('−10.00', '+350.00', '0.00')
    """
    ends = [f"+{yuan(end)}" if end > 0 else yuan(end).replace("-", "−") for end in span]
    return ends[0] if span.exact else "～".join(ends)


def yuan_of(fen: int) -> str:
    """Return one exact amount of 分 with its unit."""
    return amount(exactly(fen))


def signed_yuan(span: Span) -> str:
    """Return an amount of 分 with its sign and its unit."""
    return f"{signed(span)} 元"


def span(value: Span) -> dict[str, str]:
    """Return a span of 分 as JSON, in yuan.

    >>> span(Span(10000, 30000))
    {'min': '100.00', 'max': '300.00'}
    """
    least, most = value
    text = yuan(least)
    return {"min": text, "max": text if least == most else yuan(most)}


def count(value: Span | None) -> int | dict[str, int] | None:
    """Return a count as JSON, a span if it is unknown; None if nothing is counted."""
    if value is None:
        return None
    return value.least if value.exact else {"min": value.least, "max": value.most}


def percent(value: Span | None) -> str | dict[str, str] | None:
    """Return a percentage as JSON, a span if it is unknown; None if there is none.

    >>> percent(Span(90, 90)), percent(Span(80, 100))
    ('90%', {'min': '80%', 'max': '100%'})
    """
    if value is None:
        return None
    return f"{value.least}%" if value.exact else {"min": f"{value.least}%", "max": f"{value.most}%"}


def times(span: Span, unit: str) -> str:
    """Return a count with its unit.

    >>> times(Span(0, 20), "条")
    '0～20 条'
    """
    return f"{bare(span)} {unit}"


def bare(span: Span) -> str:
    """Return a number without a unit."""
    return str(span.least) if span.exact else f"{span.least}～{span.most}"


def product(rate: Span, count: Span, unit: str) -> str:
    """Return a rate in 分 times a count.

    >>> product(Span(750, 750), Span(18, 18), "条")
    '7.50 元 × 18 条'
    """
    return f"{amount(rate)} × {times(count, unit)}"


def limit(number: int | None, unit: str) -> str:
    """Return a limit with its unit, or the word for no limit."""
    return UNLIMITED if number is None else f"{number} {unit}"


def policy(rests_on: Policy) -> dict[str, str]:
    """Return the policy of an answer as JSON."""
    measure = rests_on.measure
    return {
        "id": measure["id"],
        "title": measure["title"],
        "version": measure["version"],
        "in_force_from": str(measure["in_force_from"]),
    }


def receipt(rests_on: Policy) -> str:
    """Return what a figure was computed from, in one line with the first digits of the hashes."""
    named = rests_on.receipt
    if not named:
        return ""
    return f"按 {named['edition']} 版计算 · 数据 {named['policy_sha256'][:8]} · 引擎 {named['engine'][:8]}"
