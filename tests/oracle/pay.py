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


class Month(NamedTuple):
    """The ten lines of a month by id, in order, and the spans of some lines together.

    The span of lines that depend on each other can be narrower than the sum of their spans.
    """

    lines: dict[str, Line]
    together: dict[tuple[str, ...], Span]


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
    """Return the deduction of the second half of art. 12(2), as a positive amount."""
    if reading == "no_deduction":
        return 0, 0
    events = possible(counts["poor_cooperation"])
    already = possible(counts["refused_orders"])[-1] if reading == "charged_once" else 0
    return COOPERATION * max(0, events[0] - already), COOPERATION * events[-1]


@cache
def orders_and_cooperation(orders: int | None, poor: int | None) -> Span:
    """Return what both halves of art. 12(2) take off where one event may be charged by one of them only.

    Every number of orders is tried, and of each with none the same and with as many as can be.
    """
    return hull(
        ORDER * refused + COOPERATION * (events - same)
        for refused in possible(orders)
        for events in (possible(poor)[0], possible(poor)[-1])
        for same in (0, min(refused, events))
    )


def each_event(count: int | None, least: int, most: int) -> Span:
    """Return what so many events come to, at a price between two amounts each."""
    events = possible(count)
    return least * events[0], most * events[-1]


def under_one_ceiling(amounts: dict[str, Span]) -> tuple[dict[str, Span], Span]:
    """Return the rewards of a month that together stay under art. 11(1)'s ceiling, each in its turn.

    Behind them what those come to together that the month pays: all but the last.
    """
    tried: dict[str, list[int]] = {name: [] for name in REWARDS}
    for world in product(*(set(amounts[name]) for name in REWARDS)):
        room = SURPLUS_MOST
        for name, amount in zip(REWARDS, world, strict=True):
            tried[name].append(min(amount, room))
            room -= tried[name][-1]
    in_the_month = zip(*(tried[name] for name in REWARDS[:-1]), strict=True)
    return {name: hull(values) for name, values in tried.items()}, hull(map(sum, in_the_month))


def lines(month: str, worker: str, counts: Counts, chosen: Chosen) -> Month:
    """Return the lines of a month; deductions are negative.

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
    together: dict[tuple[str, ...], Span] = {}
    rewards = {
        "praise_reward": praise(counts, reading("notices-add")),
        "major_reward": each_event(counts["major_reports"], *MAJOR),
        "special_major_reward": each_event(counts["special_major_reports"], special_least, SPECIAL[1]),
        "surplus_reward": surplus(worker, counts["valid_reports"], reading("part-time-quota"), enough),
    }
    if reading("surplus-cap") == "all_rewards":
        rewards, together[REWARDS[:-1]] = under_one_ceiling(rewards)
    if reading("poor-cooperation") == "charged_once":
        least, most = orders_and_cooperation(counts["refused_orders"], counts["poor_cooperation"])
        together["order_deduction", "cooperation_deduction"] = -most, -least
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
    return Month({name: Line(amounts[name], name in late) for name in ARTICLES}, together)
