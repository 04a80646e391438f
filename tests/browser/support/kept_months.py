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
        self.said = self.months.locator("[data-months-note]")
        self.note_box = self.months.locator("#in-note")
        self.keep = self.months.locator("[data-keep]")
        self.anyway = self.months.get_by_role("button", name="用这里填的")
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
        """Fill the form and store it; if it is still the example, confirm it."""
        self.unfold()
        self.fill(form)
        self.press_keep()
        kept = self.said.filter(has_text="记下了。")
        expect(kept.or_(self.dialog.filter(visible=True))).to_be_visible()
        if self.dialog.is_visible():
            expect(self.dialog).to_contain_text("例子里的数")
            self.agree()
        expect(self.said).to_contain_text("记下了。")

    def press_keep(self) -> None:
        """Clear the message line and press the button that stores the month."""
        self.unsay()
        self.keep.click()

    def unsay(self) -> None:
        """Clear the message line under the buttons, so that the next message belongs to the next action."""
        # The turn before may not be over, and the sentence of the next one may be the same.
        self.said.evaluate("(note) => { if (note.textContent) note.textContent = ''; }")

    def agree(self) -> None:
        """Answer a question so that it is done."""
        self.dialog.locator("[data-yes]").click()

    def decline(self) -> None:
        """Answer a question so that nothing is done."""
        self.dialog.locator("[data-no]").click()

    def bring(self, *rows: dict[str, Any]) -> None:
        """Take in a file of months, none of them kept yet."""
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
        self.dialog.get_by_role("button", name="全部删掉").click()
        expect(self.said).to_have_text("全部删掉了。")

    def fill_from(self, number: int) -> None:
        """Fill the form from a kept month of the year that is shown."""
        self.pick(number)
        self.chosen.get_by_role("button", name="填到上面").click()
        # The engine reads the row first; then the form is filled and its first box gets the focus.
        expect(self.root.locator("[name=month]")).to_be_focused()
        self.settle()

    def turn_to(self, year: int, button: str) -> None:
        """Press 前一年 or 后一年 and wait until the cells are those of `year`."""
        self.year.get_by_role("button", name=button).click()
        expect(self.year.locator("[data-year-name]")).to_have_text(f"{year}年")

    def cell(self, number: int) -> Locator:
        """Return a month of the year that is shown."""
        return self.year.locator(f"[data-cell='{number}']")

    def pick(self, number: int) -> None:
        """Pick out a month of the year that is shown."""
        self.cell(number).click()
        expect(self.cell(number)).to_have_attribute("aria-pressed", "true")

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
