"""Judge the grounds of art. 13 from its text, by trying every possible value of the unknown months."""

from collections.abc import Mapping, Sequence
from typing import Any

FIRST_MONTH = (2022, 5)  # art. 16
LAST_MONTH = (9999, 12)  # the last that the form can name
IN_A_ROW = 2  # art. 13(1), 13(2)
IN_A_YEAR = 3  # art. 13(1)
CHECKS = 2  # art. 13(2)
ARTICLES = {
    "consecutive_failures": "13.1",
    "failures_in_year": "13.1",
    "stated_neglect": "13.1",
    "zero_reports": "13.2",
    "phone_checks": "13.2",
    "fabrication": "13.3",
    "title_misuse": "13.3",
    "serious_case": "13.4",
    "higher_criticism": "13.5",
}

Month = tuple[int, int]
Facts = Mapping[Month, bool | None]


def month_of(text: str) -> Month:
    """Return a month as year and number."""
    year, number = text.split("-")
    return int(year), int(number)


def neighbours(month: Month) -> list[Month]:
    """Return the months before and after, of those in which the measures can be in force."""
    year, number = month
    before = (year, number - 1) if number > 1 else (year - 1, 12)
    after = (year, number + 1) if number < 12 else (year + 1, 1)
    return [each for each in (before, after) if FIRST_MONTH <= each <= LAST_MONTH]


def run_of(facts: Facts) -> bool:
    """Tell whether two months side by side are known to have the fact."""
    having = {month for month in facts if facts[month] is True}
    return any(each in having for month in having for each in neighbours(month))


def in_one_year(facts: Facts) -> bool:
    """Tell whether three months of one calendar year are known to have the fact."""
    years = [year for (year, _), fact in facts.items() if fact is True]
    return any(years.count(year) >= IN_A_YEAR for year in years)


def supposed(facts: Facts, wanted: Any) -> str:
    """Return the status of a ground on months: met, met after one more month not known yet, or not met.

    A month missing between two others is unknown, and months after the last one are in the future; months
    before the first one do not count.
    """
    if wanted(facts):
        return "met"
    named = {(year, number) for year, _ in facts for number in range(1, 13)}
    around = {each for month in facts for each in neighbours(month)} | named
    open_months = [m for m in around if m >= min(facts) and facts.get(m) is None]
    return "one_more" if any(wanted({**facts, month: True}) for month in open_months) else "not_met"


def fabrication(asked: Mapping[str, bool | None] | None) -> str:
    """Return the status of art. 13(3), first half: loss and bad effect, by the word 和 taken at its face."""
    if asked is None:
        return "not_met"
    came_about = (asked["loss"], asked["bad_effect"])
    if came_about == (True, True):
        return "met"
    return "not_met" if came_about == (False, False) else "undecided"


def statuses(history: Mapping[str, Any]) -> dict[str, str]:
    """Return the status of every ground by id, in the order of art. 13; `history` holds every key."""
    rows: Sequence[Mapping[str, Any]] = history["months"]

    def facts(key: str, having: object) -> Facts:
        return {month_of(row["month"]): None if row.get(key) is None else row[key] == having for row in rows}

    failed, silent = facts("result", "fail"), facts("valid_reports", 0)
    checks = history["phone_checks_missed"]
    misuse = "met" if history["worker_type"] == "community_full_time" else "undecided"
    return {
        "consecutive_failures": supposed(failed, run_of),
        "failures_in_year": supposed(failed, in_one_year),
        "stated_neglect": "met" if history["township_statement"] else "not_met",
        "zero_reports": supposed(silent, run_of),
        "phone_checks": "met" if checks >= CHECKS else "one_more" if checks == CHECKS - 1 else "not_met",
        "fabrication": fabrication(history["fabrication"]),
        "title_misuse": misuse if history["title_misuse"] else "not_met",
        "serious_case": "met" if history["caused_serious_case"] else "not_met",
        "higher_criticism": "met" if {"city", "province"} & set(history["criticised_by"]) else "not_met",
    }
