"""Work out a month's pay from the text of the measures, by trying what is not known.

Where the engine reasons about spans, this file tries every count that is possible. Amounts are whole 分.
"""

import calendar
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from tests.oracle.figures import (
    ARTICLES,
    BASE,
    CITY,
    COOPERATION,
    COUNTY,
    FULL_TIME_SHARE,
    HAZARD,
    LOWER_FULL_TIME_PRICE,
    MAJOR,
    MOST,
    ORDER,
    OTHER_READINGS,
    PRICE,
    PROVINCE,
    REPORTS_DUE,
    REWARDS,
    SIGN_IN,
    SIGN_INS_DUE,
    SPECIAL,
    SURPLUS,
    SURPLUS_MOST,
)

Span = tuple[int, int]
Counts = Mapping[str, int | None]
Chosen = Mapping[str, str]


class Line(NamedTuple):
    """One line: its least and greatest amount, and whether it waits for the year's end."""

    span: Span
    at_year_end: bool


def possible(count: int | None) -> range:
    """Return the values a count may have: itself, or all of the form where it is not known."""
    return range(MOST + 1) if count is None else range(count, count + 1)


def hull(amounts: Iterable[int]) -> Span:
    """Return the least and the greatest of some amounts."""
    tried = sorted(amounts)
    return tried[0], tried[-1]


@cache
def report_pay(worker: str, reports: int | None, stop: str, price: str, part_time: str, rural: str) -> Span:
    """Return what art. 11(1) pays for valid reports."""
    if worker == "rural" and rural == "no_unit_price":
        return 0, 0
    each = PRICE[worker]
    if worker == "community_full_time" and price == "lower_price":
        each = LOWER_FULL_TIME_PRICE
    for_every_report = stop == "every_report"
    if worker == "community_part_time" and part_time == "every_report":
        for_every_report = True

    def pay(number: int) -> int:
        amount = each * (number if for_every_report else min(number, REPORTS_DUE))
        if worker == "community_full_time" and price == "capped":
            amount = min(amount, FULL_TIME_SHARE)
        return amount

    return hull(pay(number) for number in possible(reports))


def days_signed(sign_ins: int, month: str) -> range:
    """Return on how many days so many sign-ins may have fallen."""
    year, number = map(int, month.split("-"))
    return range(min(sign_ins, 1), min(sign_ins, calendar.monthrange(year, number)[1]) + 1)


@cache
def signed(sign_ins: int | None, month: str, by_day: bool) -> frozenset[int]:
    """Return the numbers of sign-ins that may count, where one a day counts or every one does."""
    if not by_day:
        return frozenset(possible(sign_ins))
    return frozenset(days for number in possible(sign_ins) for days in days_signed(number, month))


@cache
def sign_ins_missing(sign_ins: int | None, month: str, by_day: bool) -> Span:
    """Return what art. 12(3) takes off, as a positive amount."""
    return hull(SIGN_IN * max(0, SIGN_INS_DUE - number) for number in signed(sign_ins, month, by_day))


@cache
def enough_signed(sign_ins: int | None, month: str, by_day: bool) -> frozenset[bool]:
    """Return whether the 20 sign-ins of art. 8(1) may have been reached, may not, or both."""
    return frozenset(number >= SIGN_INS_DUE for number in signed(sign_ins, month, by_day))


@cache
def surplus(worker: str, reports: int | None, part_time: str, enough_sign_ins: frozenset[bool]) -> Span:
    """Return the reward of art. 11(1) for reports beyond those due, by whether sign-ins may be enough."""
    due = REPORTS_DUE
    if worker == "community_part_time":
        if part_time in ("no_surplus", "every_report"):
            return 0, 0
        if part_time == "quota_zero":
            due = 0
    return hull(
        min(SURPLUS * max(0, number - due), SURPLUS_MOST) if enough else 0
        for number in possible(reports)
        for enough in enough_sign_ins
    )


def praise(counts: Counts, notices: str) -> Span:
    """Return the reward of art. 11(2); a report praised at two levels is in both counts."""
    provinces, cities, counties = (
        possible(counts[f"praised_by_{level}"]) for level in ("province", "city", "county")
    )
    least, most = (PROVINCE * provinces[end] + CITY * cities[end] + COUNTY * counties[end] for end in (0, -1))
    if notices != "highest_only":
        return least, most
    # The least is paid where lower notices praise the same reports as higher ones, as far as they reach.
    province, city, county = provinces[0], cities[0], counties[0]
    nested = PROVINCE * province + CITY * max(0, city - province)
    nested += COUNTY * max(0, county - max(province, city))
    return nested, most


def cooperation(counts: Counts, reading: str) -> Span:
    """Return what the second half of art. 12(2) takes off, as a positive amount."""
    if reading == "no_deduction":
        return 0, 0
    events = possible(counts["poor_cooperation"])
    already = possible(counts["refused_orders"])[-1] if reading == "charged_once" else 0
    return COOPERATION * max(0, events[0] - already), COOPERATION * events[-1]


def each_event(count: int | None, least: int, most: int) -> Span:
    """Return what so many events come to, at a price between two amounts each."""
    events = possible(count)
    return least * events[0], most * events[-1]


def under_one_ceiling(amounts: dict[str, Span]) -> dict[str, Span]:
    """Return the rewards of a month that together stay under art. 11(1)'s ceiling, each in its turn."""
    tried: dict[str, list[int]] = {name: [] for name in REWARDS}
    for world in product(*(set(amounts[name]) for name in REWARDS)):
        room = SURPLUS_MOST
        for name, amount in zip(REWARDS, world, strict=True):
            tried[name].append(min(amount, room))
            room -= tried[name][-1]
    return {name: hull(values) for name, values in tried.items()}


def lines(month: str, worker: str, counts: Counts, chosen: Chosen) -> dict[str, Line]:
    """Return the ten lines of a month by id, in order; deductions are negative.

    Nothing checks the request: `month` is in force, `counts` holds every count, `chosen` known readings.
    """

    def reading(name: str) -> str:
        return chosen.get(name, "default")

    by_day = reading("sign-in-shortfall") == "one_a_day"
    sign_ins = (counts["sign_ins"], month, by_day)
    needs_sign_ins = reading("surplus-condition") == "sign_ins_too"
    enough = enough_signed(*sign_ins) if needs_sign_ins else frozenset({True})
    base = BASE[worker]
    special_least = MAJOR[0] if reading("major-range") == "special_as_major" else SPECIAL[0]
    rewards = {
        "praise_reward": praise(counts, reading("notices-add")),
        "major_reward": each_event(counts["major_reports"], *MAJOR),
        "special_major_reward": each_event(counts["special_major_reports"], special_least, SPECIAL[1]),
        "surplus_reward": surplus(worker, counts["valid_reports"], reading("part-time-quota"), enough),
    }
    if reading("surplus-cap") == "all_rewards":
        rewards = under_one_ceiling(rewards)
    taken = {
        "hazard_deduction": each_event(counts["missed_hazards"], HAZARD, HAZARD),
        "order_deduction": each_event(counts["refused_orders"], ORDER, ORDER),
        "cooperation_deduction": cooperation(counts, reading("poor-cooperation")),
        "sign_in_deduction": sign_ins_missing(*sign_ins),
    }
    amounts = {
        "base": (0 if reading("base-share") == "by_result" else base, base),
        "report_pay": report_pay(
            worker,
            counts["valid_reports"],
            *map(reading, ("report-quota-stop", "full-time-price", "part-time-quota", "rural-name")),
        ),
        **rewards,
        **{name: (-most, -least) for name, (least, most) in taken.items()},
    }
    late = {"surplus_reward"} | ({"report_pay"} if reading("surplus-time") == "whole_item" else set())
    return {name: Line(amounts[name], name in late) for name in ARTICLES}


def totals(parts: Mapping[str, Line], chosen: Chosen) -> dict[str, Span]:
    """Return the totals, which the lines add up to end by end."""

    def added(*names: str) -> Span:
        spans = [parts[name].span for name in names]
        return sum(low for low, _ in spans), sum(high for _, high in spans)

    late = [name for name in parts if parts[name].at_year_end]
    off = [name for name in parts if name.endswith("_deduction")]
    gross = added(*(name for name in parts if name not in [*late, *off]))
    deductions = added(*off)
    net = gross[0] + deductions[0], gross[1] + deductions[1]
    carried = chosen.get("below-zero", "default") == "carried"
    payable = net if carried else (max(0, net[0]), max(0, net[1]))
    found = {"gross": gross, "deductions": deductions, "net": net, "payable": payable}
    return {**found, "year_end": added(*late)}


def other_readings(
    month: str, worker: str, counts: Counts, chosen: Chosen
) -> dict[tuple[str, str], dict[str, Span]]:
    """Return the totals under each reading that would change one, taken alone beside those chosen."""
    present = totals(lines(month, worker, counts, chosen), chosen)
    found = {}
    for name, alternatives in OTHER_READINGS.items():
        for alternative in ("default", *alternatives):
            if alternative != chosen.get(name, "default"):
                other = {**chosen, name: alternative}
                changed = totals(lines(month, worker, counts, other), other)
                if changed != present:
                    found[name, alternative] = changed
    return found
