"""Export the ledger as the text of a file, and import it; `spreadsheet` does so for CSV."""

import json
import re
from collections.abc import Sequence
from typing import Any

from calculator.errors import FieldError, InputError
from calculator.json_text import DECIMALS, is_too_deep
from calculator.ledger import spreadsheet
from calculator.ledger.row import Row
from calculator.ledger.rows import MOST_ROWS, NEWER, TOO_MANY, Placed, Unread, collect, rows_in
from calculator.request import Request
from calculator.typed import month_of
from calculator.versions import Editions

FORMATS = {"json": "网格员记录文件", "csv": "表格"}
KIND, VERSION = "grid-handbook-ledger", 1
LONGEST, MOST_FAULTS = 1_000_000, 20
_LONGEST_NUMBER = 15
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LOST = "\ufffd"


def exported(editions: Editions, request: object) -> dict[str, Any]:
    """Return the text and the name of a file that holds the rows; InputError with all faults.

    Rows of a newer edition that cannot be read here are in a JSON file as they are given.
    """
    fields = Request.of(request, ("months", "format"))
    unread: Unread = {}
    rows = rows_in(fields, editions, unread if fields.given("format") == "json" else None)
    if any(said != NEWER for said in unread.values()):
        rows_in(fields, editions)
    kind = fields.choice("format", FORMATS, "文件的格式")
    fields.finish()
    if kind == "json":
        kept = {row.month: row.as_json() for row in rows}
        kept |= {month: row for row in fields.given("months", []) if (month := month_of(row)) in unread}
        document = {"format": KIND, "version": VERSION, "months": [kept[month] for month in sorted(kept)]}
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    else:
        text = spreadsheet.written(editions, rows)
    if len(text) > LONGEST:
        # `imported` would refuse such a file.
        raise InputError([FieldError("months", f"这些记录写成文件超过 {LONGEST} 个字，请分几次导出")])
    months = sorted([*unread, *(row.month for row in rows)])
    first_and_last = dict.fromkeys(map(str, (*months[:1], *months[-1:])))
    return {"text": text, "name": f"{'-'.join(['网格员记录', *first_and_last])}.{kind}", "rows": len(months)}


def imported(editions: Editions, request: object) -> dict[str, Any]:
    """Return all the rows of a file's text, with a caution for each that cannot be computed.

    The content decides whether the file is JSON or CSV; `format` of the request counts only where the content
    is neither. InputError with the first faults, and the number of the others.
    """
    fields = Request.of(request, ("text", "format"))
    named = fields.choice("format", FORMATS, "文件的格式", required=False)
    text = fields.given("text")
    if not isinstance(text, str):
        fields.fault("text", "要写文件里的全部文字")
    fields.finish()
    try:
        _refuse_unreadable(text)
        errors: list[FieldError] = []
        if _is_json(editions, text, named):
            placed = _placed(text)
        else:
            placed = spreadsheet.placed(editions, text, errors)
        rows = collect(editions, placed, errors)
        if errors:
            raise InputError(sorted(errors, key=_place))
    except InputError as error:
        raise InputError(_first(error.errors)) from error
    return {
        "months": [row.as_json() for row in rows],
        "rows": len(rows),
        "cautions": [*_cut_note(text, placed), *_uncomputed(editions, rows)],
    }


def _is_json(editions: Editions, text: str, named: str) -> bool:
    begins = text.lstrip("\ufeff \t\r\n")[:1]
    return begins in "{[" or (named == "json" and not spreadsheet.is_table(editions, text))


def _cut_note(text: str, placed: Sequence[Placed]) -> list[str]:
    """Return the caution for a table whose last line has no line end."""
    last = placed[-1].said if placed else ""
    if not last or spreadsheet.is_ended(text):
        return []
    return [f"{last}是最后一行，没有换行收尾：文件要是没有存全，这一行的备注会短一截，请看一看"]


def _uncomputed(editions: Editions, rows: Sequence[Row]) -> list[str]:
    """Return a sentence for each unknown version: which months are not computed, and why."""
    versions = dict.fromkeys(row.policy for row in rows if row.policy not in editions)
    said = []
    for version in versions:
        months = "、".join(row.month.chinese for row in rows if row.policy == version)
        why = f"没有 {version} 版的政策数据，有的是：{'、'.join(editions)}"
        said.append(f"{months}会记下，但是不计算，也不计入合计：{why}")
    return said


def _refuse_unreadable(text: str) -> None:
    """Refuse a text that cannot be a file of the ledger, before it is parsed."""
    wrong = ""
    if len(text) > LONGEST:
        wrong = f"文件太大：最多 {LONGEST} 个字，这个文件有 {len(text)} 个"
    elif not text.strip("\ufeff \t\r\n"):
        wrong = "文件是空的，请选从这里导出的文件"
    elif _LOST in text or _SURROGATE.search(text):
        wrong = "文件里有读不出来的字，多半是编码不对，请另存为 UTF-8（表格软件里叫「CSV UTF-8」）再选一次"
    elif "\0" in text:
        wrong = "这不是文字文件，请选从这里导出的 JSON 或 CSV 文件"
    if wrong:
        raise InputError([FieldError("text", wrong)])


def _placed(text: str) -> list[Placed]:
    """Return the rows of a JSON text with their places, before their fields are read."""
    document = _parsed(text.lstrip("\ufeff"))
    if not isinstance(document, dict) or document.get("format") != KIND:
        raise InputError([FieldError("text", "这不是网格员记录的文件，请选从这里导出的 JSON 文件")])
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InputError([FieldError("version", f"文件的版本要写 {VERSION}")])
    if version > VERSION:
        raise InputError([FieldError("version", "这个文件是更新的版本做的，请先把这个网页更新到最新再导入")])
    fields = Request.of(document, ("format", "version", "months"))
    rows = fields.given("months")
    if not isinstance(rows, list):
        fields.fault("months", "记录要写成列表，每行一个对象")
    elif len(rows) > MOST_ROWS:
        fields.fault("months", TOO_MANY)
    fields.finish()
    return [Placed(f"months.{place}", "", row) for place, row in enumerate(rows)]


def _parsed(text: str) -> Any:
    """Return the value of a JSON text; InputError if it is no JSON, or holds what no exported file holds."""

    def refuse(wrong: str) -> InputError:
        return InputError([FieldError("text", wrong)])

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise refuse(f"文件里同一处把「{twice}」写了两次，请留一个")
        return found

    def whole(digits: str) -> int:
        if len(digits) > _LONGEST_NUMBER:
            raise refuse(f"文件里有一个太大的数：{digits[:12]}…，请改成真实的次数")
        return int(digits)

    def no_number(name: str) -> None:
        raise refuse(f"文件里有「{name}」，它不是次数；还不清楚请写 null")

    if is_too_deep(text):
        raise refuse("文件里一层套一层，太深了，不是网格员记录的文件")
    try:
        hooks = {**DECIMALS, "parse_int": whole, "parse_constant": no_number}
        return json.loads(text, object_pairs_hook=once, **hooks)
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 个字"
        raise refuse(f"文件读到{place}{_why_no_json(error)}，请重新导出") from error


def _why_no_json(error: json.JSONDecodeError) -> str:
    """Return what is wrong at the place where the JSON parser stopped."""
    if error.msg == "Extra data":
        return "，记录已经完了，后面还有别的内容，可能两份文件接在了一起"
    rest = error.doc[error.pos :].rstrip()
    # A truncated file can end within a word or an escape; nothing else follows.
    begun = len(rest) < len("\\u0000") and not rest.startswith((",", "]", "}"))
    if begun or error.msg.startswith("Unterminated"):
        return "就读不下去了，多半没有存全"
    return "就读不下去了，那里多了或者少了符号"


def _place(error: FieldError) -> int:
    """Return the number of the row or line in the field of a fault, 0 if there is none."""
    _, _, place = error.field.partition(".")
    number = place.partition(".")[0]
    return int(number) if number.isdecimal() else 0


def _first(errors: Sequence[FieldError]) -> list[FieldError]:
    """Return the first faults, shortened, and the number of the others."""
    shown = [FieldError(_plain(each.field, 60), _plain(each.message, 200)) for each in errors[:MOST_FAULTS]]
    more = len(errors) - len(shown)
    return [*shown, FieldError("", f"还有 {more} 处")] if more else shown


def _plain(words: str, length: int) -> str:
    """Return words of at most this length, without half surrogate pairs, which cannot be encoded."""
    cut = words if len(words) <= length else f"{words[:length]}…"
    return _SURROGATE.sub(_LOST, cut)
