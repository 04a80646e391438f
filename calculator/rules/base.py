"""What every rule kind offers."""

from collections.abc import Mapping
from typing import ClassVar, NamedTuple, Protocol

from calculator.money import Span

Counts = Mapping[str, Span]


class Account(NamedTuple):
    """How a rule came to its amount.

    `count` × `rate` (分) is the product shown on the slip, None where the rule is no such product;
    `working` is that product in words; `says` fills the rule's sentence for a zero line.
    """

    count: Span | None
    rate: Span | None
    working: str
    says: Mapping[str, str]


class Rule(Protocol):
    """A rule bound to its numbers: a pure function of the month's counts.

    `KEYS` names the keys that a table of this kind has in pay.toml and what each holds:
    `amount`, `times`, `percent` (id of a parameter with that unit; with `_or_unlimited` where it may
    have no limit, None in the rule), `counter` (id of an input),
    `counter_or_none`, `flag`, `levels`, `needs`, a tuple of allowed words, or `days`, which is not
    in the table but is the month's number of days.
    """

    KEYS: ClassVar[Mapping[str, str | tuple[str, ...]]]

    def amount(self, counts: Counts) -> Span:
        """Return the amount in 分; deductions are negative."""
        ...

    def account(self, counts: Counts, units: Mapping[str, str]) -> Account:
        """Return how the amount comes about; `units` holds each counter's unit."""
        ...
