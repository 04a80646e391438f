"""Read typed or pasted text as a count, an amount, a month or a day, with one function for each.

All input uses them: the form, links, files, the command line, the target and the official slip. Invisible
characters are dropped; text with two possible meanings is refused. Months that a spreadsheet has rewritten,
such as Oct-26 or 46296, are read only in tables, by `calculator.ledger.dates`.
"""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from calculator.month import Month

# Invisible characters of pasted text: marks of width, direction and joining.
_UNSEEN = {
    0x00AD: "软连字符",
    0x034F: "看不见的字符",
    0x061C: "方向标记",
    0x180E: "看不见的字符",
    0x200B: "零宽空格",
    **dict.fromkeys((0x200C, 0x200D, 0x2060, 0xFEFF), "零宽字符"),
    **dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "方向标记"),
    **dict.fromkeys((*range(0x2061, 0x2065), *range(0xFE00, 0xFE10)), "看不见的字符"),
}
_SPACES = {
    0x09: "制表符",
    **dict.fromkeys((0x0A, 0x0D, 0x85, 0x2028, 0x2029), "换行"),
    **dict.fromkeys((0x00A0, 0x202F), "不换行空格"),
    **dict.fromkeys((*range(0x2000, 0x200B), 0x205F), "窄空格"),
    0x3000: "全角空格",
}
_CLEAN = {**dict.fromkeys(_UNSEEN), **dict.fromkeys(_SPACES, " ")}
# Full-width characters, the Chinese full stop typed as a decimal point, and dashes typed as a minus.
_HALF = str.maketrans("０１２３４５６７８９／：，。．｡＋￥（）", "0123456789/:,...+¥()")
_PLAIN = {**_CLEAN, **_HALF, **dict.fromkeys(map(ord, "－−‐‑‒–—―﹣"), "-")}
# A number, with commas between groups of three; after a point or comma at its end the user is still typing.
# Spaces do not separate groups: two cells pasted at once, "350\t150", are no amount.
_NUMBER = re.compile(
    r"([+-]?) *(?:(¥) *)?([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{0,2})|,)? *([^\d\s.,+-]*)\.?", re.ASCII
)
_YUAN = ("", "元", "块", "块钱", "元整", "圆")
# Year and month, or a date with or without 0:00, into which spreadsheets change a month.
_DATE = re.compile(
    r"(\d{4}) *[-/.年] *(\d{1,2})(?: *月?份?| *[-/.月] *(\d{1,2}) *[日号]?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?)",
    re.ASCII,
)
# Year and month in Chinese numerals.
_SPELT = re.compile(
    "(\\d{4}|[〇○零一二三四五六七八九]{4}) *年 *(十?[一二三四五六七八九]|十|\\d{1,2}) *月份?", re.ASCII
)
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# Spreadsheets drop the last zero of a decimal, also in a copied cell: 2026.10 becomes 2026.1.
SHORTENED = re.compile(r"\d{4} *\. *1", re.ASCII)
# More digits than any count or amount has; Python takes long to convert thousands of digits.
_LONGEST = 12
_SHOWN = 12
_NONE = ("", "", "", "", "")


def clean(text: str) -> str:
    """Return a text without invisible characters and without spaces around it.

    >>> clean("\\ufeff 农村\\u200b网格员\\u3000")
    '农村网格员'
    """
    return text.translate(_CLEAN).strip()


def plain(text: str) -> str:
    """Return a cleaned text with half-width digits and punctuation.

    >>> plain("￥１，０００。５"), plain("２０２６–10 ")
    ('¥1,000.5', '2026-10')
    """
    return text.translate(_PLAIN).strip()


def whole(value: object, unit: str = "") -> int | None:
    """Return a whole number ≥ 0, given as a number or as text with or without its unit; else None.

    >>> whole("１８ 次", "次"), whole("20.0"), whole("1,000"), whole("1,63"), whole("18条", "次")
    (18, 20, 1000, None, None)
    """
    # The fast path for most counts.
    if type(value) is int:
        return value if value >= 0 else None
    if isinstance(value, str):
        if value.isascii() and value.isdigit() and len(value) <= _LONGEST:
            return int(value)
        sign, mark, digits, decimals, behind = _number(value)
        if sign or mark or not digits or decimals.strip("0") or behind not in ("", "个", unit):
            return None
        return int(digits)
    return None


def fen(value: object) -> int | None:
    """Return the 分 of a whole number of yuan, or of an amount typed with at most two decimals.

    >>> fen("−１０．５"), fen(350), fen("￥1,000.00"), fen("480。"), fen("500元"), fen("7.505"), fen("1,63")
    (-1050, 35000, 100000, 48000, 50000, None, None)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value * 100
    if not isinstance(value, str):
        return None
    sign, _, digits, decimals, behind = _number(value)
    if not digits or behind not in _YUAN:
        return None
    found = int(digits) * 100 + int(decimals.ljust(2, "0"))
    return -found if sign == "-" else found


def is_begun(value: str) -> bool:
    """Tell whether no digit of an amount is typed yet: the text is empty or holds only signs.

    >>> is_begun(" ￥"), is_begun("−"), is_begun("x")
    (True, True, False)
    """
    return not plain(value).strip("+-¥ ")


def _number(text: str) -> tuple[str, str, str, str, str]:
    """Return sign, currency, digits, decimals and unit as text; all empty if it is no number."""
    match = _NUMBER.fullmatch(plain(text))
    if match is None or (match[1] and match[3]):
        return _NONE
    sign, mark, inner, written, decimals, behind = match.groups("")
    digits = written.replace(",", "").lstrip("0") or "0"
    return (sign or inner, mark, digits, decimals, behind) if len(digits) <= _LONGEST else _NONE


def month(value: object) -> Month | None:
    """Return the month of a text with the year first; None if it is no month.

    A day after it must be a day of the month. 2026.1 can be January or October, so it is None. An apostrophe
    in front is how spreadsheets mark text.

    >>> str(month("２０２６年1月")), str(month("2026/10/1 0:00")), str(month("202610")), month("26-10")
    ('2026-01', '2026-10', '2026-10', None)
    >>> str(month("2026年十月")), str(month("二〇二六年十二月份")), str(month("'2026-10"))
    ('2026-10', '2026-12', '2026-10')
    >>> str(month("2026.10")), str(month("2026.01")), month("2026.1")
    ('2026-10', '2026-01', None)
    """
    found = _date(value)
    return None if found is None else found[0]


def month_of(row: object) -> Month | None:
    """Return the month that a JSON object states; None if it is no object or states no month."""
    return month(row.get("month")) if isinstance(row, Mapping) else None


def day(value: object) -> str:
    """Return the day of a text as 2022-05-06, empty if it is none.

    >>> day("2022/5/6 0:00"), day("２０２２年5月6日"), day("2022-05"), day("2022-2-30")
    ('2022-05-06', '2022-05-06', '', '')
    """
    found = _date(value)
    return f"{found[0]}-{found[1]:02d}" if found and found[1] else ""


def _date(value: object) -> tuple[Month, int] | None:
    """Return the month and the day of a text or of a number like 202610; without a day, 0."""
    if type(value) is int and 0 < value < 10**8:
        value = str(value)
    return _date_in(value) if isinstance(value, str) else None


# Cached because the page sends the same months again and again; more than a ledger has.
@lru_cache(maxsize=1024)
def _date_in(value: str) -> tuple[Month, int] | None:
    text = plain(value).removeprefix("'")
    if spelt := _SPELT.fullmatch(text):
        number = spelt[2].replace("十", "1" if spelt[2][1:] else "10")
        text = f"{spelt[1]}-{number}".translate(_NUMERALS)
    if text.isdigit() and len(text) in (6, 8):
        text = "-".join(filter(None, (text[:4], text[4:6], text[6:])))
    match = _DATE.fullmatch(text)
    if match is None or int(match[1]) == 0 or not 1 <= int(match[2]) <= 12 or SHORTENED.fullmatch(text):
        return None
    found, number = Month(int(match[1]), int(match[2])), int(match[3] or 0)
    return (found, number) if number <= found.days and (number or not match[3]) else None


def version(value: str, known: Collection[str]) -> str:
    """Return the version that a text names: a known one as it is written, a day as 2022-05-06.

    >>> version("２０２２/5/6", ["2022-05-06"]), version(" town-2 ", [])
    ('2022-05-06', 'town-2')
    """
    text = clean(value)
    return text if text in known else day(text) or text


def shown(value: object) -> str:
    """Return a value as messages quote it: shortened, with names for invisible characters.

    Empty for values that cannot be quoted.

    >>> shown("2\\u200bx"), shown("1234567890123")
    ('2〔零宽空格〕x', '123456789012…')
    """
    if not isinstance(value, str | int) or (isinstance(value, int) and value.bit_length() > 128):
        return ""
    text = str(value)
    names = {**_UNSEEN, **_SPACES}
    said = "".join(f"〔{names[ord(each)]}〕" if ord(each) in names else each for each in text[:_SHOWN])
    return f"{said}{'…' if len(text) > _SHOWN else ''}"
