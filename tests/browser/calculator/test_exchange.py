"""Stored months as files: exported as a table and a backup, imported completely or not at all."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import NewContext
from tests.browser.support.kept_months import KeptMonths, backup, row
from tests.browser.support.network import Network
from tests.calculator.ledger_tables import HEADERS, PLAIN
from tests.node.test_file_bytes import NONE

ICON = "/favicon.png"
NOT_IMPORTED = "没有导入，记过的月份都没有动："
MONTHS = (
    row("2025-12", worker_type="community_full_time", valid_reports=None, policy="2021-01-01"),
    row("2026-01", result="fail", criticised_by=["county", "city"], note="=1+1"),
    row("2026-02", fabrication={"loss": True, "bad_effect": None}, readings={"base-share": "by_result"}),
)


def table(*lines: list[str], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADERS, *lines])
    return out.getvalue().encode(encoding)


def changed(**cells: str) -> list[str]:
    """Return a line for October 2026 with cells under other headers replaced."""
    named = dict(zip(HEADERS, PLAIN, strict=True))
    return list({**named, **cells}.values())


# Each chosen file (name, bytes), and the sentences with which it is refused.
REFUSED: Mapping[str, tuple[str, bytes, list[str]]] = {
    "a newer version": (
        "a.json",
        backup(row("2026-01"), version=2),
        ["这个文件是更新的版本做的，请先把这个网页更新到最新再导入"],
    ),
    "half a file": (
        "a.json",
        b'{"format": "grid-handbook-ledger", "version": 1, "months": [{"mon',
        ["文件读到第 1 行第 62 个字就读不下去了，多半没有存全，请重新导出"],
    ),
    "another file": (
        "a.json",
        b'{"months": []}',
        ["这不是网格员记录的文件，请选从这里导出的 JSON 文件"],
    ),
    "nothing": ("a.json", b"", ["文件是空的，请选从这里导出的文件"]),
    "no months": ("a.json", backup(), ["文件里没有月份。"]),
    "a workbook called a table": ("a.csv", NONE["an Excel workbook"][0], [NONE["an Excel workbook"][1]]),
    "bytes": ("a.json", NONE["bytes"][0], [NONE["bytes"][1]]),
    "one byte too much": ("a.json", b" " * 1_000_001, ["文件太大，不是这里导出的。"]),
    "a megabyte of PDF": ("a.csv", NONE["a PDF"][0] + b" " * 1_000_000, [NONE["a PDF"][1]]),
    "more lines than fit": ("a.csv", table() + b"2026-10,x\n" * 100_000, ["文件太大，不是这里导出的。"]),
    "as many lines as fit": (
        "a.csv",
        b"\n".join([",".join(HEADERS).encode(), *[b"2026-10,x"] * 90_000]),
        ["一次最多 600 行（50 年），请分开"],
    ),
    "wrong rows": (
        "a.json",
        backup(
            row("2026-01"), row("2026-01"), row("2026-02", sign_ins=-1), row("2022-04"), row("2026-03", x=1)
        ),
        [
            "2026年1月：这个月前面已经写过，每个月只写一行",
            "2026年2月：签到次数要写 0 到 999 的整数，例如 18（写的是 -1）",
            "2022年4月：办法自2022年5月6日起试行，2022年4月还没有这份办法，不能按它估算",
            "2026年3月：不认得这一项：x",
        ],
    ),
    "wrong lines": (
        "a.csv",
        table(changed(签到="很多"), changed(月份="十月"), PLAIN[:5]),
        [
            "第 2 行：签到次数要写 0 到 999 的整数，例如 18（写的是 很多）",
            "第 3 行：「月份」要写成年-月，例如 2026-10（写的是 十月）",
            "第 4 行：有 5 格，表头有 24 格，请对齐再存一次",
        ],
    ),
    "a year mistyped": (
        "a.json",
        backup(row("2099-01")),
        ["最早和最晚的月份相差超过 600 个月（50 年），请看看有没有写错的年份"],
    ),
}


@pytest.fixture(name="page")
def keeper(newcomer: BrowserContext) -> KeptMonths:
    return KeptMonths(newcomer).begin()


def export(page: KeptMonths, name: str) -> tuple[str, Path]:
    with page.page.expect_download() as download:
        page.months.get_by_role("button", name=name).click()
    return download.value.suggested_filename, download.value.path()


def test_files_give_a_fresh_visitor_the_same_year(page: KeptMonths, new_context: NewContext) -> None:
    page.bring(*MONTHS)
    name, backed_up = export(page, "导出备份（JSON）")
    assert name == "网格员记录-2025-12-2026-02.json"
    name, saved = export(page, "导出表格（CSV）")
    assert name == "网格员记录-2025-12-2026-02.csv"
    expect_table(saved.read_bytes())
    fresh = KeptMonths(new_context()).begin()
    for path, chosen in ((backed_up, "months.json"), (saved, "网格员记录.CSV")):
        fresh.unsay()
        fresh.choose_file(path.read_bytes(), chosen)
        expect(fresh.said).to_have_text("导入了 3 个月。")
        assert fresh.stored() == page.stored()
        for number in (1, 2, 3):
            expect(fresh.cell(number)).to_have_accessible_name(
                page.cell(number).locator("[data-cell-said]").text_content() or ""
            )
        assert fresh.year.inner_text() == page.year.inner_text()
        fresh.erase_all()


def expect_table(content: bytes) -> None:
    """Expect the stored months in the table, and no cell that a spreadsheet treats as a formula."""
    assert content[:3] == b"\xef\xbb\xbf"
    header, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    # The counts, then every line and sum in yuan, then the note.
    *counts, note = HEADERS
    assert (header[: len(counts)], header[-1]) == (counts, note)
    amounts = header[len(counts) : -1]
    assert amounts
    assert all(name.endswith("（元）") for name in amounts)
    first, second, third = (dict(zip(header, line, strict=True)) for line in lines)
    assert (first["月份"], first["网格员类型"], first["有效信息"]) == ("2025-12", "社区专职网格员", "不清楚")
    assert (second["被通报批评"], second["备注"]) == ("县级、市级", "'=1+1")
    assert (third["若有上一项：造成损失"], third["选定的理解"]) == ("是", "base-share=by_result")
    assert [cell for line in lines for cell in line if cell[:1] in ("=", "+", "-", "@")] == []


def test_a_file_is_read_in_every_encoding_and_under_any_name(page: KeptMonths) -> None:
    # The national encoding; 350 + 150 − 10 = 490 (articles 9, 11(1), 12(3)).
    take_one(page, table(changed(备注="下雨，停电"), encoding="gb18030"), "a.csv")
    expect(page.cell(10)).to_have_accessible_name("2026年10月，应发 490.00 元，考核合格")
    assert page.stored()["2026-10"]["note"] == "下雨，停电"
    # The content decides the kind of a file, not its name; here 350 + 150 = 500.
    take_one(page, backup(row("2026-08", note="下雨")).decode().encode("gb18030"), "a.csv")
    expect(page.cell(8)).to_have_accessible_name("2026年8月，应发 500.00 元")
    take_one(page, table(changed(月份="2026年9月"), encoding="utf-16"), "a.json")
    expect(page.cell(9)).to_have_accessible_name("2026年9月，应发 490.00 元，考核合格")
    # A month of a version that is not available is stored, and a sentence says that it is not computed.
    take_one(page, table(changed(月份="Nov-26", 政策版本="2027/1/1")), "a.csv")
    why = "没有 2027-01-01 版的政策数据，有的是：2022-05-06"
    expect(page.faults).to_have_text([f"2026年11月会记下，但是不计算，也不计入合计：{why}"])
    expect(page.sum("payable")).to_have_text("1480.00 元")
    assert sorted(page.stored()) == ["2026-08", "2026-09", "2026-10", "2026-11"]


def take_one(page: KeptMonths, content: bytes, name: str) -> None:
    page.unsay()
    page.choose_file(content, name)
    expect(page.said).to_have_text("导入了 1 个月。")


def test_a_file_that_is_not_sound_changes_nothing_and_says_why(page: KeptMonths) -> None:
    page.bring(row("2026-08"))
    for what, (name, content, sentences) in REFUSED.items():
        page.unsay()
        page.choose_file(content, name)
        expect(page.said, what).to_have_text(NOT_IMPORTED)
        expect(page.faults, what).to_have_text(sentences)
        assert list(page.stored()) == ["2026-08"], what
    # Only the first faults of many are listed.
    page.choose_file(backup(*[row("2026-01", sign_ins="x")] * 30))
    expect(page.faults).to_have_count(21)
    expect(page.faults.last).to_have_text("还有 10 处")
    # Chosen again once it is mended, it is read again.
    take_one(page, backup(row("2026-09")), "months.json")
    expect(page.faults).to_have_count(0)
    # A browser raises this error for a file that was moved after it was chosen.
    page.page.evaluate(
        """() => {
  Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException("", "NotReadableError"));
}"""
    )
    page.choose_file(backup(row("2026-01")))
    expect(page.faults).to_have_text(["文件打不开，可能被移走了或者改过，请再选一次。"])
    assert list(page.stored()) == ["2026-08", "2026-09"]


def test_taking_a_file_over_kept_months_can_be_undone(page: KeptMonths) -> None:
    page.bring(row("2026-07"), row("2026-08", note="下雨"), row("2026-09"))
    page.open_month(8)
    before = page.stored()
    page.bring(row("2026-08", sign_ins=10), row("2026-09", sign_ins=10), row("2026-10"))
    # 500 − 10 × 10 = 400 in August and September; 500 in July and October (articles 9, 11(1), 12(3)).
    expect(page.sum("payable")).to_have_text("1800.00 元")
    # The form shows the month as it is kept now.
    expect(page.total("payable")).to_have_text("400.00 元")
    expect(page.note_box).to_have_value("")
    page.undo()
    assert page.stored() == before
    expect(page.total("payable")).to_have_text("500.00 元")
    expect(page.note_box).to_have_value("下雨")


def test_no_request_carries_a_month(page: KeptMonths, network: Network) -> None:
    sent: list[str] = []
    page.page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    network.requested.clear()
    page.bring(row("2026-08", note="下雨"))
    page.keep_month(month="2026-10")
    export(page, "导出表格（CSV）")
    export(page, "导出备份（JSON）")
    page.choose_file(backup(row("2026-08"), version=9))
    expect(page.faults).to_have_count(1)
    # The browser fetches the tab's picture when it gets round to it.
    assert [path for path in network.requested if not path.endswith(ICON)] == []
    assert [url for url in sent if not url.startswith("blob:") and not url.endswith(ICON)] == []
    assert "handbook-months-count" in json.loads(page.page.evaluate("() => JSON.stringify(localStorage)"))
    # Beside the months only their number is stored.
    assert page.page.evaluate("() => localStorage.getItem('handbook-months-count')") == "2"
