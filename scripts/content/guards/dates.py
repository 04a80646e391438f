"""Impossible dates, dates that may be a typing mistake, and changes of months in the past."""

from collections.abc import Iterator, Sequence
from datetime import date

from calculator.errors import Problem
from calculator.month import Month
from calculator.parameters import FROM
from calculator.policy import Policy
from calculator.readings import Reading
from scripts.content import files
from scripts.content.guards.numbers import Stage, numbers
from scripts.content.months import printed_month

# In years. The computer's clock may be wrong by up to a year; a greater difference is a mistake in the file.
_SURELY_WRONG, _FAR, _LONG_AGO = 2, 3, 10


def impossible(policy: Policy, today: date) -> Iterator[Problem]:
    """Yield a problem for each day of the measure that is years in the future, or years before its start."""
    for key, what in (("checked", "核对原文"), ("in_force_from", "施行")):
        day = policy.measure[key]
        if day.year - today.year > _SURELY_WRONG:
            wrong = f"{what}的日期 {day} 还有 {day.year - today.year} 年才到，年份写错了"
            yield Problem(files.MEASURE, key, wrong)
        if policy.in_force.year - day.year > _SURELY_WRONG:
            wrong = f"{what}的日期 {day} 比施行早 {policy.in_force.year - day.year} 年，年份写错了"
            yield Problem(files.MEASURE, key, wrong)


def reminders(policy: Policy, kept: Policy | None, changed: Sequence[Stage], today: date) -> Iterator[str]:
    """Yield a sentence for each day that may be a mistake, and for each change of past months."""
    checked = policy.measure["checked"]
    if checked < policy.in_force:
        yield (
            f"measure.toml 的 checked 是 {checked}，早于施行的 {policy.in_force}："
            f"页面先印 {printed_month(policy).chinese}的数；施行以后再核对一遍，改 checked"
        )
    elif checked > today:
        yield f"measure.toml 的 checked 是 {checked}，还没有到（电脑的日期是 {today}）；看看是不是写错了"
    elif today.year - checked.year >= _SURELY_WRONG:
        years = today.year - checked.year
        yield f"measure.toml 的 checked 是 {checked}，已经过了 {years} 年；看看年份是不是写错了"
    for reading in policy.readings.values():
        yield from _asked(reading, today)
    for each in numbers(policy, kept):
        for place, row in enumerate(each.own):
            far = row[FROM].year - today.year
            if far >= _FAR:
                yield f"{each.label}从 {row[FROM]} 起的那一行，还有 {far} 年才到；看看年份是不是写错了"
            if place == 0 and policy.in_force.year - row[FROM].year >= _LONG_AGO:
                yield f"{each.label}从 {row[FROM]} 起的那一行，比办法施行早得多；看看年份是不是写错了"
    for stage in changed:
        past = min(checked, today)
        first, last = Month.of(stage.day), Month.of(past)
        # The measures themselves state the numbers of their first day.
        if not stage.new or stage.day >= past or stage.day == policy.in_force:
            continue
        last = min(last, stage.until) if stage.until else last
        span = first.chinese if first == last else f"{first.chinese}至{last.chinese}"
        who = "、".join(stage.workers)
        moved = "、".join(stage.changes)
        if stage.before != stage.after:
            moved = f"满额月会从 {stage.before} 变成 {stage.after} 元"
        yield (
            f"{span}已经过去，{who}的{moved}。以后的月份才变的，改 from；"
            "真要改以前的月份，在那一行写上依据 basis，就不再提醒"
        )


def _asked(reading: Reading, today: date) -> Iterator[str]:
    """Yield a sentence for a day in the future, and for an answer before its question."""
    answer = reading.answered
    days: dict[str, object] = {"asked": reading.asked, "answered": answer and answer.on}
    for key, day in days.items():
        if isinstance(day, date) and day > today:
            yield f"理解 {reading.id} 的 {key} 是 {day}，还没有到（电脑的日期是 {today}）"
    asked, answered = days.values()
    if isinstance(asked, date) and isinstance(answered, date) and answered < asked:
        yield f"理解 {reading.id} 的答复 {answered} 早于去问的 {asked}"
    if answer and answer.since.year - today.year >= _FAR:
        yield f"理解 {reading.id} 的答复从 {answer.since} 起才管，看看年份是不是写错了"
