"""Read months and versions that a spreadsheet has changed into dates.

A cell that can be two months is refused. The message quotes it and says how to stop the spreadsheet.
"""

import re
from collections.abc import Collection

from calculator import typed
from calculator.month import Month

_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?", re.ASCII)
_TWO = re.compile(
    r"([A-Za-z]{3,9}|\d{1,2})\.?([-/., ]+)(\d{2}|\d{4})|(\d{4})[-/., ]+([A-Za-z]{3,9})", re.ASCII
)
_THREE = re.compile(r"(\w{1,9})[-/., ]+(\w{1,9})[-/., ]+(\w{1,4})(?: 0?0:00(?::00)?)?", re.ASCII)
# Spreadsheets number the days; this is the number of 1 January 2020, before any month of the measures.
_COUNTED, _COUNTED_FROM = 43831, Month(2020, 1)
_DIGIT = re.compile(r"\d", re.ASCII)
_AS_TEXT = "表格软件会把它改成日期：先把这一列的格式设成「文本」，再写一次"


def month(cell: str, since: Month) -> str:
    """Return the month of a cell as 2026-10; ValueError (Chinese) if it is no month or can be two.

    Months in a year before the year of `since` do not count as possible.

    >>> month("Oct-26", Month(2022, 5)), month("46296", Month(2022, 5)), month("1-Oct-26", Month(2022, 5))
    ('2026-10', '2026-10', '2026-10')
    """
    text = typed.plain(cell).lstrip("'")
    said = f"（写的是 {typed.shown(cell)}）"
    if typed.SHORTENED.fullmatch(text):
        both = f"可能是 {text[:4]}-01，也可能是末尾的 0 被表格软件去掉了的 {text[:4]}-10"
        raise ValueError(f"看不出是哪个月：{both}，请写成其中一个{said}。{_AS_TEXT}")
    found = typed.month(text) or _alone(text)
    if found:
        return str(found)
    # A spreadsheet turns a month into its first day. A number counted from 1904 falls on no first day.
    firsts_only = _SERIAL.fullmatch(text)
    days = [(each, day) for each, day in _days(text) if day == 1 or not firsts_only]
    months = {each for each, _ in days if each.year >= since.year}
    if len(months) == 1:
        return str(months.pop())
    if not _DIGIT.search(text):
        raise ValueError(f"要写成年-月，例如 2026-10{said}")
    raise ValueError(f"看不出是哪个月，要写成年-月，例如 2026-10{said}。{_AS_TEXT}")


def version(cell: str, known: Collection[str]) -> str:
    """Return the version that a cell names; a date that can be several days is looked for in `known`.

    ValueError (Chinese) if the date stays ambiguous. A text that is no date can be another edition.

    >>> version("5/6/2022", ["2022-05-06"]), version("44687", []), version("town-2", ["2022-05-06"])
    ('2022-05-06', '2022-05-06', 'town-2')
    """
    text = typed.version(typed.plain(cell).lstrip("'"), known)
    if text in known or typed.day(text):
        return text
    days = {f"{each}-{day:02d}" for each, day in _days(text)}
    there = days & set(known)
    if len(there) == 1 or len(days) == 1:
        return (there or days).pop()
    names_month = any(map(_number, re.findall("[A-Za-z]+", text)))
    if days or _TWO.fullmatch(text) or (names_month and _DIGIT.search(text)):
        example = next(iter(known), "2022-05-06")
        raise ValueError(f"看不出是哪一天，要写成 {example} 这样（写的是 {typed.shown(cell)}）。{_AS_TEXT}")
    return text


def _alone(text: str) -> Month | None:
    """Return the month of a text that names no day, None if it can be another month."""
    match = _TWO.fullmatch(text)
    if match is None:
        return None
    name, year = match[1] or match[5], match[3] or match[4]
    number = _number(name)
    # 10-26, 26-Oct and Oct 26 can also mean the 26th of October of this year.
    if not number or (len(year) == 2 and (name.isdigit() or match[2] != "-")):
        return None
    return Month(_year(year), number)


def _days(text: str) -> list[tuple[Month, int]]:
    """Return the days that a text can mean: a spreadsheet's number of a day, or three parts in any order."""
    if serial := _SERIAL.fullmatch(text):
        return _counted(int(serial[1]) - _COUNTED)
    match = _THREE.fullmatch(text)
    if match is None:
        return []
    parts, found = match.groups(), []
    for year, number, day in ((2, 0, 1), (2, 1, 0), (0, 1, 2)):
        if not (parts[year].isdigit() and parts[day].isdigit() and len(parts[year]) in (2, 4)):
            continue
        month = Month(_year(parts[year]), _number(parts[number]))
        if month.number and 1 <= int(parts[day]) <= month.days:
            found.append((month, int(parts[day])))
    return found


def _counted(days: int) -> list[tuple[Month, int]]:
    """Return the day that is `days` after 1 January 2020, none if `days` is negative."""
    month = _COUNTED_FROM
    while days >= month.days:
        days -= month.days
        month = month.next
    return [(month, days + 1)] if days >= 0 else []


def _year(digits: str) -> int:
    """Return a year of two or four digits."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _number(name: str) -> int:
    """Return the number of a month given as digits or as its English name, also shortened; else 0."""
    if name.isdigit():
        return int(name) if int(name) <= 12 else 0
    found = [place for place, each in enumerate(_NAMES, 1) if each.startswith(name.lower()) and len(name) > 2]
    return found[0] if found else 0
