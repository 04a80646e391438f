"""A fixed share of the worker type's standard (arts. 9, 11(1))."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from calculator import words
from calculator.money import Span, exactly
from calculator.rules.base import Counts, Rule, Units


@dataclass(frozen=True, slots=True)
class ShareOfStandard(Rule):
    """Pay `share` percent of `standard` 分; a span from 0 up to it if the month's result decides.

    ValueError if the product is not whole 分.

    >>> ShareOfStandard(standard=163000, share=70, depends_on_result=False).amount({})
    Span(least=114100, most=114100)
    """

    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]] = {
        "standard": "amount",
        "share": "percent",
        "depends_on_result": "flag",
    }
    standard: int
    share: int
    depends_on_result: bool

    def __post_init__(self) -> None:
        if self.standard * self.share % 100:
            raise ValueError(f"{words.amount(exactly(self.standard))}的 {self.share}% 不是整分")

    @property
    def grain(self) -> int:
        """Return the full share."""
        return self.standard * self.share // 100

    def amount(self, counts: Counts) -> Span:
        """Return the share; it reads no count."""
        return Span(0 if self.depends_on_result else self.grain, self.grain)

    def working(self, counts: Counts, units: Units) -> str:
        """Return standard times share."""
        share = f"0～{self.share}%" if self.depends_on_result else f"{self.share}%"
        standard = words.amount(exactly(self.standard))
        return f"{standard} × {share} = {words.amount(self.amount(counts))}"
