"""A calendar month, the period of every count and value."""

import re
from datetime import date
from typing import NamedTuple

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class Month(NamedTuple):
    """A calendar month; an earlier month is smaller.

    >>> str(Month(2026, 12).next)
    '2027-01'
    """

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Return the month written as "2026-10"; ValueError if it is no month."""
        match = _MONTH.fullmatch(text)
        if match is None or not 1 <= int(match.group(2)) <= 12 or int(match.group(1)) == 0:
            raise ValueError(f"not a month: {text}")
        return cls(int(match.group(1)), int(match.group(2)))

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month of a day."""
        return cls(day.year, day.month)

    @property
    def next(self) -> "Month":
        """Return the month after."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> "Month":
        """Return the month before."""
        return Month(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    @property
    def days(self) -> int:
        """Return how many days the month has."""
        if self.number == 2:
            leap = self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0)
            return 29 if leap else 28
        return 30 if self.number in (4, 6, 9, 11) else 31

    @property
    def chinese(self) -> str:
        """Return the month in Chinese: 2026年10月."""
        return f"{self.year}年{self.number}月"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
