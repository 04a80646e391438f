"""A fixed amount for the month."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from calculator import words
from calculator.money import Span, exactly
from calculator.rules.base import Counts, Rule, Units


@dataclass(frozen=True, slots=True)
class FixedAmount(Rule):
    """Pay `fixed` 分 each month.

    >>> FixedAmount(fixed=30000).amount({})
    Span(least=30000, most=30000)
    """

    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]] = {"amount": "amount"}
    # The method has the name of the key.
    FIELDS: ClassVar[Mapping[str, str]] = {"amount": "fixed"}
    fixed: int

    @property
    def grain(self) -> int:
        """Return the amount."""
        return self.fixed

    def amount(self, counts: Counts) -> Span:
        """Return the amount; it reads no count."""
        return exactly(self.fixed)

    def working(self, counts: Counts, units: Units) -> str:
        """Return the amount as the fixed one of each month."""
        return f"每月固定 {words.yuan_of(self.fixed)}"
