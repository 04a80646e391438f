"""The ledger's table as it is exported, and as spreadsheets save it."""

import csv
import io
import random
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import Calculator
from calculator.versions import Editions
from tests.calculator.conftest import faults
from tests.calculator.ledger_tables import HEADERS, PLAIN, changed, read, refused, text_of
from tests.calculator.ledgers import ELSEWHERE, POLICY, row, rows

CALCULATOR = Calculator(POLICY)
COPY = "请从这里导出一份 CSV，照它的表头填"


def test_the_exported_table_has_the_expected_text() -> None:
    months = [
        row(
            "2026-10",
            sign_ins=None,
            result="fail",
            criticised_by=["city", "county"],
            fabrication={"loss": True, "bad_effect": None},
            title_misuse=True,
            readings={"full-time-price": "lower_price", "base-share": "by_result"},
            note='=1+1,"x"',
        ),
        row("2026-09", worker_type="community_full_time", result="pass", phone_checks_missed=2),
    ]
    text = CALCULATOR.export_ledger({"months": months, "format": "csv"})["text"]
    head, september, october, end = text.split("\r\n")
    lines = (
        "当月算：基础补助（元）,当月算：有效信息（元）,当月算小计（元）,没写何时发，计入当月：通报表扬奖励（元）,"
        "没写何时发，计入当月：重大信息奖励（元）,没写何时发，计入当月：特别重大信息奖励（元）,"
        "没写何时发，计入当月小计（元）,扣款：隐患纠纷未及时上报（元）,扣款：不服从指令（元）,扣款：不积极配合（元）,"
        "扣款：少签到（元）,扣款小计（元）,相抵之后（元）,本月应发（元）,年底另算：超额奖励（元）,年底另算小计（元）"
    )
    assert head == "\ufeff" + ",".join([*HEADERS[:-1], lines, HEADERS[-1]])
    # Arts. 9, 11(1): 1630 × 70 % = 1141.00; 20 × 24.50 = 490.00; 1631.00 together.
    assert september == (
        "2026-09,社区专职网格员,20,20,0,0,0,0,0,0,0,0,合格,2,,否,,,否,否,否,,2022-05-06,"
        "1141.00,490.00,1631.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,,1631.00,0.00,0.00,"
    )
    # By the result, the base is 0 to 350.00; 20 × 7.50 = 150.00; 0 to 20 sign-ins missing: 0 to 200.00
    # off. Together −50.00 to 500.00, of which nothing below 0 is paid.
    assert october == (
        "2026-10,农村网格员,不清楚,20,0,0,0,0,0,0,0,0,不合格,0,县级、市级,是,是,不清楚,是,否,否,"
        "base-share=by_result；full-time-price=lower_price,2022-05-06,"
        "0.00～350.00,150.00,150.00～500.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,−200.00～0.00,−200.00～0.00,"
        '−50.00～500.00,0.00～500.00,0.00,0.00,"\'=1+1,""x"""'
    )
    assert end == ""


def test_a_plain_row_is_read() -> None:
    (month,) = read(text_of(HEADERS, PLAIN))
    assert month == read(CALCULATOR.export_ledger({"months": [month], "format": "csv"})["text"])[0]
    assert (month["sign_ins"], month["result"], month["note"]) == (19, "pass", "好")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_spreadsheets_of_other_places_are_read(separator: str, ends: str, mark: str) -> None:
    lines = [HEADERS, changed(note="a,b;c"), changed(month="2026-11")]
    notes = [month["note"] for month in read(mark + text_of(*lines, separator=separator, ends=ends))]
    assert notes == ["a,b;c", "好"]


def test_all_lines_that_are_wrong_are_named_in_their_order() -> None:
    lines = [HEADERS, changed(sign_ins="x"), changed(result="x", note="\t"), PLAIN, PLAIN]
    assert list(refused(text_of(*lines))) == [
        *("line.2.sign_ins", "line.3.result", "line.3.note", "line.5.month")
    ]


def test_empty_lines_and_empty_cells_behind_are_let_pass() -> None:
    lines = [[*HEADERS, ""], [*PLAIN, "", ""], [""] * 30, [], changed(month="2026-11")]
    assert len(read(text_of(*lines) + "\r\n\r\n")) == 2
    # The header, a row, two empty lines, a row.
    found = refused(text_of(*lines, changed(month="2026-12", sign_ins="x")))
    assert list(found) == ["line.6.sign_ins"]


@pytest.mark.parametrize(("cells", "count"), [(PLAIN[:-2], 22), ([*PLAIN, "x"], 25), (["x"], 1)])
def test_a_row_has_as_many_cells_as_the_header(cells: list[str], count: int) -> None:
    said = f"第 2 行：有 {count} 格，表头有 24 格，请对齐再存一次"
    assert refused(text_of(HEADERS, cells)) == {"line.2": [said]}


@pytest.mark.parametrize("text", [text_of(PLAIN), "x", "好\r\n好", '"', text_of(["月 份", "签 到"])])
def test_a_table_without_the_header_is_refused(text: str) -> None:
    assert refused(text) == {"line.1": [f"第 1 行：这里要是表头，{COPY}"]}


def test_every_fault_of_the_header_is_reported() -> None:
    header = [*HEADERS[:-1], "签到", "电话", ""]
    header[3] = ""
    assert refused(text_of([*header, "x"], PLAIN)) == {
        "line.1": [
            "第 1 行：第 4 列的表头「」不认得，请删掉这一列或者改回原来的表头",
            "第 1 行：第 25 列的表头「电话」不认得，请删掉这一列或者改回原来的表头",
            "第 1 行：第 26 列的表头「」不认得，请删掉这一列或者改回原来的表头",
            "第 1 行：第 27 列的表头「x」不认得，请删掉这一列或者改回原来的表头",
            "第 1 行：「签到」写了 2 列，请留一列",
            f"第 1 行：缺「有效信息」「备注」这 2 列，{COPY}",
        ]
    }


@pytest.mark.parametrize("end", ['"好', '"好"x', '"' + "好" * 200_000 + '"'])
def test_quotes_that_do_not_match_are_a_half_file(end: str) -> None:
    text = text_of(HEADERS, changed(month="2026-09")) + ",".join(PLAIN[:-1]) + f",{end}"
    said = "第 3 行：引号没有成对，或者有一格太长，多半没有存全，请重新导出"
    assert refused(text) == {"line.3": [said]}


def test_too_many_lines_are_refused_before_they_are_read() -> None:
    many = {"months": ["一次最多 600 行（50 年），请分开"]}
    lines = [changed(month=f"{2023 + n // 12}-{n % 12 + 1:02d}") for n in range(601)]
    assert len(read(text_of(HEADERS, *lines[:600]))) == 600
    assert refused(text_of(HEADERS, *lines)) == many
    assert refused(text_of(HEADERS) + "x\r\n" * 300_000) == many


def loaded(months: list[dict[str, Any]]) -> list[list[str]]:
    """Return the cells of an exported table without those that are computed."""
    return [[*line[: len(HEADERS) - 1], line[-1]] for line in exported(months)]


def exported(months: list[dict[str, Any]]) -> list[list[str]]:
    text = CALCULATOR.export_ledger({"months": months, "format": "csv"})["text"]
    return [*csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]


@given(rows())
def test_no_cell_is_a_formula_and_no_two_headers_are_the_same(months: list[dict[str, Any]]) -> None:
    table = exported(months)
    assert len(table) == len(months) + 1
    assert table[0] == list(dict.fromkeys(table[0]))
    for cell in (cell for line in table for cell in line):
        if re.fullmatch(r"-\d+\.\d\d", cell):
            continue
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
        assert not cell.startswith(("\t", "\r"))


@given(rows(), st.randoms())
def test_computed_cells_are_ignored_wherever_they_stand(
    months: list[dict[str, Any]], chance: random.Random
) -> None:
    head, *lines = exported(months)
    order = list(range(len(head)))
    chance.shuffle(order)
    table = [[line[place] for place in order] for line in (head, *lines)]
    for cells in table[1:]:
        cells[:] = [
            "x" if name.endswith("（元）") else cell for name, cell in zip(table[0], cells, strict=True)
        ]
    assert read(text_of(*table)) == read(text_of(*loaded(months)))


@given(st.text(st.sampled_from(["'", "=", "-", " ", "＝", "x", "　", '"', ","]), max_size=6))
def test_exactly_the_apostrophe_that_was_put_is_taken_off(note: str) -> None:
    months = [row("2026-10", note=note)]
    assert loaded(months)[1][-1] in (note, f"'{note}")
    text = CALCULATOR.export_ledger({"months": months, "format": "csv"})["text"]
    assert read(text)[0]["note"] == note


def test_two_counts_under_one_name_have_columns_of_their_own() -> None:
    inputs = {**POLICY.inputs, "visits": replace(POLICY.inputs["major_reports"], id="visits", label=" 签到")}
    calculator = Calculator(replace(POLICY, inputs=inputs))
    text = calculator.export_ledger({"months": [row("2026-10", visits=3)], "format": "csv"})["text"]
    assert "签到（visits）" in text.split("\r\n")[0].split(",")
    assert calculator.import_ledger({"text": text, "format": "csv"})["months"][0]["visits"] == 3


def test_a_file_of_an_older_edition_lacks_only_what_that_did_not_count() -> None:
    older = {key: item for key, item in POLICY.inputs.items() if key != "major_reports"}
    older["sign_ins"] = replace(older["sign_ins"], label="打卡")
    first = {**POLICY.measure, "version": ELSEWHERE, "in_force_from": date(2021, 1, 1)}
    rules = {key: rule for key, rule in POLICY.tables.rules.items() if key != "major_reward"}
    old = replace(POLICY, measure=first, inputs=older, tables=replace(POLICY.tables, rules=rules))
    written = Calculator(old).export_ledger({"months": [row("2021-10", sign_ins=7)], "format": "csv"})["text"]
    assert "打卡" in written
    calculator = Calculator(POLICY)
    assert "line.1" in faults(calculator.import_ledger, {"text": written, "format": "csv"})
    calculator = Calculator(Editions([POLICY, old]))
    (month,) = calculator.import_ledger({"text": written, "format": "csv"})["months"]
    assert (month["sign_ins"], month["policy"], "major_reports" in month) == (7, ELSEWHERE, False)
    again = calculator.export_ledger({"months": [month], "format": "csv"})["text"]
    assert again.split("\r\n")[1].split(",")[7] == ""
    assert calculator.import_ledger({"text": again, "format": "csv"})["months"] == [month]
