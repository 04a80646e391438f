"""The ledger's file: export, import, and texts that are not such a file."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import Calculator, refusal
from calculator.errors import InputError
from calculator.json_text import depth
from calculator.ledger import files
from tests.calculator.conftest import faults
from tests.calculator.ledgers import POLICY, row, rows
from tests.support.examples import examples

CALCULATOR = Calculator(POLICY)
FORMATS = ("json", "csv")
NO_LEDGER = "这不是网格员记录的文件，请选从这里导出的 JSON 文件"


def canonical(months: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows as the ledger's JSON file has them."""
    text = CALCULATOR.export_ledger({"months": months, "format": "json"})["text"]
    kept: list[dict[str, Any]] = json.loads(text)["months"]
    return kept


def refused(text: object, kind: str = "json") -> dict[str, list[str]]:
    return faults(CALCULATOR.import_ledger, {"text": text, "format": kind})


def document(months: object = (), **fields: Any) -> str:
    return json.dumps({"format": "grid-handbook-ledger", "version": 1, "months": months, **fields})


def test_a_file_says_what_it_is_and_keeps_chinese() -> None:
    answer = CALCULATOR.export_ledger(
        {"months": [row("2026-10", note="好"), row("2026-01")], "format": "json"}
    )
    assert (answer["name"], answer["rows"]) == ("网格员记录-2026-01-2026-10.json", 2)
    assert answer["text"].startswith('{\n "format": "grid-handbook-ledger",\n "version": 1,\n "months": [\n')
    assert '"note": "好"' in answer["text"]
    assert [each["month"] for each in json.loads(answer["text"])["months"]] == ["2026-01", "2026-10"]


@pytest.mark.parametrize(
    ("months", "kind", "name"),
    [
        ([], "json", "网格员记录.json"),
        ([row("2026-10")], "csv", "网格员记录-2026-10.csv"),
        ([row("2026-10"), row("2025-12")], "csv", "网格员记录-2025-12-2026-10.csv"),
    ],
)
def test_a_file_is_named_by_its_months(months: list[dict[str, Any]], kind: str, name: str) -> None:
    assert CALCULATOR.export_ledger({"months": months, "format": kind})["name"] == name


@pytest.mark.parametrize("kind", FORMATS)
@given(months=rows())
def test_what_was_written_is_read_again(kind: str, months: list[dict[str, Any]]) -> None:
    written = CALCULATOR.export_ledger({"months": months, "format": kind})
    read = CALCULATOR.import_ledger({"text": written["text"], "format": kind})
    assert (read["months"], read["rows"]) == (canonical(months), len(months))
    assert written["rows"] == len(months)
    assert CALCULATOR.export_ledger({"months": read["months"], "format": kind}) == written


def test_all_faults_of_a_request_are_reported_at_once() -> None:
    asked = {"months": [row("2026-10", sign_ins="x")], "format": "xlsx", "x": 1}
    assert list(faults(CALCULATOR.export_ledger, asked)) == ["x", "months.0.sign_ins", "format"]
    found = faults(CALCULATOR.import_ledger, {"x": 1})
    assert found == {
        "x": ["不认得这一项：x"],
        "text": ["要写文件里的全部文字"],
    }


def test_a_file_that_could_not_be_imported_is_not_exported(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"months": [row("2026-10")], "format": "csv"}
    length = len(CALCULATOR.export_ledger(asked)["text"])
    monkeypatch.setattr(files, "LONGEST", length)
    assert CALCULATOR.export_ledger(asked)["rows"] == 1
    monkeypatch.setattr(files, "LONGEST", length - 1)
    said = f"这些记录写成文件超过 {length - 1} 个字，请分几次导出"
    assert faults(CALCULATOR.export_ledger, asked) == {"months": [said]}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "文件是空的，请选从这里导出的文件"),
        ("\ufeff \r\n\t", "文件是空的，请选从这里导出的文件"),
        pytest.param("好" * 1_000_001, "文件太大：最多 1000000 个字，这个文件有 1000001 个", id="long"),
        (
            "月份,�",
            "文件里有读不出来的字，多半是编码不对，请另存为 UTF-8（表格软件里叫「CSV UTF-8」）再选一次",
        ),
        (
            "月份\ud800",
            "文件里有读不出来的字，多半是编码不对，请另存为 UTF-8（表格软件里叫「CSV UTF-8」）再选一次",
        ),
        ("PK\0\1", "这不是文字文件，请选从这里导出的 JSON 或 CSV 文件"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_before_it_is(kind: str, text: str, message: str) -> None:
    assert refused(text, kind) == {"text": [message]}


@pytest.mark.parametrize("text", [None, 5, ["x"], {}])
def test_a_text_is_text(text: object) -> None:
    assert refused(text) == {"text": ["要写文件里的全部文字"]}


HALF = "文件读到第 1 行第 12 个字就读不下去了，多半没有存全，请重新导出"


@pytest.mark.parametrize(
    ("text", "field", "message"),
    [
        ('{"format": ', "text", HALF),
        ("{}", "text", NO_LEDGER),
        ("[]", "text", NO_LEDGER),
        ("5", "text", NO_LEDGER),
        ('{"format": "x", "version": 1}', "text", NO_LEDGER),
        (document(version=2), "version", "这个文件是更新的版本做的，请先把这个网页更新到最新再导入"),
        (document(version=0), "version", "文件的版本要写 1"),
        (document(version="1"), "version", "文件的版本要写 1"),
        (document(version=True), "version", "文件的版本要写 1"),
        (document(version=1.0), "version", "文件的版本要写 1"),
        (document(version=None), "version", "文件的版本要写 1"),
        (document("x"), "months", "记录要写成列表，每行一个对象"),
        (document(None), "months", "记录要写成列表，每行一个对象"),
        (document([], more=1), "more", "不认得这一项：more"),
        (document([0] * 601), "months", "一次最多 600 行（50 年），请分开"),
        pytest.param(document([0] * 300_000), "months", "一次最多 600 行（50 年），请分开", id="many"),
        (
            '{"format": "grid-handbook-ledger", "version": 1, "version": 2}',
            "text",
            "文件里同一处把「version」写了两次，请留一个",
        ),
        ('{"sign_ins": NaN}', "text", "文件里有「NaN」，它不是次数；还不清楚请写 null"),
        ('{"sign_ins": -Infinity}', "text", "文件里有「-Infinity」，它不是次数；还不清楚请写 null"),
        pytest.param(
            '{"sign_ins": ' + "9" * 5000 + "}",
            "text",
            "文件里有一个太大的数：999999999999…，请改成真实的次数",
            id="huge",
        ),
        pytest.param('{"a":' * 21, "text", "文件里一层套一层，太深了，不是网格员记录的文件", id="21 deep"),
    ],
)
def test_a_file_that_is_not_a_ledger_is_refused_in_one_sentence(text: str, field: str, message: str) -> None:
    assert refused(text) == {field: [message]}


def test_brackets_in_a_note_are_not_depth() -> None:
    note = "[{" * 60 + '\\"[[' + '"'
    text = CALCULATOR.export_ledger({"months": [row("2026-10", note=note)], "format": "json"})["text"]
    assert CALCULATOR.import_ledger({"text": text, "format": "json"})["months"][0]["note"] == note
    assert depth('"' + '\\"' * 4000) == 0
    assert depth("[]" * 30) == 1
    assert "太深" not in refused("[" * 20)["text"][0]


def test_a_mark_before_json_is_let_pass() -> None:
    assert CALCULATOR.import_ledger({"text": "\ufeff" + document(), "format": "json"})["rows"] == 0


def test_every_wrong_row_is_named_and_nothing_is_imported() -> None:
    months = [row("2026-09", sign_ins="x"), row("2026-10"), 5, row("2026-10"), row("2026-11", note="\ud800")]
    assert refused(document(months)) == {
        "months.0.sign_ins": ["2026年9月：签到次数要写 0 到 999 的整数，例如 18（写的是 x）"],
        "months.2": ['每行要写成一个对象，例如 {"month": "2026-10", …}'],
        "months.3.month": ["2026年10月：这个月前面已经写过，每个月只写一行"],
        "months.4.note": ["2026年11月：备注里有换行、制表符或者显示不出来的字符，请删掉它们"],
    }
    # A number of up to 15 digits is a wrong count, and 600 rows are not too many.
    longest = refused(document([row("2026-10", sign_ins=10**15 - 1)]))
    assert list(longest) == ["months.0.sign_ins"]
    assert "months" not in refused(document([0] * 600))


@pytest.mark.parametrize(("wrong", "shown", "more"), [(20, 20, []), (21, 20, ["还有 1 处"])])
def test_no_more_than_twenty_faults_are_shown(wrong: int, shown: int, more: list[str]) -> None:
    found = refused(document([5] * wrong))
    assert found.pop("", []) == more
    assert list(found) == [f"months.{place}" for place in range(shown)]


def test_a_quoted_value_is_shortened_and_printable() -> None:
    (fault,) = refused(document([row("2026-10", **{"\ud800" + "x" * 500: 1})])).items()
    field, (message,) = fault
    assert (len(field), len(message)) == (61, 201)
    assert "\ud800" not in json.dumps([field, message], ensure_ascii=False)
    assert field.startswith("months.0.\ufffdx")


PIECES = st.sampled_from(
    [
        *('"', "'", ",", ";", "\t", "\r\n", "\r", "[", "{", "}", "]", ":", "null", "NaN", "1e9", "-1"),
        *("\\ud800", "\\", "是", "不清楚", "月份", "2026-10", "=", "；", "\ufeff", "\u2028", "\x85", "\0"),
    ]
)


@st.composite
def spoiled(draw: st.DrawFn, kind: str) -> str:
    """Return a file's text with a few pieces cut out, put in or written twice."""
    text: str = CALCULATOR.export_ledger({"months": draw(rows(most=3)), "format": kind})["text"]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(PIECES | st.text(max_size=3) | st.just(text[start:end] * 2)) + text[end:]
    return text


@pytest.mark.parametrize("kind", FORMATS)
@examples(40)
@given(data=st.data())
def test_any_text_gives_rows_or_is_refused(kind: str, data: st.DataObject) -> None:
    text = data.draw(st.text() | spoiled(kind) | st.lists(PIECES, max_size=12).map("".join))
    try:
        answer = CALCULATOR.import_ledger({"text": text, "format": kind})
    except InputError as error:
        faults = refusal(error)["errors"]
        assert 1 <= len(faults) <= 21
        assert all(fault["message"] for fault in faults)
        json.dumps(faults, ensure_ascii=False).encode("utf-8")
    else:
        again = CALCULATOR.export_ledger({"months": answer["months"], "format": kind})
        assert CALCULATOR.import_ledger({"text": again["text"], "format": kind}) == answer
