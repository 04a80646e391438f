"""The states of the calculator, for `shots` and for tests of their look and their accessibility."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page

from scripts.pages.sealed import fragment

READY = "#calculator[data-engine=ready]"
PAINTED_MS = 400
TYPE = "(box, value) => { box.value = value; box.dispatchEvent(new Event('input', { bubbles: true })); }"
# A year with months left out, a failed assessment and a missed check.
LEDGER: dict[str, Any] = {
    "format": "grid-handbook-ledger",
    "version": 1,
    "months": [
        {
            "month": f"2026-{number:02d}",
            "worker_type": "rural",
            "sign_ins": 20 - (number % 3),
            "valid_reports": 14 + 2 * number,
            "result": "fail" if number == 5 else "pass",
            "phone_checks_missed": int(number == 7),
            "note": "手机进水，两天没签上" if number == 8 else "",
        }
        for number in (1, 2, 3, 5, 6, 7, 8, 9)
    ],
}


def _month(**counts: object) -> str:
    said = {"month": "2026-10", "worker_type": "rural", "sign_ins": 19, "valid_reports": 20} | counts
    return fragment(**said)


def _nothing(page: Page) -> None:
    page.wait_for_selector(READY)


def _fill(values: Mapping[str, str], then: str = "") -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.wait_for_selector(READY)
        for selector, value in values.items():
            page.eval_on_selector(selector, TYPE, value)
        page.wait_for_timeout(PAINTED_MS)
        if then:
            page.press(then, "Enter")

    return act


def _unfold(page: Page) -> None:
    page.wait_for_selector(READY)
    page.eval_on_selector_all(
        "#calculator .slip details", "(all) => all.forEach((each) => (each.open = true))"
    )
    page.click("[data-zeros]")


def _facts(page: Page) -> None:
    page.wait_for_selector(READY)
    page.eval_on_selector("[name=fabricated]", "(box) => box.click()")
    page.eval_on_selector("[name=criticised_by][value=city]", "(box) => box.click()")
    _fill({"[name=phone_checks_missed]": "1", "[name=result]": "fail"})(page)


def keep(page: Page, ledger: Mapping[str, object] = LEDGER) -> None:
    """Import a file of months."""
    page.wait_for_selector(READY)
    written = json.dumps(ledger).encode()
    page.set_input_files(
        "[data-import-file]", {"name": "months.json", "mimeType": "application/json", "buffer": written}
    )
    page.wait_for_selector("[data-year]:not([hidden]) [data-recorded]")


def _erase(page: Page) -> None:
    keep(page)
    page.click("[data-erase]")


def _pick(page: Page) -> None:
    keep(page)
    page.click("[data-cell='8']")


def _compare(page: Page) -> None:
    page.click("[href='#official']")
    _fill({"[name=report_pay]": "150", "[name=payable]": "460"}, ".official-lines summary")(page)


def _fail(page: Page) -> None:
    page.route("**/pyodide.asm.wasm", lambda route: route.abort())
    page.reload()
    page.wait_for_selector("#calculator[data-engine=failed]")


# For each name the fragment of the address, and the function that acts on the page.
STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "empty": ("", _nothing),
    "month": (_month(), _nothing),
    "unfolded": (_month(missed_hazards=1, praised_by_city=2), _unfold),
    "errors": ("", _fill({"[name=sign_ins]": "十九", "[name=valid_reports]": "-1"}, "[name=sign_ins]")),
    "span": (_month(sign_ins="?", valid_reports="?", major_reports=1), _nothing),
    "reading": (
        _month(worker_type="community_full_time", readings="full-time-price:lower_price"),
        _nothing,
    ),
    "hidden": (_month(hide=1), _nothing),
    "old link": ("#month=2026-10&worker_type=rural&sign_ins=18&major_reports=1", _nothing),
    "cut link": (_month()[:-1], _nothing),
    "needed": (_month(), _fill({"[name=target]": "520"})),
    "risk": (_month(valid_reports=0), _facts),
    "year": ("#months", _pick),
    "erase": ("#months", _erase),
    "official": (_month(), _compare),
    "failed": ("", _fail),
}
