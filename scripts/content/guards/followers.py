"""One mistake with many consequences: report only the mistake."""

import re
from collections.abc import Collection, Iterable

from calculator.errors import Problem
from calculator.loading.rows import TWICE
from calculator.loading.values import BEGINS_LATE, GIVEN
from calculator.policy import Policy
from scripts.content import files
from scripts.content.rows import Problems
from scripts.content.shapes import MISSING

# This many equal problems have one common cause.
_SEVERAL = 3
# References to a row that does not exist, and the file and the list of the row by what the message calls it.
_NO_SUCH = re.compile(r"没有这个([^：（]+)(?:（[^）]*）)?：\{?([\w.-]+)")
# A sentence with a number whose row has a problem of its own.
_SAID = re.compile(r"\{([a-z_]+)[^}]*\} 要写")
_LACKS = "缺 "
# A row without a readable id has its place in its key; the last part is one of the keys of ids, if any.
_ROW = re.compile(r"(\w+)\[\d+\](?:\.(\w+))?")
_IDS = (None, "id", "article", "rule", "ground", "input", "fact")
_LISTS = {
    "数": (files.PARAMETERS, "parameters"),
    "类别": (files.CATEGORIES, "items"),
    "理解": (files.READINGS, "readings"),
    "次数": (files.INPUTS, "inputs"),
    "次数项": (files.INPUTS, "inputs"),
    "问题": (files.INPUTS, "facts"),
    "奖励": (files.PAY, "rules"),
    "扣款": (files.PAY, "rules"),
    "分组": (files.INPUTS, "groups"),
    "网格员类型": (files.WORKERS, "workers"),
    "淘汰情形": (files.ELIMINATION, "grounds"),
}


def told_once(problems: Problems) -> Problems:
    """Replace the consequences of a wrong first day, a repeated id or a changed worker id by that problem."""
    if any(each.message == TWICE for each in problems):
        # One of the two rows lost its id, so references to that id are not mistakes.
        problems = [each for each in problems if not each.message.startswith("没有这个")]
    return _ids(_beginnings(problems))


def only_causes(problems: Iterable[Problem], before: Policy | None) -> Problems:
    """Return the problems without those that only follow from a lost, renamed or unreadable row.

    They are in the order of the files. `before` is the previous edition, if any: a new text may leave out a
    row of it.
    """
    found = _emptied(list(problems))
    wrong_rows = {".".join(each.key.split(".")[:2]) for each in found if each.file == files.PARAMETERS}
    found = [
        each
        for each in found
        if not ((match := _SAID.match(each.message)) and f"parameters.{match[1]}" in wrong_rows)
    ]
    lacked = {each.message.split()[1] for each in found if each.message.startswith(_LACKS)}
    # A list that cannot be read, or has a row whose id cannot be read, does not also lack that row.
    lists = {(each.file, each.key) for each in found if not each.message.startswith(_LACKS)}
    lists |= {(each.file.partition("/")[0], rows) for each in found if (rows := _nameless(each))}
    lists |= {place for place in _LISTS.values() if (place[0], "") in lists}
    found = [
        each for each in found if not (each.message.startswith(_LACKS) and (each.file, each.key) in lists)
    ]
    named: dict[tuple[tuple[str, str], str], Problems] = {}
    for each in found:
        match = _NO_SUCH.match(each.message)
        if match and match[1] in _LISTS:
            place = _LISTS[match[1]]
            # A number of a worker type is a number of the same row.
            name = match[2].partition(".")[0] if place[1] == "parameters" else match[2]
            named.setdefault((place, name), []).append(each)
    for ((file, rows), name), places in named.items():
        several = len(places) > 1
        if name in lacked or (file, rows) in lists or (several and _unreadable(found, file, rows)):
            found = _without(found, places)
        elif before and name in _listed(before, rows):
            # It is told where something is to be changed, not in the file that is as the new text wants it.
            first, *others = sorted(places, key=_step)
            more = f"（还有 {'、'.join(f'{each.file} · {each.key}' for each in others)}）" if others else ""
            wrong = (
                f"前一版的 {name}，{file} 里没有了。新办法取消了它，这里就不再用它{more}；"
                f"没有取消，就在 {file} 里补回，或者改回编号"
            )
            found = [*_without(found, places), first._replace(message=wrong)]
        elif several:
            said = f"没有 {name} 这一项，有 {len(places)} 处要用它"
            wrong = f"{said}，例如 {places[0].file} · {places[0].key}；编号改了就改回，删了就补回"
            found = [*_without(found, places), Problem(file, rows, wrong)]
    return sorted(found, key=_step)


def _listed(policy: Policy, rows: str) -> Collection[str]:
    """Return the ids of the rows of a list of an edition."""
    listed: Collection[str] = getattr(policy.tables, rows, ()) or getattr(policy, rows, ())
    return listed


def _step(problem: Problem) -> int:
    """Return the place of a problem's file among those that an officer changes; 0 for all other files."""
    return files.ORDER.index(file) if (file := problem.file.partition("/")[0]) in files.ORDER else 0


def _nameless(problem: Problem) -> str:
    """Return the list of a row whose id is the problem, empty if it is none."""
    match = _ROW.fullmatch(problem.key)
    if match and (match[2] in _IDS or any(problem.message.endswith(f" {name}") for name in _IDS if name)):
        return match[1]
    return ""


def _unreadable(problems: Problems, file: str, rows: str) -> bool:
    """Tell whether a list cannot be read, or has a row whose id is the problem."""
    own = [each for each in problems if each.file.startswith(file)]
    return any(each.message == TWICE or _nameless(each) == rows or each.key == rows for each in own)


def _emptied(problems: Problems) -> Problems:
    """Replace the missing keys of a row by one problem if there are several."""
    rows: dict[tuple[str, str], Problems] = {}
    for each in problems:
        if each.message == MISSING:
            rows.setdefault((each.file, each.key.rpartition(".")[0]), []).append(each)
    for (file, row), missing in rows.items():
        if row and len(missing) >= _SEVERAL:
            names = "、".join(each.key.rpartition(".")[2] for each in missing)
            problems = [*_without(problems, missing), Problem(file, row, f"缺这些键：{names}")]
    return problems


def _beginnings(problems: Problems) -> Problems:
    late = [each for each in problems if re.fullmatch(BEGINS_LATE.format("(.+)"), each.message)]
    if len(late) < _SEVERAL:
        return problems
    day = re.fullmatch(BEGINS_LATE.format("(.+)"), late[0].message)
    wrong = f"施行的日期写的是 {day[1] if day else ''}，比 {len(late)} 个数的第一行都早；照条文改回"
    return [*_without(problems, late), Problem(files.MEASURE, "in_force_from", wrong)]


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
    return [*_without(problems, [*own, *follow]), Problem(files.WORKERS, f"workers.{new[0]}.id", wrong)]


def _without(problems: Problems, others: Iterable[Problem]) -> Problems:
    left_out = list(others)
    return [each for each in problems if each not in left_out]
