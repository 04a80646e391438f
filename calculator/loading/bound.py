"""Bind the rules to the numbers of every date and worker type, and report what conflicts."""

from collections.abc import Callable, Mapping

from calculator import words
from calculator.binding import Bound, Values, bind
from calculator.money import Span
from calculator.month import Month
from calculator.plan import Plan
from calculator.tables import PayTables, Table

Faults = list[tuple[str, str]]


def unbound(
    tables: PayTables, workers: Mapping[str, str], most: Mapping[str, int]
) -> tuple[Plan | None, Faults]:
    """Return a plan of the tables, and why rules cannot be bound to the numbers of a month.

    Each reason is reported once for a key, with the first month and the names of its worker types; `workers`
    has these by id. `most` are the greatest counts; a ceiling that none of them reaches is a fault. Without
    them, it is not.
    """
    months = {Month.of(day) for key in tables.parameters for day in tables.parameter(key).days()}
    found: dict[tuple[str, str], tuple[Month, list[str]]] = {}
    plan, idle = None, dict.fromkeys(tables.ceilings if most else (), "")
    for month in sorted(months):
        for worker, name in workers.items():
            values = Values(month, worker)
            try:
                plan = bind(tables, values)
            except ValueError as whole:
                for key, error in _alone(tables, values) or [("rules", str(whole))]:
                    first, who = found.setdefault((key, error), (month, []))
                    who += [name] if first == month else []
            else:
                idle = {
                    key: said for key in idle if (said := _idle(plan, [*tables.ceilings].index(key), most))
                }
    faults = [
        (key, f"{month.chinese}起（{'、'.join(who)}）：{error}")
        for (key, error), (month, who) in found.items()
    ]
    return plan, faults or [(f"ceilings.{key}", said) for key, said in idle.items()]


def _alone(tables: PayTables, values: Values) -> Faults:
    """Return each score, share or rule that cannot be bound to the numbers of a month, and why.

    A share needs a sound score, and a rule a sound share.
    """
    bound = Bound(tables, values)
    trials: tuple[tuple[str, Mapping[str, Table], Callable[[Table], object]], ...] = (
        ("scores", tables.scores, bound.score),
        ("shares", tables.shares, bound.bands),
        ("rules", tables.rules, bound.bound),
    )
    found = (
        [(f"{section}.{key}", wrong) for key, row in rows.items() if (wrong := _refused(trial, row))]
        for section, rows, trial in trials
    )
    return next(filter(None, found), [])


def _refused(trial: Callable[[Table], object], row: Table) -> str:
    """Return why a row cannot be bound, empty if it can."""
    try:
        trial(row)
    except ValueError as error:
        return str(error)
    return ""


def _idle(plan: Plan, place: int, most: Mapping[str, int]) -> str:
    """Return that a ceiling is never reached, whatever the counts are; empty if it can be."""
    ceiling = plan.ceilings[place]
    before = plan.stages(plan.amounts({key: Span(0, number) for key, number in most.items()}))[place]
    reached, limit = ceiling.reached(before), ceiling.limit(before).least
    if reached > limit:
        return ""
    reached_said, limit_said = words.yuan_of(reached), words.yuan_of(limit)
    return f"从来用不上：它管的最多合计 {reached_said}，超不过 {limit_said}；写错了就改，不然删掉"
