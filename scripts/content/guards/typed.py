"""Figures typed in sentences that have no placeholders: each is a number of the tables or of the text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from calculator.month import Month
from calculator.parameters import BASIS, FROM, Parameter
from calculator.policy import Policy
from scripts.content.rows import Table, texts

# Keys of quotes, which are compared with the text, of made-up examples, and of what no page prints.
_OTHERWISE = ("quote", "good", "poor", "patches", "answered")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_POINTS = "分"
# 9 时 30 分 and 30 分钟 are no points.
_FIGURE = re.compile(rf"(?<![\d.时])(?<!时 )(\d+(?:\.\d+)?) ?(元|条|次|%|{_POINTS}(?!钟))")


def odd_figures(tables: Mapping[str, Table], policy: Policy) -> Iterator[str]:
    """Yield a sentence for each text with a figure that is neither in the tables nor in the text."""
    parameters = [policy.tables.parameter(key) for key in policy.tables.parameters]
    known, points = _known(policy, parameters), _points(policy, parameters)
    for file, table in tables.items():
        for key, said in texts(table, _OTHERWISE):
            odd = [
                f"{figure} {unit}"
                for figure, unit in _FIGURE.findall(said)
                if Decimal(figure) not in (points if unit == _POINTS else known)
            ]
            if odd:
                yield f"{file} 的 {key} 说「{'、'.join(odd)}」，数和条文里都没有；看看是不是旧数或者写错了"


def _known(policy: Policy, parameters: Sequence[Parameter]) -> set[Decimal]:
    """Return the numbers of the text, of the tables and of what readings make of them, and their results."""
    known = {Decimal(each) for says in policy.text.values() for each, _ in _FIGURE.findall(says)}
    known |= {
        Decimal(patch.value)
        for reading in policy.readings.values()
        for option in reading.options.values()
        for patch in option.patches
        if _NUMBER.fullmatch(str(patch.value))
    }
    months = {Month.of(day) for parameter in parameters for day in parameter.days()}
    for month, worker in product(months, policy.workers):
        found: dict[str, set[Decimal]] = {"yuan": set(), "times": set(), "percent": set(), "points": set()}
        for parameter in parameters:
            value = parameter.at(month, worker)
            if value is not None:
                found[parameter.unit].add(Decimal(value) / (100 if parameter.unit == "yuan" else 1))
        known |= _results(found["yuan"], found["times"], found["percent"]).union(*found.values())
    return known


def _points(policy: Policy, parameters: Sequence[Parameter]) -> set[Decimal]:
    """Return the points of the text and the tables, and the last one below each: 75 至 89 分."""
    said = {
        Decimal(each)
        for says in policy.text.values()
        for each, unit in _FIGURE.findall(says)
        if unit == _POINTS
    }
    rows = [row for parameter in parameters if parameter.unit == "points" for row in parameter.values]
    known = said | {Decimal(value) for row in rows for key, value in row.items() if key not in (FROM, BASIS)}
    return known | {each - 1 for each in known}


def _results(yuan: set[Decimal], times: set[Decimal], percent: set[Decimal]) -> set[Decimal]:
    """Return what follows from the numbers of a month: prices × counts, shares, and both together."""
    priced = {price * count for price, count in product(yuan, times)}
    shares = {(whole * part / 100, whole * (100 - part) / 100) for whole, part in product(yuan, percent)}
    both = {(share + pay, abs(rest - pay)) for (share, rest), pay in product(shares, priced)}
    # 从第 21 条起: the first count behind one of the text.
    return {Decimal(1), *(count + 1 for count in times), *priced}.union(*shares, *both)
