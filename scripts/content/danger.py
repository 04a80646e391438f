"""danger.toml: what people say when somebody is in danger, and whom to call before anything is reported."""

import re
from pathlib import Path
from typing import Any

from calculator.policy import DEFAULT_FOLDER
from calculator.schema import anything, ascii_id, check_rows, check_table, list_of, one_of, table_of, text
from scripts.content.placeholders import CALLS
from scripts.content.rows import Problems, Table, check_once, keys, tables

# The same in every county: it stands beside their folders.
FOLDER: Path = DEFAULT_FOLDER.parent
FILE = "danger.toml"
_WORD = re.compile(r"[一-鿿]+(?:…[一-鿿]+)*")


def check_dangers(parsed: Table, problems: Problems) -> None:
    """Note what is wrong: words that are no Chinese, numbers that are no emergency's, anything said twice."""
    row = {
        "id": ascii_id,
        "title": text,
        "words": list_of(_word, 1),
        "calm?": list_of(_word, 1),
        "before?": text,
        "calls": list_of(table_of({"number": one_of(CALLS, "电话"), "why": text}), 1),
    }
    check_table(parsed.get(FILE, {}), {"dangers": list_of(anything, 1)}, FILE, "", problems)
    check_rows(parsed, FILE, "dangers", row, problems)
    for each in tables(parsed.get(FILE, {}).get("dangers")):
        name = f"dangers.{each.get('id')}"
        for key in ("words", "calm"):
            said = each.get(key)
            check_once(FILE, f"{name}.{key}", said if isinstance(said, list) else [], problems)
        check_once(FILE, f"{name}.calls", keys(each.get("calls"), "number"), problems)


def _word(value: Any) -> str | None:
    if isinstance(value, str) and _WORD.fullmatch(value):
        return None
    return f"只写汉字，中间可以隔几个字的地方写「…」，不能写 {value!r}"
