"""The kept months out to LibreOffice Calc, saved there in the forms it offers, in again: the same months."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator
from scripts.setup.programs import office_path
from tests.calculator.ledger_tables import HEADERS, changed, text_of
from tests.calculator.ledgers import POLICY, row
from tests.node.in_node import asked

OFFICE = office_path()
pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(
        OFFICE is None, reason="no LibreOffice Calc; `scripts test --deep` says how to get it"
    ),
]
CALCULATOR = Calculator(POLICY)
MONTHS = [
    row("2025-12", worker_type="community_full_time", valid_reports=None, result="pass"),
    row("2026-01", result="fail", criticised_by=["county", "city"], note="=1+1"),
    row("2026-02", fabrication={"loss": True, "bad_effect": None}, readings={"base-share": "by_result"}),
    row("2026-10", sign_ins=0, title_misuse=True, phone_checks_missed=2, note="下雨，停电；a\"b'"),
    # An edition that is not available stays unchanged.
    row("2026-11", policy="2021-01-01"),
]
EXPORTED = CALCULATOR.export_ledger({"months": MONTHS, "format": "csv"})["text"]
KEPT = CALCULATOR.import_ledger({"text": EXPORTED})["months"]
ENGLISH, CHINESE, BRITISH, GERMAN = 1033, 2052, 2057, 1031
UTF_8, GB_18030, UTF_16 = 76, 85, 65535
COMMA, SEMICOLON, TAB = 44, 59, 9


def reads(language: int) -> str:
    """Return the filter that opens our CSV as a user of a language does, dates and numbers told apart."""
    return f"CSV:{COMMA},34,{UTF_8},1,,{language},false,true"


def writes(separator: int = COMMA, charset: int = UTF_8, quoted: bool = False, shown: bool = True) -> str:
    """Return the filter that saves CSV, all cells as they are shown or as they are."""
    flags = ",".join(str(flag).lower() for flag in (quoted, True, shown))
    return f"csv:Text - txt - csv (StarCalc):{separator},34,{charset},1,,0,{flags}"


@pytest.fixture(scope="module", name="profile")
def office_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def converted(profile: Path, file: Path, to: str, folder: str, *opened: str) -> Path:
    """Return the file that LibreOffice makes of another."""
    out = file.parent / folder
    assert OFFICE is not None
    command = [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *opened]
    subprocess.run(
        [*command, "--convert-to", to, "--outdir", str(out), str(file)], check=True, capture_output=True
    )
    return out / f"{file.stem}.{to.partition(':')[0]}"


def imported(content: bytes) -> list[dict[str, Any]]:
    """Return the months of a file's bytes, as the page takes them in."""
    (found,) = asked("calculator/months/bytes.js", "textOf", [content])
    assert "text" in found, found
    months: list[dict[str, Any]] = CALCULATOR.import_ledger({"text": found["text"]})["months"]
    return months


@pytest.fixture(name="exported")
def exported_file(tmp_path: Path) -> Path:
    file = tmp_path / "months.csv"
    file.write_text(EXPORTED, "utf-8", newline="")
    return file


@pytest.mark.parametrize("language", [ENGLISH, CHINESE, BRITISH, GERMAN])
@pytest.mark.parametrize("shown", [True, False])
def test_a_table_opened_and_saved_holds_the_same_months(
    profile: Path, exported: Path, language: int, shown: bool
) -> None:
    back = converted(profile, exported, writes(shown=shown), "out", f"--infilter={reads(language)}")
    assert imported(back.read_bytes()) == KEPT


@pytest.mark.parametrize("separator", [COMMA, SEMICOLON, TAB])
@pytest.mark.parametrize("charset", [UTF_8, GB_18030, UTF_16])
def test_a_table_saved_with_other_marks_and_in_other_encodings_is_read(
    profile: Path, exported: Path, separator: int, charset: int
) -> None:
    saved = writes(separator, charset, quoted=True)
    back = converted(profile, exported, saved, "out", f"--infilter={reads(CHINESE)}")
    assert imported(back.read_bytes()) == KEPT


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_is_called_one_and_holds_the_same_months(profile: Path, exported: Path, kind: str) -> None:
    book = converted(profile, exported, kind, "book", f"--infilter={reads(CHINESE)}")
    (said,) = asked("calculator/months/bytes.js", "textOf", [book.read_bytes()])
    assert said["wrong"].endswith("。请在表格软件里打开，另存为「CSV UTF-8」再选。"), said
    back = converted(profile, book, writes(), "out")
    assert imported(back.read_bytes()) == KEPT


def test_a_page_of_a_spreadsheet_and_a_pdf_are_called_what_they_are(profile: Path, exported: Path) -> None:
    web = converted(profile, exported, "html", "web", f"--infilter={reads(CHINESE)}")
    pdf = converted(profile, exported, "pdf", "pdf", f"--infilter={reads(CHINESE)}")
    page, paper = asked("calculator/months/bytes.js", "textOf", [web.read_bytes(), pdf.read_bytes()])
    assert page["wrong"].startswith("这是网页或 XML 文件")
    assert paper["wrong"].startswith("这是 PDF")


# The columns of month and version are said to hold days (year first); TRUE and FALSE are found out.
@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_cells_that_became_days_decimals_and_truths_are_read(
    profile: Path, tmp_path: Path, kind: str
) -> None:
    cells = {
        "month": "2026-10-01",
        "policy": "2022-05-06",
        "title_misuse": "TRUE",
        "caused_serious_case": "FALSE",
    }
    file = tmp_path / "months.csv"
    file.write_text(text_of(HEADERS, changed(**cells)), "utf-8", newline="")
    wanted = imported(file.read_bytes())
    days = f"CSV:{COMMA},34,{UTF_8},1,1/5/23/5,{CHINESE},false,true"
    if kind != "csv":
        file, days = converted(profile, file, kind, "book", f"--infilter={days}"), ""
    opened = [f"--infilter={days}"] if days else []
    back = converted(profile, file, writes(), "out", *opened)
    assert imported(back.read_bytes()) == wanted
    assert (wanted[0]["month"], wanted[0]["policy"], wanted[0]["title_misuse"]) == (
        "2026-10",
        "2022-05-06",
        True,
    )


def test_the_backup_called_a_table_is_still_the_backup() -> None:
    text = json.dumps({"format": "grid-handbook-ledger", "version": 1, "months": KEPT})
    assert CALCULATOR.import_ledger({"text": text, "format": "csv"})["months"] == KEPT
