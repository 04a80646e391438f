"""The base class of the rule kinds."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from math import gcd
from typing import ClassVar, NamedTuple

from calculator import words
from calculator.money import WIDE, ZERO, Span

Counts = Mapping[str, Span]
Units = Mapping[str, str]


class Product(NamedTuple):
    """The count and the rate (分) whose product the slip shows; None if the rule is no such product."""

    counted: Span | None
    rate: Span | None


def on_days(counted: Span, days: int) -> Span:
    """Return on how many days of the month so many events can fall: at least one day, at most all days.

    >>> on_days(Span(20, 40), 31), on_days(Span(0, 3), 31)
    (Span(least=1, most=31), Span(least=0, most=3))
    """
    return Span(min(counted.least, 1), min(counted.most, days))


class Rule(ABC):
    """A rule bound to its numbers: a pure function of the month's counts.

    `KEYS` names the keys that a table of this kind has in pay.toml and what each holds:
    `amount`, `times`, `percent` (id of a parameter with that unit; with `_or_unlimited` if it may
    be unlimited, which is None in the rule), `counter` (id of an input),
    `counter_or_none`, `flag`, `levels`, `needs`, a tuple of allowed words, or `days`, which is not
    in the table but is the month's number of days. `FIELDS` names the fields that have another name
    than their key.
    """

    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]]
    FIELDS: ClassVar[Mapping[str, str]] = {}
    DEDUCTS: ClassVar[bool] = False

    @property
    def deducts(self) -> bool:
        """Tell whether the rule takes off."""
        return self.DEDUCTS

    @property
    def grain(self) -> int:
        """Return an amount in 分 of which every exact amount of the rule is a multiple; 0 if all are 0."""
        found = [getattr(self, key) or 0 for key, held in self.KEYS.items() if str(held).startswith("amount")]
        found += [level.rate for level in getattr(self, "levels", ())]
        return gcd(*found)

    @property
    def counters(self) -> tuple[str, ...]:
        """Return the inputs that the rule reads, each once, found by its `KEYS`."""
        found: list[str] = []
        for key, holds in self.KEYS.items():
            if holds in ("levels", "needs"):
                found += [part.counter for part in getattr(self, key)]
            elif holds in ("counter", "counter_or_none"):
                found.append(getattr(self, key))
        return tuple(dict.fromkeys(name for name in found if name))

    @abstractmethod
    def amount(self, counts: Counts) -> Span:
        """Return the amount in 分; deductions are negative."""

    def product(self, counts: Counts) -> Product:
        """Return the two factors; none if nothing is counted."""
        return Product(None, None)

    def working(self, counts: Counts, units: Units) -> str:
        """Return the multiplication in words, before any ceiling; `units` holds each counter's unit."""
        counted, rate = self.product(counts)
        assert counted is not None
        assert rate is not None
        amount = Span(counted.least * rate.least, counted.most * rate.most)
        return f"{words.product(rate, counted, units[self.counters[0]])} = {words.amount(amount)}"

    def bends(self, counter: str, counts: Counts) -> Iterable[int]:
        """Return the counts of `counter` at which the amount bends, the other counts unchanged.

        A jump is two bends: the counts before and after it.
        """
        return ()

    def step(self, counter: str, counts: Counts | None = None) -> Span:
        """Return the least and the most that one more of `counter` changes an amount, open ends alike.

        It holds for all counts, or within `counts`; `WIDE` is any amount. In most kinds, more of a count
        never lowers an amount.
        """
        return Span(0, WIDE)

    def idle(self, counts: Counts) -> bool:
        """Tell whether the line says its `zero` sentence instead of the working."""
        return self.amount(counts) == ZERO

    def says(self, counts: Counts, units: Units) -> Mapping[str, str]:
        """Return the placeholders of the rule's `zero` sentence: the count, if the rule is about one."""
        counter: str = getattr(self, "counter", "")
        return {"count": words.times(counts[counter], units[counter])} if counter else {}
