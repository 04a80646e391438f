"""Truncated tables, and tables with lines that contain no month."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import Calculator
from calculator.errors import InputError
from tests.calculator.ledger_tables import HEADERS, PLAIN, changed, read, refused, text_of
from tests.calculator.ledgers import POLICY, row, rows
from tests.calculator.test_ledger_csv import loaded

CALCULATOR = Calculator(POLICY)
TWO = [
    row("2026-10", sign_ins=18, phone_checks_missed=1, note='好,"x"'),
    row("2026-11", valid_reports=None, result="pass", criticised_by=["county", "city"], note="明年再说"),
]


def judge(text: str, end: int, whole: dict[str, dict[str, Any]], note_last: bool) -> None:
    """Check that a truncated table is refused or its rows are unchanged; a truncated note has a caution."""
    try:
        answer = CALCULATOR.import_ledger({"text": text[:end], "format": "csv"})
    except InputError:
        return
    for month in answer["months"]:
        kept = whole[month["month"]]
        if month == kept:
            continue
        assert {**month, "note": ""} == {**kept, "note": ""}
        # The cell may begin with the apostrophe that guards it.
        assert f"'{kept['note']}".startswith(month["note"]) or kept["note"].startswith(month["note"])
        assert note_last
        assert answer["cautions"][0].endswith("文件要是没有存全，这一行的备注会短一截，请看一看")


def ordered(months: list[dict[str, Any]], order: list[int]) -> tuple[str, dict[str, dict[str, Any]]]:
    """Return a table of months with its columns in an order, and the months by their names."""
    text = text_of(*([line[place] for place in order] for line in loaded(months)))
    return text, {month["month"]: month for month in read(text)}


@pytest.mark.parametrize("last", range(len(HEADERS)), ids=HEADERS)
def test_a_table_truncated_anywhere_gives_no_month_that_was_never_recorded(last: int) -> None:
    order = [place for place in range(len(HEADERS)) if place != last]
    random.Random(last).shuffle(order)
    text, whole = ordered(TWO, [*order, last])
    for end in range(text.index("\r\n"), len(text)):
        judge(text, end, whole, HEADERS[last] == "备注")


@given(rows(), st.permutations(range(len(HEADERS))), st.data())
def test_nor_does_any_other_table(
    months: list[dict[str, Any]], order: list[int], data: st.DataObject
) -> None:
    text, whole = ordered(months, order)
    judge(text, data.draw(st.integers(0, len(text))), whole, order[-1] == len(HEADERS) - 1)


def test_a_last_line_without_a_line_end_is_reported() -> None:
    text = text_of(HEADERS, changed(month="2026-09"), PLAIN)
    asked = {"text": text.removesuffix("\r\n"), "format": "csv"}
    told = "第 3 行是最后一行，没有换行收尾：文件要是没有存全，这一行的备注会短一截，请看一看"
    assert CALCULATOR.import_ledger(asked)["cautions"] == [told]
    for ended in (text, f"{text},,", f"{text} "):
        assert CALCULATOR.import_ledger({**asked, "text": ended})["cautions"] == []
    moved = text_of([HEADERS[-1], *HEADERS[:-1]], [PLAIN[-1], *PLAIN[:-1]])
    assert len(read(moved)) == 1
    assert refused(moved.removesuffix("6\r\n")) == {
        "line.2": [
            "第 2 行：这是最后一行，没有换行收尾，最后一格可能没有存全："
            "请重新导出，或者把「备注」放到最后一列再存"
        ]
    }
    # A header alone says nothing of a month.
    assert read(text_of([HEADERS[-1], *HEADERS[:-1]]).removesuffix("\r\n")) == []


@pytest.mark.parametrize(
    "cells",
    [
        ["合计", "", "39", "40", *[""] * 20],
        ["", "小计", "39"],
        ["总 计：", *["0"] * 23],
        ["共计:"],
    ],
)
def test_a_line_of_sums_is_named_as_one(cells: list[str]) -> None:
    found = refused(text_of(HEADERS, PLAIN, cells, changed(month="2026-11")))
    assert found == {"line.3": ["第 3 行像是合计，删掉这一行再导入"]}
    # A note may say so.
    assert read(text_of(HEADERS, changed(note="合计")))[0]["note"] == "合计"


@pytest.mark.parametrize("cell", ["", " ", "\u200b"])
def test_an_empty_worker_type_is_reported_in_the_words_of_the_table(cell: str) -> None:
    said = "第 2 行：网格员类型空着，要选一个：农村网格员、社区兼职网格员、社区专职网格员"
    assert refused(text_of(HEADERS, changed(worker_type=cell))) == {"line.2.worker_type": [said]}


@pytest.mark.parametrize("cell", ["农村", "RURAL"])
def test_an_unknown_worker_type_is_reported_in_the_words_of_the_table(cell: str) -> None:
    said = f"第 2 行：「网格员类型」要写 农村网格员、社区兼职网格员、社区专职网格员（写的是 {cell}）"
    assert refused(text_of(HEADERS, changed(worker_type=cell))) == {"line.2.worker_type": [said]}
    assert read(text_of(HEADERS, changed(worker_type="rural")))[0]["worker_type"] == "rural"


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"])
def test_lines_may_end_with_other_line_separators(end: str) -> None:
    assert [month["month"] for month in read(text_of(HEADERS, PLAIN, ends=end))] == ["2026-10"]
    # If other marks separate the lines, this one belongs to the note.
    (month,) = read(text_of(HEADERS, changed(note="a\u2028b")))
    assert month["note"] == "a\u2028b"


BACKUP = CALCULATOR.export_ledger({"months": TWO, "format": "json"})["text"]
PLACE = "文件读到第 {} 行第 {} 个字"
NOT_WHOLE, MARKS = "就读不下去了，多半没有存全，请重新导出", "就读不下去了，那里多了或者少了符号，请重新导出"


@pytest.mark.parametrize("text", [BACKUP, BACKUP.encode("ascii", "backslashreplace").decode()])
def test_a_truncated_backup_is_reported_as_truncated(text: str) -> None:
    for end in range(1, len(text.rstrip())):
        [said] = refused(text[:end])["text"]
        assert said.endswith(NOT_WHOLE), text[:end]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tru\n\n\n\n\n\n", NOT_WHOLE),  # empty lines after the cut say nothing
        ("[nulls", NOT_WHOLE),
        ("[\\u0000", MARKS),
        ("[1,,2]", MARKS),
        ('{"a":}', MARKS),
    ],
)
def test_what_follows_the_place_decides_what_is_said(text: str, said: str) -> None:
    (message,) = refused(text)["text"]
    assert message.endswith(said)


def test_two_backups_in_one_file_are_reported_as_two() -> None:
    [said] = refused(BACKUP + BACKUP)["text"]
    lines = BACKUP.count("\n") + 1
    glued = "，记录已经完了，后面还有别的内容，可能两份文件接在了一起，请重新导出"
    assert said == f"{PLACE.format(lines, 1)}{glued}"


@pytest.mark.parametrize(
    ("sound", "wrong"), [("}\n ]", "},\n ]"), ('"note"', 'note"'), (": true", " true"), (": null", ": nil")]
)
def test_a_backup_with_a_wrong_mark_is_not_reported_as_truncated(sound: str, wrong: str) -> None:
    month = row("2026-10", title_misuse=True)
    text = CALCULATOR.export_ledger({"months": [month], "format": "json"})["text"]
    assert sound in text
    [said] = refused(text.replace(sound, wrong, 1))["text"]
    assert said.endswith(MARKS)
