"""Find the causes of the difference of a line or a total."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from calculator.cuts import said
from calculator.money import ZERO, Span, exactly
from calculator.plan import (
    DEDUCTIONS,
    GROSS,
    LATER,
    QUARTER,
    QUARTER_COLUMN,
    UNSAID,
    YEAR_END,
    YEAR_END_COLUMN,
    Plan,
)
from calculator.reconcile import causes, counts, pairs
from calculator.reconcile.case import Case
from calculator.reconcile.rows import MANY, RANGE, Cause
from calculator.totals import TOTAL_LABELS, Totals

MOST_OF_LINE, MOST_OF_TOTAL = 4, 3
COLUMNS = {
    "gross": (GROSS,),
    "deductions": (DEDUCTIONS,),
    "payable": (GROSS, DEDUCTIONS),
    "quarter": (QUARTER_COLUMN,),
    "year_end": (YEAR_END_COLUMN,),
}


def line_causes(case: Case, place: int) -> Sequence[Cause]:
    """Return the possible causes of a line that differs."""
    near = sorted(counts.of_line(case, place), key=lambda cause: cause.rank)
    found = [*_line_readings(case, place), *near, *_line_others(case, place)]
    return sorted(found, key=lambda cause: not cause.exact)[:MOST_OF_LINE] or (Cause(),)


def _line_readings(case: Case, place: int) -> Iterator[Cause]:
    official, paid = case.given[place], case.ours.plan.rules[place].paid
    for reading, option, other in case.others:
        amount, then = other.amounts[place], other.plan.rules[place].paid
        if amount.holds(official) and case.agrees(other.amounts):
            yield causes.ByReading(reading, option, amount)
        elif official == 0 and paid != then and then in (QUARTER, YEAR_END):
            yield causes.ByReading(reading, option, amount, then)


def _line_others(case: Case, place: int) -> Iterator[Cause]:
    plan, amounts = case.ours.plan, case.ours.amounts
    official, line, amount = case.given[place], plan.rules[place], amounts[place]
    if official == 0 and (plan.columns[place] in LATER or _unsaid(case, place)):
        yield causes.ByPayment(line, amount, _unsaid(case, place))
    for limit, uncut in _uncut(case):
        if uncut[place] != amount and uncut[place].holds(official):
            yield causes.ByCeiling(line, limit, uncut[place])
            break
    counted, rate = line.rule.product(case.situation.counts)
    if counted and rate and not rate.exact and counted.most:
        yield causes.ByRange(line, rate, counted, amount)


def total_causes(case: Case, name: str, unlisted: causes.Unlisted | None) -> Sequence[Cause]:
    """Return the possible causes of a total that differs; its differing lines alone, if they explain it."""
    official, plan, amounts = case.stated[name], case.ours.plan, case.ours.amounts
    # Without a differing line, the official lines only narrow the total, which then still differs.
    rows = {plan.rules[place].id: plan.rules[place].label for place in case.differing(COLUMNS[name])}
    if rows and case.beside(case.ours).named(name).holds(official):
        return (causes.ByLines(rows),)
    if name == "payable" and (sums := _differing_sums(case)):
        return (causes.ByLines(sums),)
    found: list[Cause] = []
    for reading, option, other in case.others:
        total = case.beside(other).named(name)
        if total.holds(official) and case.agrees(other.amounts):
            found.append(causes.ByReading(reading, option, total))
    found += counts.of_total(case, name)
    for place, moved in _paid_otherwise(case):
        if case.placed(moved, amounts).named(name).holds(official):
            found.append(causes.ByPayment(plan.rules[place], amounts[place], _unsaid(case, place)))
    # The lines of a reward tell of its ceiling themselves.
    for limit, uncut in _uncut(case) if name == "deductions" else ():
        total = case.placed(plan, uncut).deductions
        if uncut != amounts and total.holds(official):
            found.append(causes.ByCeiling(plan.rules[plan.columns.index(DEDUCTIONS)], limit, total))
            break
    if unlisted:
        found.append(unlisted)
    exact = [cause for cause in found if cause.rank < (RANGE,)]
    # A range around the amount only tells something if nothing gives it exactly, and there are many pairs.
    if not any(cause.rank < (MANY,) for cause in exact):
        exact += pairs.of_total(case, name)
    return sorted(exact or found, key=lambda cause: cause.rank)[:MOST_OF_TOTAL] or (Cause(),)


def _uncut(case: Case) -> Iterator[tuple[str, list[Span]]]:
    """Yield each ceiling in words, with the amounts of the lines as if it were not there."""
    plan, raw = case.ours.plan, case.ours.raw
    for ceiling, before in zip(plan.ceilings, plan.stages(raw), strict=False):
        rest = [each for each in plan.ceilings if each is not ceiling]
        yield said(plan, ceiling, before).removeprefix("奖励"), replace(plan, ceilings=rest).capped(raw)


def _differing_sums(case: Case) -> dict[str, str]:
    """Return the labels of the sums (gross, deductions) that differ, if they explain the payable amount."""
    totals, stated = case.ours.totals, case.stated
    parts = {name: totals.named(name) for name in ("gross", "deductions")}
    differing = {
        name: TOTAL_LABELS[name]
        for name, ours in parts.items()
        if name in stated and not ours.holds(stated[name])
    }
    gross, deductions = (exactly(stated[name]) if name in stated else ours for name, ours in parts.items())
    # `Totals.of` takes the two sums as two lines.
    plan = replace(case.ours.plan, columns=(GROSS, DEDUCTIONS))
    explained = Totals.of(plan, (gross, deductions)).payable.holds(stated["payable"])
    return differing if explained else {}


def unlisted_in(case: Case, name: str) -> causes.Unlisted | None:
    """Return the difference between an official total and its official lines, None if it is not certain.

    It is certain if the user gave every line that is not 0 in our result, and no other time of payment
    explains the difference.
    """
    plan, amounts = case.ours.plan, case.ours.amounts
    mine = [place for place, column in enumerate(plan.columns) if column in COLUMNS[name]]
    missing = [place for place in mine if place not in case.given]
    unknown = len(missing) == len(mine) or any(amounts[place] != ZERO for place in missing)
    if name not in case.stated or unknown:
        return None
    official = case.stated[name]
    plans = [plan, *(moved for _, moved in _paid_otherwise(case))]
    plans += [other.plan for _, _, other in case.others]
    if any(case.placed(each, amounts).named(name).holds(official) for each in plans):
        return None
    listed = case.placed(plan, amounts).named(name)
    return causes.Unlisted(name, listed.least, official - listed.least, not missing)


def _paid_otherwise(case: Case) -> Iterator[tuple[int, Plan]]:
    """Yield the places of the lines that can be paid at another time, each with the plan that does so."""
    plan = case.ours.plan
    for place, column in enumerate(plan.columns):
        other = GROSS if column in LATER else YEAR_END_COLUMN
        if case.ours.amounts[place] != ZERO and (column in LATER or _unsaid(case, place)):
            columns = (*plan.columns[:place], other, *plan.columns[place + 1 :])
            yield place, replace(plan, columns=columns)


def _unsaid(case: Case, place: int) -> bool:
    """Tell whether the text does not say when a line is paid."""
    return case.ours.plan.rules[place].paid == UNSAID
