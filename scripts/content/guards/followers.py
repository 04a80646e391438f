"""One mistake with many consequences: report only the mistake."""

import re
from collections.abc import Iterable

from calculator.errors import Problem
from calculator.loading.rows import TWICE
from calculator.loading.values import BEGINS_LATE, GIVEN
from scripts.content.rows import Problems

MEASURE, WORKERS = "measure.toml", "workers.toml"
# This many equal problems have one common cause.
_SEVERAL = 3


def told_once(problems: Problems) -> Problems:
    """Replace the consequences of a wrong first day, a repeated id or a changed worker id by that problem."""
    if any(each.message == TWICE for each in problems):
        # One of the two rows lost its id, so references to that id are not mistakes.
        problems = [each for each in problems if not each.message.startswith("没有这个")]
    return _ids(_beginnings(problems))


def _beginnings(problems: Problems) -> Problems:
    late = [each for each in problems if re.fullmatch(BEGINS_LATE.format("(.+)"), each.message)]
    if len(late) < _SEVERAL:
        return problems
    day = re.fullmatch(BEGINS_LATE.format("(.+)"), late[0].message)
    wrong = f"施行的日期写的是 {day[1] if day else ''}，比 {len(late)} 个数的第一行都早；照条文改回"
    return [*_without(problems, late), Problem(MEASURE, "in_force_from", wrong)]


def _ids(problems: Problems) -> Problems:
    """Replace the problems of rows that name an unknown worker type by one changed id."""
    found = [(each, re.fullmatch(GIVEN.format("(.+)", "(.+)"), each.message)) for each in problems]
    rows = [(each, match[1].split("、"), match[2].split("、")) for each, match in found if match]
    told = {(tuple(wanted), tuple(given)) for _, wanted, given in rows}
    if len(rows) < _SEVERAL or len(told) > 1:
        return problems
    ((wanted, given),) = told
    new, old = (sorted(set(one) - set(other)) for one, other in ((wanted, given), (given, wanted)))
    if not (len(new) == len(old) == 1):
        return problems
    wrong = f"编号改成了 {new[0]}，各个数里写的是 {old[0]}；编号不要改，改回 {old[0]}"
    own = [each for each in problems if each.key.startswith(f"workers.{new[0]}")]
    follow = [each for each in problems if re.search(rf"\b{old[0]}\b", each.message)]
    return [*_without(problems, [*own, *follow]), Problem(WORKERS, f"workers.{new[0]}.id", wrong)]


def _without(problems: Problems, others: Iterable[Problem]) -> Problems:
    left_out = list(others)
    return [each for each in problems if each not in left_out]
