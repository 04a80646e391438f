"""The totals of a month over every combination of the readings of unclear clauses."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from calculator.money import ZERO, Span
from calculator.month import Month
from calculator.policy import Policy
from calculator.readings import DEFAULT, Alternative, Chosen, Reading
from calculator.situation import Situation
from calculator.standing import Standing
from calculator.tables import SECTIONS, Patch
from calculator.totals import Totals, paid_out
from calculator.variants import Variant, under, variants

Options = tuple[str, ...]
SETTLEMENT = "settlement"


class Block(NamedTuple):
    """Lines that depend on each other, with a variant of the month for each combination of their readings.

    `shared` are those of their readings that other blocks have too. Each variant has the options of these
    beside it, and comes first if the other readings are as chosen; it is None for the chosen readings.
    """

    shared: Sequence[str]
    months: Sequence[tuple[Options, Variant | None]]

    def moves(self, standing: Standing) -> dict[Options, Totals]:
        """Return how far the readings of this block alone move both ends of the totals at most.

        The keys are the options of the shared readings.
        """
        found: dict[Options, list[Totals]] = {}
        for options, variant in self.months:
            found.setdefault(options, []).append(_under(variant, standing).totals)
        return {options: each[0].to(_hull(each)) for options, each in found.items()}


def combined(policy: Policy, situation: Situation, standing: Standing) -> Totals:
    """Return the least and the most of each total over all combinations of readings.

    A combination reaches each end: blocks have no line in common, so what they change adds up.
    """
    month = (policy, situation.month, situation.worker_type, situation.readings)
    unknown = frozenset(key for key, count in standing.counts.items() if not count.exact)
    blocks, shared = _open(*month, unknown, frozenset(_empty(standing, variants(*month))))
    moves, found = [block.moves(standing) for block in blocks], []
    for options, variant in shared:
        then = _under(variant, standing)
        totals = then.totals
        for block, moved in zip(blocks, moves, strict=True):
            totals = totals.plus(moved[tuple(options[key] for key in block.shared)])
        found.append(totals._replace(payable=paid_out(then.plan, totals.net)))
    return _hull(found)


def _empty(standing: Standing, others: Iterable[tuple[Reading, Alternative, Variant]]) -> Iterator[str]:
    """Yield the lines that are 0 under each reading because all their counts are 0."""
    counts = standing.counts
    moved = {place for *_, each in others for place, rule in each.rules if rule.amount(counts) != ZERO}
    for place, bound in enumerate(standing.plan.rules):
        none = bound.reads and all(counts[key] == ZERO for key in bound.reads)
        if none and place not in moved and standing.raw[place] == ZERO:
            yield bound.id


def _under(variant: Variant | None, standing: Standing) -> Standing:
    return variant.standing(standing) if variant else standing


def _hull(months: Collection[Totals]) -> Totals:
    return Totals(*map(Span.around, zip(*months, strict=True)))


@lru_cache(maxsize=64)
def _open(
    policy: Policy,
    month: Month,
    worker_type: str,
    chosen: Chosen,
    unknown: frozenset[str],
    empty: frozenset[str],
) -> tuple[Sequence[Block], Sequence[tuple[Mapping[str, str], Variant | None]]]:
    """Return the blocks that have readings, and each combination of the readings that they share.

    A reading is shared too if it decides what becomes of a balance below 0.
    """
    linked, choice, within = _linked(policy, unknown, empty), dict(chosen), dict[str, list[int]]()
    options, shared = dict[str, list[str]](), list[str]()
    for key, reading in policy.readings.items():
        patches = [] if reading.settled(month) else list(_patches(reading, worker_type))
        present = choice.get(key, DEFAULT)
        options[key] = [present, *sorted({DEFAULT, *(option for option, _ in patches)} - {present})]
        tables = {_table(patch) for _, patch in patches}
        within[key] = [place for place, names in enumerate(linked) if not names.isdisjoint(tables)]
        if len(within[key]) > 1 or SETTLEMENT in tables:
            shared.append(key)

    def among(keys: Sequence[str]) -> Iterator[tuple[Mapping[str, str], Variant | None]]:
        found = [dict(zip(keys, each, strict=True)) for each in product(*(options[key] for key in keys))]
        choices = [tuple(sorted({**choice, **each}.items())) for each in found]
        return zip(found, under(policy, month, worker_type, chosen, choices), strict=True)

    blocks = []
    for place in range(len(linked)):
        if own := [key for key, found in within.items() if place in found]:
            common = [key for key in own if key in shared]
            months = [(tuple(each[key] for key in common), variant) for each, variant in among(own)]
            blocks.append(Block(common, months))
    return blocks, list(among(shared))


def _patches(reading: Reading, worker_type: str = "") -> Iterator[tuple[str, Patch]]:
    """Yield the patches of a reading, with a worker type those that concern it, each with its option."""
    for option in reading.options.values():
        for patch in option.patches:
            section, *_, key = patch.at.split(".")
            if section != "parameters" or not worker_type or key in (worker_type, "value"):
                yield option.id, patch


def _table(patch: Patch) -> str:
    """Return the id of the table that a patch changes; that of the settlement is its section."""
    section, name, *key = patch.at.split(".")
    return name if key else section


def _linked(policy: Policy, unknown: Collection[str], empty: Collection[str]) -> list[set[str]]:
    """Return the tables of pay.toml in sets between which no line depends on another, under any readings.

    Tables are together if one names the other, or if both name the same unknown count. A parameter that no
    reading changes links nothing, nor does a line of `empty`.
    """
    patches = [patch for reading in policy.readings.values() for _, patch in _patches(reading)]
    found = {section: getattr(policy.tables, section) for section in SECTIONS}
    links = [{key, *_texts(table)} for tables in found.values() for key, table in tables.items()]
    links += [{_table(patch), *_texts(patch.value)} for patch in patches]
    ids = {key for section, tables in found.items() if section != "parameters" for key in tables}
    ids.update(unknown, map(_table, patches))
    ids.difference_update(empty)
    sets: list[set[str]] = []
    for link in filter(None, (link & ids for link in links)):
        joined = [each for each in sets if not each.isdisjoint(link)]
        sets = [each for each in sets if each not in joined] + [link.union(*joined)]
    return sets


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)
