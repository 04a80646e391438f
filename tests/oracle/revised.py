"""Work out the months of the revised county from the text of the revision, by trying what is not known.

Its figures are typed from that text, part by part; amounts are whole 分. The other modules of this package
compute the months before 2027, which the trial text governs.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from tests.oracle import elimination
from tests.oracle.pay import Span, hull

FIRST = "2027-01"  # 「2027年1月起的月份用这一份」
LEADER = "area_leader"
BASE = {"rural": 420_00, "community_part_time": 700_00, "community_full_time": 1141_00, LEADER: 1700_00}
PRICE = {"rural": 9_00, "community_part_time": 15_00, "community_full_time": 24_50}  # part one
FIXED = 300_00  # part one: the leader's 固定绩效
DUE, SIGN_INS = 20, 22  # part one; part four and part five
MORE, MORE_MOST = 5_00, 50_00  # part two
FIRST_YEAR, FURTHER_YEAR, YEARS_MOST = 50_00, 60_00, 300_00  # part three
POINTS = 100  # part four
OFF = {"sign_ins": 2, "valid_reports": 3, "missed_hazards": 10, "refused_orders": 5, "meetings_missed": 5}
PASS = 60
SHARES = ((90, 100), (75, 90), (PASS, 80))  # from so many points, so many per cent; below, nothing
SIGN_IN, MEETING, MEETINGS_MOST = 15_00, 20_00, 60_00  # part five
HAZARD, ORDER = 100_00, 30_00  # as before
PRAISE = {"praised_by_province": 30_00, "praised_by_city": 20_00, "praised_by_county": 10_00}
MAJOR, SPECIAL = (100_00, 300_00), (500_00, 1000_00)
# Counts from which on nothing changes: quotas met, the reward or the seniority at its most, all points lost.
ENOUGH = {
    "sign_ins": SIGN_INS,
    "valid_reports": 30,  # 20 + 50 / 5
    "full_years": 6,  # 50 + 5 × 60 > 300
    "missed_hazards": 10,  # 10 × 10 points; 10 × 100 yuan > 490, the highest ceiling
    "refused_orders": 20,  # 20 × 5 points; 20 × 30 yuan > 490
    "meetings_missed": 20,  # 20 × 5 points; 60 yuan from 3 on
}
MOST = 999  # the greatest count that the form takes
RANGES = {
    "major_reward": ("major_reports", MAJOR),
    "special_major_reward": ("special_major_reports", SPECIAL),
}
DEDUCTIONS = ("hazard_deduction", "order_deduction", "meeting_deduction", "sign_in_deduction")

Counts = Mapping[str, int | None]


class World(NamedTuple):
    """One way the month may have been: its lines before the common ceiling, and what the score gives."""

    lines: dict[str, int]
    deductions: int
    capped: bool
    score: int

    @property
    def gross(self) -> int:
        return sum(amount for name, amount in self.lines.items() if name not in DEDUCTIONS)


def score_of(worker: str, counts: Mapping[str, int]) -> int:
    """Return the points of a month (part four)."""
    off = OFF["sign_ins"] * max(0, SIGN_INS - counts["sign_ins"])
    if worker != LEADER:
        off += OFF["valid_reports"] * max(0, DUE - counts["valid_reports"])
    for name in ("missed_hazards", "refused_orders", "meetings_missed"):
        off += OFF[name] * counts[name]
    return max(0, POINTS - off)


def share_of(score: int) -> int:
    """Return how many per cent of the base are paid (part four)."""
    return next((share for least, share in SHARES if score >= least), 0)


def seniority(years: int) -> int:
    """Return what so many full years give a month (part three)."""
    return 0 if years < 1 else min(FIRST_YEAR + (years - 1) * FURTHER_YEAR, YEARS_MOST)


def world(worker: str, counts: Mapping[str, int]) -> World:
    """Return a month whose counts are all known, without major reports (parts one to six)."""
    score = score_of(worker, counts)
    reports = counts["valid_reports"]
    paid = worker != LEADER
    lines = {
        "base": BASE[worker] * share_of(score) // 100,
        "report_pay": PRICE[worker] * min(reports, DUE) if paid else 0,
        "fixed_performance": 0 if paid else FIXED,
        "seniority": seniority(counts["full_years"]),
        "surplus_reward": min(MORE * max(0, reports - DUE), MORE_MOST) if paid else 0,
        "hazard_deduction": HAZARD * counts["missed_hazards"],
        "order_deduction": ORDER * counts["refused_orders"],
        "meeting_deduction": min(MEETING * counts["meetings_missed"], MEETINGS_MOST),
        "sign_in_deduction": SIGN_IN * max(0, SIGN_INS - counts["sign_ins"]),
    }
    taken = sum(lines[name] for name in DEDUCTIONS)
    ceiling = lines["report_pay"] + lines["fixed_performance"]
    return World(lines, min(taken, ceiling), taken > ceiling, score)


def worlds(worker: str, counts: Counts) -> Iterator[World]:
    """Yield every way the month may have been."""
    names = list(ENOUGH)
    known: list[list[int]] = []
    for name in names:
        count = counts[name]
        known.append(list(range(ENOUGH[name] + 1)) if count is None else [count])
    for tried in product(*known):
        yield world(worker, dict(zip(names, tried, strict=True)))


def beside(counts: Counts) -> dict[str, Span]:
    """Return the rewards that nothing else touches: praise and major reports."""

    def ends(count: int | None) -> Span:
        return (0, MOST) if count is None else (count, count)

    praise = [(price, ends(counts[name])) for name, price in PRAISE.items()]
    found = {
        "praise_reward": (
            sum(price * least for price, (least, _) in praise),
            sum(price * most for price, (_, most) in praise),
        )
    }
    for line, (counter, (cheap, dear)) in RANGES.items():
        least, most = ends(counts[counter])
        found[line] = (cheap * least, dear * most)
    return found


def month(worker: str, counts: Counts) -> dict[str, Any]:
    """Return lines, totals, score, result and share of a month from 2027 on, spans as (least, most).

    A deduction is None where the common ceiling may have cut it beside others: the text does not say how
    they share it.
    """
    tried, rewards = list(worlds(worker, counts)), beside(counts)
    lines: dict[str, Span | None] = {
        name: hull(each.lines[name] for each in tried) for name in tried[0].lines if name not in DEDUCTIONS
    }
    lines |= rewards
    cut = any(each.capped for each in tried)
    several = sum(any(each.lines[name] for each in tried) for name in DEDUCTIONS) > 1
    for name in DEDUCTIONS:
        least, most = hull(min(each.lines[name], each.deductions) for each in tried)
        lines[name] = None if cut and several else (-most, -least)
    more = sum(least for least, _ in rewards.values()), sum(most for _, most in rewards.values())

    def total(amounts: Span, rewarded: bool) -> Span:
        return (amounts[0] + more[0], amounts[1] + more[1]) if rewarded else amounts

    net = total(hull(each.gross - each.deductions for each in tried), True)
    results = {"pass" if each.score >= PASS else "fail" for each in tried}
    return {
        "lines": lines,
        "totals": {
            "gross": total(hull(each.gross for each in tried), True),
            "deductions": hull(-each.deductions for each in tried),
            "net": net,
            "payable": net,  # the ceiling leaves nothing below 0
            "year_end": (0, 0),  # 「2027 年起没有年底另发的项目」
        },
        "score": hull(each.score for each in tried),
        "result": results.pop() if len(results) == 1 else None,
        "base_share": hull(share_of(each.score) for each in tried),
    }


def result_of(worker: str, row: Mapping[str, Any]) -> str | None:
    """Return the result of a month of a history (part four; part seven, 6); None if it is not known.

    Sign-ins and reports left out are not known, the other counts left out are 0. What the counts leave open,
    the stated result settles.
    """
    stated: str | None = row.get("result")
    if row["month"] < FIRST:
        return stated
    counts = {name: row.get(name) for name in ("sign_ins", "valid_reports")}
    counts |= {name: row.get(name, 0) for name in ("missed_hazards", "refused_orders", "meetings_missed")}
    # Years are no part of the score.
    tried = {each.score >= PASS for each in worlds(worker, {**counts, "full_years": 0})}
    return stated if len(tried) == 2 else "pass" if True in tried else "fail"


def statuses(history: Mapping[str, Any]) -> dict[str, str]:
    """Return the status of every ground by id over months of both texts."""
    worker = history["worker_type"]
    rows = [{**row, "result": result_of(worker, row)} for row in history["months"]]
    found = elimination.statuses({**history, "months": rows})
    if worker == LEADER:  # part seven, 4
        found["zero_reports"] = "not_met"
    return found
