"""Write numbers, units, clause references and the policy in Chinese and as JSON."""

from functools import lru_cache

from calculator.money import Span, exactly, yuan
from calculator.policy import Policy

UNLIMITED = "不设"
_DIGITS = "零一二三四五六七八九"


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
    return {"min": yuan(value.least), "max": yuan(value.most)}


def count(value: Span | None) -> int | dict[str, int] | None:
    """Return a count as JSON, a span if it is unknown; None if nothing is counted."""
    if value is None:
        return None
    return value.least if value.exact else {"min": value.least, "max": value.most}


def times(span: Span, unit: str) -> str:
    """Return a count with its unit.

    >>> times(Span(0, 20), "条")
    '0～20 条'
    """
    return f"{span.least} {unit}" if span.exact else f"{span.least}～{span.most} {unit}"


def product(rate: Span, count: Span, unit: str) -> str:
    """Return a rate in 分 times a count.

    >>> product(Span(750, 750), Span(18, 18), "条")
    '7.50 元 × 18 条'
    """
    return f"{amount(rate)} × {times(count, unit)}"


def limit(number: int | None, unit: str) -> str:
    """Return a limit with its unit, or the word for no limit."""
    return UNLIMITED if number is None else f"{number} {unit}"


def numeral(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals.

    >>> numeral(11), numeral(20), numeral(3)
    ('十一', '二十', '三')
    """
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def clause(key: str) -> str:
    """Return the name of a place of the measures.

    >>> clause("12.3"), clause("14.1.2"), clause("13.end")
    ('第十二条第三项', '第十四条第一类第二项', '第十三条末段')
    """
    article, *rest = key.split(".")
    name = f"第{numeral(int(article))}条"
    if not rest:
        return name
    if rest[0] == "end":
        return f"{name}末段"
    if article == "14":
        name += f"第{numeral(int(rest[0]))}类"
        return name if len(rest) == 1 or not rest[1].isdigit() else f"{name}第{numeral(int(rest[1]))}项"
    return f"{name}第{numeral(int(rest[0]))}项"


def anchor(key: str) -> str:
    """Return the anchor of a place of the measures; it must never change between versions of the site.

    >>> anchor("14.1.2")
    'art-14-1-2'
    """
    return "art-" + key.replace(".", "-")


def cited(key: str) -> dict[str, str]:
    """Return the name of a place of the measures and its anchor in the full text, for a link."""
    return {"name": clause(key), "anchor": anchor(key)}


def policy(rests_on: Policy) -> dict[str, str]:
    """Return the policy of an answer as JSON."""
    measure = rests_on.measure
    return {
        "id": measure["id"],
        "title": measure["title"],
        "version": measure["version"],
        "in_force_from": str(measure["in_force_from"]),
    }
