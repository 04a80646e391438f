"""Values of the measures in words, with and without their units."""

from calculator import words
from calculator.money import Span, exactly

_UNITS = {"yuan": " 元", "percent": "%", "points": " 分", "times": ""}


def with_unit(value: int | None, unit: str) -> str:
    """Return a parameter's value with its unit: 「10.00 元」, 「70%」, 「60 分」, 「20」.

    >>> with_unit(750, "yuan"), with_unit(60, "points"), with_unit(None, "yuan")
    ('7.50 元', '60 分', '不设')
    """
    return words.UNLIMITED if value is None else f"{without_unit(value, unit)}{_UNITS[unit]}"


def without_unit(value: int | None, unit: str) -> str:
    """Return a parameter's value without its unit.

    >>> without_unit(750, "yuan"), without_unit(70, "percent")
    ('7.50', '70')
    """
    if value is None:
        return words.UNLIMITED
    return bare(exactly(value)) if unit == "yuan" else str(value)


def bare(span: Span) -> str:
    """Return an amount of 分 in yuan without its unit.

    >>> bare(Span(10000, 30000))
    '100.00～300.00'
    """
    return words.amount(span).removesuffix(" 元")
