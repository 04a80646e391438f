"""The months kept on the device, as a reader sees and keeps them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from playwright.sync_api import BrowserContext, FilePayload, Locator, expect

from tests.browser.support.calculator_page import CalculatorPage

PRESENT = "2022-05-06"
NOW = datetime(2026, 10, 31)

# The browser's stored rows, read without the page's own code.
_STORED = """() => new Promise((settle, fail) => {
  const open = indexedDB.open("handbook-months");
  open.onerror = () => fail(open.error);
  open.onsuccess = () => {
    const all = open.result.transaction("months").objectStore("months").getAll();
    all.onsuccess = () => { open.result.close(); settle(all.result.map(({ row }) => row)); };
  };
})"""


def row(month: str, **fields: Any) -> dict[str, Any]:
    """Return a row of a rural worker with 20 sign-ins and 20 reports, except for the given values."""
    return {"month": month, "worker_type": "rural", "sign_ins": 20, "valid_reports": 20, **fields}


def backup(*rows: dict[str, Any], version: int = 1) -> bytes:
    """Return the file of a ledger."""
    document = {"format": "grid-handbook-ledger", "version": version, "months": list(rows)}
    return json.dumps(document, ensure_ascii=False).encode()


class KeptMonths(CalculatorPage):
    """The calculator page of a visitor in October 2026 who keeps months."""

    def __init__(self, context: BrowserContext, now: datetime = NOW) -> None:
        super().__init__(context.new_page(), now)
        self.months = self.root.locator(".months")
        self.said = self.root.locator("[data-months-note]")
        self.note_box = self.root.locator("#in-note")
        self.keep = self.root.locator("[data-keep]")
        self.back = self.root.locator("[data-undo]")
        self.again = self.root.locator("[data-redo]")
        self.year = self.months.locator("[data-year]")
        self.chosen = self.months.locator("[data-year-chosen]")
        self.erase = self.months.get_by_role("button", name="全部删掉", exact=True)
        self.dialog = self.months.get_by_role("dialog")
        self.faults = self.months.locator("[data-import-faults] li")

    def begin(self) -> KeptMonths:
        """Go to the page and wait for the first answer."""
        self.open().ready()
        return self

    def keep_month(self, **form: Any) -> None:
        """Fill the form and keep it."""
        self.unfold()
        self.fill(form)
        self.press_keep()
        expect(self.said).to_contain_text("记下了。")

    def press_keep(self) -> None:
        """Clear the message line and press the button that stores the month."""
        self.unsay()
        self.keep.click()

    def unsay(self) -> None:
        """Clear the message line under the buttons, so that the next message belongs to the next action."""
        # The turn before may not be over, and the sentence of the next one may be the same.
        self.said.evaluate("(note) => { if (note.textContent) note.textContent = ''; }")

    def undo(self) -> None:
        """Undo the last change."""
        self.unsay()
        self.back.click()
        expect(self.said).to_have_text("撤销了，和原来一样。")

    def empty(self) -> None:
        """Expect a month that nothing is filled in for, and no figure."""
        expect(self.root).to_have_attribute("data-state", "empty")
        expect(self.withheld).to_have_text("填上签到次数和有效信息条数就算。")
        expect(self.figures).to_be_hidden()
        expect(self.root.locator("[data-min], [data-max]")).to_have_count(0)

    def bring(self, *rows: dict[str, Any]) -> None:
        """Take in a file of months."""
        self.unsay()
        self.choose_file(backup(*rows))
        expect(self.said).to_have_text(f"导入了 {len(rows)} 个月。")

    def choose_file(self, content: bytes, name: str = "months.json") -> None:
        """Choose a file to take in."""
        file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
        self.months.locator("[data-import-file]").set_input_files(file)

    def erase_all(self) -> None:
        """Delete all stored months and confirm it."""
        self.unsay()
        self.erase.click()
        self.dialog.get_by_role("button", name="全部删掉", exact=True).click()
        expect(self.said).to_have_text("全部删掉了。")

    def open_month(self, number: int) -> None:
        """Open a month of the year that is shown."""
        self.cell(number).click()
        expect(self.cell(number)).to_have_attribute("aria-pressed", "true")
        expect(self.box("month")).to_be_focused()
        self.settle()

    def turn_to(self, year: int, button: str) -> None:
        """Press 前一年 or 后一年 and wait until the cells are those of `year`."""
        self.year.get_by_role("button", name=button).click()
        expect(self.year.locator("[data-year-name]")).to_have_text(f"{year}年")

    def cell(self, number: int) -> Locator:
        """Return a month of the year that is shown."""
        return self.year.locator(f"[data-cell='{number}']")

    def sum(self, name: str) -> Locator:
        """Return a sum of the year as it is shown."""
        return self.year.locator(f"[data-year-total={name}] dd")

    def ground(self, name: str) -> Locator:
        """Return an elimination ground."""
        return self.root.locator(f"[data-ground={name}]")

    def stored(self) -> dict[str, dict[str, Any]]:
        """Return the rows the browser holds, by their month."""
        rows: list[dict[str, Any]] = self.page.evaluate(_STORED)
        return {each["month"]: each for each in rows}
