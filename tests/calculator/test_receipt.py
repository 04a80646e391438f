"""The receipt of an answer names its edition, the data of this edition and the engine."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator, from_packed
from calculator.loading import folder
from calculator.loading.folder import FILES, load, load_editions, stamped, tables_of
from calculator.packing import pack
from tests.calculator.conftest import edit
from tests.calculator.revision import NEW, OLD, with_revision
from tests.calculator.test_answers_file import ANSWER


def receipt(calculator: Calculator, month: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = calculator.estimate(month)["receipt"]
    return found


def test_comments_and_layout_leave_the_receipt_and_an_amount_changes_it(
    county: Path, month: dict[str, Any]
) -> None:
    before = receipt(Calculator(load(county)), month)
    assert before["edition"] == "2022-05-06"
    assert (
        before["policy_sha256"]
        == sha256(pack({name: tables_of(county)[name] for name in FILES}).encode()).hexdigest()
    )
    edit(county, "parameters.toml", "\n", "\r\n# A comment.\r\n\r\n")
    assert receipt(Calculator(load(county)), month) == before
    edit(county, "parameters.toml", "value = 10", "value = 11")
    after = receipt(Calculator(load(county)), month)
    assert after["policy_sha256"] != before["policy_sha256"]
    assert {**after, "policy_sha256": ""} == {**before, "policy_sha256": ""}


def test_an_answer_about_an_earlier_edition_changes_the_receipt_of_this_one_only(
    county: Path, month: dict[str, Any]
) -> None:
    revised = with_revision(county)

    def receipts() -> list[dict[str, str]]:
        calculator = Calculator(load_editions(revised))
        return [receipt(calculator, {**month, "month": name}) for name in ("2026-12", "2027-01")]

    (old, new), packed = receipts(), [tables_of(revised / "editions" / OLD), tables_of(revised)]
    assert (old["edition"], new["edition"]) == (OLD, NEW)
    page = from_packed(pack({"editions": stamped(packed)}))
    assert [receipt(page, {**month, "month": name}) for name in ("2026-12", "2027-01")] == [old, new]
    (revised / "answers.toml").write_text(ANSWER, "utf-8")
    answered = receipts()
    assert answered[0]["policy_sha256"] != old["policy_sha256"]
    assert answered[1] == new


def test_the_engine_is_named_by_its_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "ENGINE", tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.py").write_bytes(b"A = 1\r\n")
    (tmp_path / "b.py").write_bytes(b"B = 2\n")
    (tmp_path / "note.txt").write_bytes(b"no module")
    [tables] = stamped([tables_of(folder.DEFAULT_FOLDER)])
    assert tables["receipt"]["engine"] == sha256(b"b.py\0B = 2\n\0rules/a.py\0A = 1\n\0").hexdigest()


def test_a_printed_month_has_the_receipt_in_one_line(county: Path, month: dict[str, Any]) -> None:
    named = {"edition": "2022-05-06", "policy_sha256": "0123456789", "engine": "abcdefabcdef"}
    policy = replace(load(county), receipt=named)
    form = {**month, "sign_ins": "20", "valid_reports": "20"}
    assert Calculator(policy).page(form)["receipt"] == "按 2022-05-06 版计算 · 数据 01234567 · 引擎 abcdefab"
    assert Calculator(replace(policy, receipt={})).page(form)["receipt"] == ""


def test_a_line_keeps_the_id_of_its_clause_where_the_article_has_another_number(
    county: Path, month: dict[str, Any]
) -> None:
    policy = replace(load(county), ids={"12": "13", "12.1": "5.2"})
    lines = {line["id"]: line for line in Calculator(policy).estimate(month)["lines"]}
    found = {key: (line["article"], line["clause"]) for key, line in lines.items()}
    assert found["hazard_deduction"] == ("12.1", "5.2")
    assert found["sign_in_deduction"] == ("12.3", "13.3")
    assert found["base"] == ("11.1", "11.1")
