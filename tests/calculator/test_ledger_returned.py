"""A table saved by a spreadsheet: additions and omissions around the cells, and the form of the cells."""

import json
from typing import Any

import pytest

from calculator import json_text
from calculator.api import Calculator
from tests.calculator.conftest import faults
from tests.calculator.ledger_tables import CALCULATOR, HEADERS, PLAIN, changed, read, refused, text_of
from tests.calculator.ledgers import row

TABLE = text_of(HEADERS, PLAIN)
KEPT = read(TABLE)


@pytest.mark.parametrize(
    "text",
    [
        f"sep=,\r\n{TABLE}",
        f'"sep=,"\r\n{TABLE}',
        f"\ufeffsep=;\r\n{text_of(HEADERS, PLAIN, separator=';')}",
        f"SEP=\t\n{text_of(HEADERS, PLAIN, separator=chr(9))}",
        f"sep=|\r\n{text_of(HEADERS, PLAIN, separator='|')}",
        f"\ufeff\ufeff{TABLE}",
        f"\ufeff\r\n \r\n,,,,\r\n{TABLE}\u3000\u200b,,\r\n\r\n",
        text_of(
            ["\ufeff" + HEADERS[0], *[f" {name}\u200b" for name in HEADERS[1:]], "", "\u00a0"],
            [*PLAIN, "", "\u200b"],
        ),
        text_of(HEADERS, [f"\u00a0{cell}\u200b" for cell in PLAIN[:-1]] + PLAIN[-1:]),
    ],
)
def test_extra_lines_and_marks_around_the_cells_are_accepted(text: str) -> None:
    assert read(text) == KEPT


def test_lines_keep_their_numbers_after_ignored_lines() -> None:
    text = f"sep=,\r\n\r\n{text_of(HEADERS, PLAIN, [], changed(sign_ins='x'))}"
    assert list(refused(text)) == ["line.6.sign_ins"]
    header = f"sep=,\r\n\r\n{text_of([*HEADERS, 'x'], PLAIN)}"
    assert list(refused(header)) == ["line.3"]
    assert list(refused(f"sep=,\r\n\r\n{text_of(PLAIN)}")) == ["line.3"]
    assert list(refused(" , ,\r\n,,")) == ["line.1"]


def test_a_last_column_that_is_empty_may_lack_its_mark() -> None:
    # Some spreadsheets omit this mark if sixteen lines have nothing in the column.
    short = text_of(HEADERS, PLAIN[:-1])
    assert read(short) == [{**KEPT[0], "note": ""}]
    # A file that was cut off looks alike, but does not end its line.
    assert list(refused(short.removesuffix("\r\n"))) == ["line.2"]
    assert list(refused(text_of(HEADERS, PLAIN[:-2]))) == ["line.2"]
    moved = [HEADERS[-1], *HEADERS[:-1]], [PLAIN[-1], *PLAIN[:-2]]
    assert list(refused(text_of(*moved))) == ["line.2"]


@pytest.mark.parametrize(
    ("yes", "no"),
    [("TRUE", "FALSE"), ("True", "False"), ("true", "false"), ("真", "假"), (" 是\u200b", "否\u3000")],
)
def test_a_truth_as_a_spreadsheet_shows_it(yes: str, no: str) -> None:
    cells = {"title_misuse": yes, "township_statement": no, "fabricated": yes, "fabrication_loss": no}
    (month,) = read(text_of(HEADERS, changed(**cells)))
    assert (month["title_misuse"], month["township_statement"]) == (True, False)
    assert month["fabrication"] == {"loss": False, "bad_effect": None}


def test_decimals_and_units_in_cells_are_counts() -> None:
    (month,) = read(
        text_of(HEADERS, changed(sign_ins="19.0", valid_reports="20 条", phone_checks_missed="1.00"))
    )
    assert (month["sign_ins"], month["valid_reports"], month["phone_checks_missed"]) == (19, 20, 1)
    plain = "第 2 行：签到次数要写 0 到 999 的整数，例如 18（写的是 19.5）"
    assert refused(text_of(HEADERS, changed(sign_ins="1\u200b9.5"))) == {"line.2.sign_ins": [plain]}


@pytest.mark.parametrize("named", [{}, {"format": "json"}, {"format": "csv"}])
def test_the_content_decides_the_kind_of_a_file(named: dict[str, Any]) -> None:
    backup = CALCULATOR.export_ledger({"months": [row("2026-10")], "format": "json"})["text"]
    assert CALCULATOR.import_ledger({"text": f"\ufeff\ufeff\n {backup}", **named})["rows"] == 1
    assert CALCULATOR.import_ledger({"text": f"\ufeff{TABLE}", **named})["months"] == KEPT


def test_a_file_of_neither_kind_is_refused_as_the_kind_it_was_given_as() -> None:
    half = "文件读到第 1 行第 1 个字就读不下去了，多半没有存全，请重新导出"
    assert faults(CALCULATOR.import_ledger, {"text": "hello", "format": "json"}) == {"text": [half]}
    assert list(faults(CALCULATOR.import_ledger, {"text": "hello", "format": "csv"})) == ["line.1"]


def test_a_request_is_judged_by_length_and_nesting_before_it_is_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def parse(*_: object, **__: object) -> None:
        raise AssertionError("parsed")

    text = '{"months": [{"month": "2026-10", "readings": {}}]}'
    assert json_text.depth(text) == 4
    monkeypatch.setattr(json, "loads", parse)
    monkeypatch.setattr(json_text, "DEEPEST", 3)
    answer = CALCULATOR.answer(text, "year")
    assert answer == '{"errors": [{"field": "", "message": "内容一层套一层，太深了，读不了"}]}'
    deep = {"text": ["文件里一层套一层，太深了，不是网格员记录的文件"]}
    assert faults(CALCULATOR.import_ledger, {"text": text}) == deep
    monkeypatch.setattr(json_text, "LONGEST", len(text) - 1)
    said = f"内容太长：最多 {len(text) - 1} 个字，这里有 {len(text)} 个"
    assert CALCULATOR.answer(text, "year") == f'{{"errors": [{{"field": "", "message": "{said}"}}]}}'


def test_text_that_is_not_json_is_also_refused_by_the_worker(calculator: Calculator) -> None:
    said = "要写一个 JSON 对象，这里的读不出来"
    for text in ("", "{", "nope"):
        assert calculator.answer(text, "estimate") == f'{{"errors": [{{"field": "", "message": "{said}"}}]}}'
