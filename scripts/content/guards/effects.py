"""Alternative readings that change no month of any worker type."""

from collections.abc import Iterator, Mapping
from itertools import product

from calculator.binding import Values, bind
from calculator.money import Span, exactly
from calculator.month import Month
from calculator.parameters import ALL_WORKERS, FROM
from calculator.policy import Policy
from calculator.readings import Alternative, Reading, apply
from calculator.standing import Standing

# Counts that are tried one by one, beside those of the form and the largest.
_TRIED = (0, 1, 10, 21, 31)


def without_effect(policy: Policy) -> Iterator[str]:
    """Yield a sentence for each alternative of the newest edition without effect."""
    for reading in policy.readings.values():
        months = list(_months(policy, reading))
        for option in reading.options.values():
            # All months answered: the page lists no alternative.
            if (
                months
                and option.patches
                and not any(_changes(policy, reading, option, month) for month in months)
            ):
                yield (
                    f"理解 {reading.id} 的 {option.id} 哪个月、哪一类网格员的结果都不改变："
                    "写错了就改它的 at、was、value；条文已经写清楚了，就删掉这种理解"
                )


def outdated(policy: Policy) -> Iterator[str]:
    """Yield a sentence for each alternative with no patch for a parameter's newest value.

    From that value's day on the alternative changes nothing and is not shown: on purpose, or by mistake.
    """
    for reading in policy.readings.values():
        for option in reading.options.values():
            places = {patch.at for patch in option.patches if patch.at.startswith("parameters.")}
            for place in sorted(places):
                _, parameter, column = place.split(".")
                newest = policy.tables.parameters[parameter]["values"][-1]
                if reading.settled(Month.of(newest[FROM])):
                    continue
                known = [patch.was for patch in option.patches if patch.at == place]
                if newest.get(column) not in known:
                    now = newest.get(column, newest.get(ALL_WORKERS))
                    old = "、".join(map(str, known))
                    yield (
                        f"理解 {reading.id} 的 {option.id} 只认得 {place} 的旧数 {old}，"
                        f"从 {newest['from']} 起是 {now}，那时起这种理解不再列出；"
                        f"还要列，请给它加一条 was = {now} 的改动"
                    )


def _months(policy: Policy, reading: Reading) -> Iterator[Month]:
    """Yield the first months of all numbers in which the edition governs and the reading has no answer."""
    first = Month.of(policy.in_force)
    days = (day for key in policy.tables.parameters for day in policy.tables.parameter(key).days())
    for month in sorted({first, *map(Month.of, days)}):
        if month >= first and not reading.settled(month):
            yield month


def _changes(policy: Policy, reading: Reading, option: Alternative, month: Month) -> bool:
    """Tell whether an alternative changes a total of a month of some worker type."""
    for worker in policy.workers:
        plans = [
            bind(apply(policy.readings, chosen, policy.tables, month), Values(month, worker))
            for chosen in ((), ((reading.id, option.id),))
        ]
        if plans[0] != plans[1] and any(
            Standing.of(plans[0], counts).totals != Standing.of(plans[1], counts).totals
            for counts in _tried(policy)
        ):
            return True
    return False


def _tried(policy: Policy) -> Iterator[Mapping[str, Span]]:
    """Yield counts: those of the form and the largest, and both with one count changed."""
    starts = {key: exactly(item.start) for key, item in policy.inputs.items()}
    largest = {key: exactly(item.max) for key, item in policy.inputs.items()}
    yield from (starts, largest)
    for counts, (key, item), count in product((starts, largest), policy.inputs.items(), _TRIED):
        yield {**counts, key: exactly(min(count, item.max))}
