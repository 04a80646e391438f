"""Checks of dated values in pay parameters and elimination grounds."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise

from calculator.errors import Problem
from calculator.parameters import ALL_WORKERS, BASIS, FROM, Row, number

# The placeholder for a basis in printed lines; if it is copied unchanged, it names no document.
HINT = "文件的名称和文号"
# The fewest letters or digits of a basis; punctuation alone names no document.
_LEAST_NAMED = 2
# Messages for rows that begin too late, and for unknown worker types.
BEGINS_LATE = "第一行要从 {} 或更早开始，否则有月份没有数"
GIVEN = f"要写 {ALL_WORKERS}，或者 {{}} 各写一个，这里写的是：{{}}"


def check_values(
    rows: Sequence[Row],
    unit: str,
    workers: Collection[str],
    in_force: date,
    file: str,
    key: str,
    problems: list[Problem],
) -> None:
    """Note rows that are unsorted, begin too late, lack a worker type or hold no number of the unit."""
    for place, row in enumerate(rows):
        where = f"{key}[{place}]"
        basis = row.get(BASIS)
        if basis is not None and sum(letter.isalnum() for letter in basis) < _LEAST_NAMED:
            problems.append(Problem(file, f"{where}.{BASIS}", f"要写明依据，例如{HINT}"))
        elif basis is not None and HINT in basis:
            wrong = f"「{HINT}」只是提示，换成那份文件真正的名称和文号"
            problems.append(Problem(file, f"{where}.{BASIS}", wrong))
        given = [name for name in row if name not in (FROM, BASIS)]
        if given != [ALL_WORKERS] and (not workers or set(given) != set(workers)):
            wrong = f"要写 {ALL_WORKERS}，这里写的是：{'、'.join(given)}"
            if workers:
                wrong = GIVEN.format("、".join(workers), "、".join(given))
            problems.append(Problem(file, where, wrong))
        for name in given:
            try:
                found = number(row[name], unit)
            except ValueError as error:
                problems.append(Problem(file, f"{where}.{name}", str(error)))
            else:
                if unit == "percent" and (found is None or found > 100):
                    problems.append(Problem(file, f"{where}.{name}", "百分比要写 0 到 100 的整数"))
    days = [row[FROM] for row in rows]
    if days[0] > in_force:
        problems.append(Problem(file, f"{key}[0].from", BEGINS_LATE.format(in_force)))
    for place, (one, other) in enumerate(pairwise(days), start=1):
        if one >= other:
            problems.append(Problem(file, f"{key}[{place}].from", f"日期要从早到晚排，{other} 不晚于 {one}"))
        if other.day != 1:
            message = f"要从某月 1 日起；{other} 在月中，办法没有写月中变动怎样分段算"
            problems.append(Problem(file, f"{key}[{place}].from", message))
