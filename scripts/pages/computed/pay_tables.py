"""The pay of the form's first month: by one count, its slopes, and the effects of alternative readings."""

from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from calculator import words
from calculator.along import Along
from calculator.engine import estimate_and_changes, stand
from calculator.money import ZERO, Span
from calculator.parameters import Parameter
from calculator.policy import Policy
from calculator.situation import Situation
from scripts.content.months import printed_month
from scripts.content.placeholders import by_value, each_of, written


class Due(NamedTuple):
    """The pay of a month in 分: paid in the month, and at the year's end."""

    payable: Span
    year_end: Span

    @property
    def exact(self) -> bool:
        """Tell whether both are one amount."""
        return self.payable.exact and self.year_end.exact

    @property
    def both(self) -> int:
        """Return the sum of the two where they are exact."""
        return self.payable.least + self.year_end.least


class Stretch(NamedTuple):
    """A range of counts in which each count adds the same, in 分; `until` is None for the last range."""

    since: int
    until: int | None
    payable: Span
    year_end: Span

    @property
    def flat(self) -> bool:
        """Tell whether a count adds nothing."""
        return self.payable == self.year_end == ZERO


class Asked(NamedTuple):
    """How many of a count are asked of the worker types, and the names of those of which none are asked."""

    said: str
    spared: str


class Gap(NamedTuple):
    """The pay of the priced reports, their share of the standard, in 分, and what the page says of them."""

    worker: str
    paid: Span
    share: Span
    text: str


Table = Mapping[int, Mapping[str, Due]]


def effects(policy: Policy) -> dict[tuple[str, str], dict[str, str]]:
    """Return what each alternative reading changes of the form's first month, in words.

    The keys are (reading, alternative), then the short name of the worker type; no effect, no entry.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for worker, table in policy.workers.items():
        statement, others = estimate_and_changes(policy, _first_month(policy, worker))
        for each in (change.shown(statement.totals, policy) for change in others):
            changed = found.setdefault((each["reading"], each["alternative"]), {})
            changed[table["short"]] = each["effect"]
    return found


def _first_month(policy: Policy, worker: str) -> Situation:
    starts = {item.id: item.start for item in policy.inputs.values()}
    request = {**starts, "month": str(printed_month(policy)), "worker_type": worker}
    return Situation.read(policy, request)


def by_count(policy: Policy, counter: str, beyond: int) -> Table:
    """Return the pay of each worker type for each value of one count.

    `beyond` rows follow the last count that changes an amount, to show that the amount stays.
    """
    item = policy.inputs[counter]
    months = {worker: Along(stand(policy, _first_month(policy, worker)), item) for worker in policy.workers}
    last = max(map(_last_change, months.values())) + beyond
    return {
        count: {worker: _due(along, count) for worker, along in months.items()}
        for count in range(min(last, item.max) + 1)
    }


def _last_change(along: Along) -> int:
    """Return the last count at which an amount changes, 0 where none does."""
    end, *before = reversed(along.bends(along.item.max))
    for count in before:
        # Between two bends an amount changes at each count or at none.
        if _due(along, count) != _due(along, along.item.max):
            return end
        end = count
    return 0


def _due(along: Along, count: int) -> Due:
    totals = along.at(count)
    return Due(totals.payable, totals.year_end)


def stretches(table: Table, worker: str) -> list[Stretch]:
    """Return the ranges in which a worker type's pay changes evenly; after the last row it stays."""

    def step(count: int) -> tuple[Span, Span]:
        before, after = table[count - 1][worker], table[count][worker]
        moved = [after.payable.least - before.payable.least, after.year_end.least - before.year_end.least]
        return Span(moved[0], moved[0]), Span(moved[1], moved[1])

    found = []
    for (payable, year_end), counts in groupby(list(table)[1:], key=step):
        run = list(counts)
        found.append(Stretch(run[0], run[-1], payable, year_end))
    if found and found[-1].flat:
        return [*found[:-1], found[-1]._replace(until=None)]
    return [*found, Stretch(list(table)[-1] + 1, None, ZERO, ZERO)]


def gaps(policy: Policy, asked: Mapping[str, str] | None) -> list[Gap]:
    """Return the worker types for which the priced reports and their share of the standard differ.

    `asked` is the table `gap` of pages.toml, None in a county without it.
    """
    month, found = printed_month(policy), []
    for worker in policy.workers if asked else ():
        assert asked
        parameters = [policy.tables.parameter(asked[key]) for key in ("standard", "share", "price", "count")]
        standard, percent, price, count = (each.at(month, worker) for each in parameters)
        if standard is None or percent is None or price is None or count is None:
            continue
        paid, share = price * count, standard * (100 - percent) // 100
        if paid != share:
            figures = {
                "gap.worker": policy.workers[worker]["name"],
                "gap.share": words.yuan_of(share),
                "gap.price": words.yuan_of(price),
                "gap.count": str(count),
                "gap.paid": words.yuan_of(paid),
                "gap.difference": words.yuan_of(abs(paid - share)),
            }
            text = asked["text"]
            for key, said in figures.items():
                text = text.replace(f"{{{key}}}", said)
            found.append(Gap(worker, Span(paid, paid), Span(share, share), text))
    return found


def due_to(parameter: Parameter, worker: str, policy: Policy) -> str:
    """Return a worker type's value in a table of the rates; a zero is no rate of that type."""
    return "没有" if parameter.at(printed_month(policy), worker) == 0 else written(parameter, worker, policy)


def asked_of(key: str, policy: Policy) -> Asked:
    """Return how many of a count a parameter asks of the worker types in the printed month."""
    names = by_value(policy.tables.parameter(key), policy)
    spared = [*names.pop("0", ()), *names.pop(words.UNLIMITED, ())]
    return Asked(each_of(names), "、".join(spared))


def bare(amount: Span) -> str:
    """Return an amount without its unit; the heading of the table has the unit."""
    return words.amount(amount).removesuffix(" 元")
