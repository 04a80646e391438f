"""Exact money in whole 分, and spans of whole numbers."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# Far above any count and any amount in yuan of a month, and short enough to be quoted in a message.
MOST = 1_000_000
# More than any amount, in 分.
WIDE = 10**15
_YUAN = re.compile(r"(\d+)(?:\.(\d+))?", re.ASCII)


class Literal(str):
    """A decimal of a policy file as text, so that no float ever exists."""

    __slots__ = ()


def parse_yuan(value: object) -> int:
    """Return the 分 of an amount written in yuan.

    `value` must be an int or a `Literal`; ValueError (Chinese) if it is not.

    >>> parse_yuan(Literal("24.45"))
    2445
    >>> parse_yuan(Literal("24.455"))
    Traceback (most recent call last):
    ValueError: 金额 24.455 不是整分，最多写两位小数
    """
    if isinstance(value, bool) or not isinstance(value, int | Literal):
        raise ValueError(f"金额要写数字，例如 7.5，不能写 {value!r}")
    match = _YUAN.fullmatch(str(value))
    if match is None:
        raise ValueError(f"金额要写不小于零的数字，例如 7.5，不能写 {value}")
    whole, decimals = match.group(1), (match.group(2) or "").rstrip("0")
    if len(decimals) > 2:
        raise ValueError(f"金额 {value} 不是整分，最多写两位小数")
    # Python refuses to convert thousands of digits.
    fen = int(whole[:9]) * 100 + int(decimals.ljust(2, "0"))
    if len(whole) > 9 or fen > MOST * 100:
        raise ValueError(f"金额太大，最多 {MOST}")
    return fen


@lru_cache(maxsize=4096)
def yuan(fen: int) -> str:
    """Return an amount of 分 as yuan with two decimals.

    >>> yuan(49000), yuan(-5)
    ('490.00', '-0.05')
    """
    if fen < 0:
        return f"-{yuan(-fen)}"
    return f"{fen // 100}.{fen % 100:02d}"


class Span(NamedTuple):
    """A whole number between two ends, both included; equal ends are an exact number.

    >>> Span(0, 20).times(750)
    Span(least=0, most=15000)
    """

    least: int
    most: int

    def plus(self, other: "Span") -> "Span":
        """Return the span of the sum of two independent numbers."""
        return Span(self.least + other.least, self.most + other.most)

    def times(self, factor: int) -> "Span":
        """Return the span of the number times `factor`; a negative factor swaps the ends."""
        if factor < 0:
            return Span(self.most * factor, self.least * factor)
        return Span(self.least * factor, self.most * factor)

    @classmethod
    def around(cls, spans: Iterable["Span"]) -> "Span":
        """Return the span from the least to the most of several spans."""
        least, most = zip(*spans, strict=True)
        return cls(min(least), max(most))

    def to(self, other: "Span") -> "Span":
        """Return how far both ends of another span lie above those of this one."""
        return Span(other.least - self.least, other.most - self.most)

    def less(self, other: "Span") -> "Span":
        """Return the span of the number minus another, not below 0."""
        return Span(max(0, self.least - other.most), max(0, self.most - other.least))

    def within(self, limit: "Span") -> "Span":
        """Return the span of the smaller of two numbers."""
        return Span(min(self.least, limit.least), min(self.most, limit.most))

    def both(self, other: "Span") -> "Span":
        """Return the span of a number that lies in both spans."""
        return Span(max(self.least, other.least), min(self.most, other.most))

    def up_to(self, limit: int | None) -> "Span":
        """Return the span of the number, at most `limit`; None is no limit."""
        if limit is None or self.most <= limit:
            return self
        return Span(min(self.least, limit), limit)

    def above(self, threshold: int | None) -> "Span":
        """Return the span of the part above `threshold`; 0 if the threshold is None."""
        if threshold is None or self.most <= threshold:
            return ZERO
        return Span(max(0, self.least - threshold), self.most - threshold)

    def holds(self, number: int) -> bool:
        """Tell whether the span contains this number."""
        return self.least <= number <= self.most

    @property
    def exact(self) -> bool:
        """Tell whether both ends are the same number."""
        return self.least == self.most


ZERO = Span(0, 0)


@lru_cache(maxsize=1024)
def exactly(number: int) -> Span:
    """Return the span of one known number."""
    return Span(number, number)
