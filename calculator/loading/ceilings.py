"""Checks of the ceilings in pay.toml."""

from collections.abc import Iterator, Mapping

from calculator.errors import Problem
from calculator.loading.held import held
from calculator.loading.rows import Parsed, Row, rows, tables, unknown
from calculator.rules import KINDS

_FILE = "pay.toml"


def check_ceilings(parsed: Parsed, units: Mapping[str, str], problems: list[Problem]) -> None:
    """Note problems of the ceilings: what they cover, and what their most is."""
    deducts = {
        row["id"]: KINDS[row["kind"]].DEDUCTS
        for row in tables(parsed, _FILE, "rules")
        if row.get("kind") in KINDS
    }
    for key, row in rows(parsed, _FILE, "ceilings", problems):
        problems += [Problem(_FILE, f"{key}{at}", wrong) for at, wrong in _ceiling(row, deducts, units)]


def _ceiling(row: Row, deducts: Mapping[str, bool], units: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the places and the problems of a ceiling; `deducts` tells of each rule whether it takes off."""
    covers, lines = row["covers"], row.get("most_of", [])
    if ("most" in row) == ("most_of" in row):
        yield "", "写 most（一个数）或者 most_of（几行之和），只写一个"
    elif "most" in row:
        yield from ((".most", wrong) for _, wrong in held("amount", row["most"], {}, units))
    known = True
    for name, listed in (("covers", covers), ("most_of", lines)):
        for place, each in enumerate(listed):
            wrong = unknown(each, deducts, "算法")
            known = known and wrong is None
            if wrong is None and each in listed[:place]:
                wrong = f"{each} 写了两遍"
            if wrong:
                yield f".{name}[{place}]", wrong
    if not known:
        return
    if len({deducts[each] for each in covers}) > 1:
        yield ".covers", "奖励和扣款不能放在一个上限里，分开写两个"
    for place, each in enumerate(lines):
        if each in covers:
            yield f".most_of[{place}]", f"{each} 不能限制它自己"
        elif deducts[each]:
            yield f".most_of[{place}]", f"{each} 是扣款，上限只能是发的几行之和"
