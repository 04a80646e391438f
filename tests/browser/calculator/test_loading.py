"""The time from the first byte to the first answer, and the page's requests in it."""

import json
import re
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator.api import Calculator
from scripts.content import handbook
from scripts.pages.computed.joined import default_form
from scripts.runtime.bundle import SPARE, Manifest
from scripts.setup.browser import ARGUMENTS
from scripts.setup.programs import browser_path
from tests.browser.conftest import PROBE, NewContext
from tests.browser.support.calculator_page import REQUIRED, CalculatorPage, shown
from tests.browser.support.heard import complaints
from tests.browser.support.network import Network, held
from tests.support.machine import LIMIT_MS

RESULT = "(root) => ['.slip-figures', '.grounds'].map((part) => root.querySelector(part).innerHTML)"

# The style sheets and the scripts in a page's head that the browser has to have before it paints anything.
HOLDING_UP = """() => [...document.head.querySelectorAll(
  "link[rel~=stylesheet]:not([media=print]), script[src]:not([async], [defer], [type=module])"
)].map(({ src, href }) => new URL(src || href).pathname)"""


def address(name: str) -> str:
    return "" if name == "index" else f"{name}/"


def test_the_page_as_sent_already_holds_the_default_month(
    new_context: NewContext, calculator: Calculator
) -> None:
    page = CalculatorPage(new_context(java_script_enabled=False).new_page()).open()
    form = default_form(handbook.load())
    assert page.root.get_attribute("data-engine") == "idle"
    # The script adds the sentences of the next steps; the tables of the pay have the same amounts.
    told = {key: value for key, value in page.words().items() if key not in ("steps", "chart")}
    wanted = {key: value for key, value in shown(calculator, form).items() if key in told}
    # It is an example: other programs find no amount of a month, and the required counts are empty.
    nobodys = {"min": None, "max": None}
    wanted["totals"] = [{**each, **nobodys} for each in wanted["totals"]]
    wanted["groups"] = [
        {**group, **nobodys, "lines": [{**line, **nobodys} for line in group["lines"]]}
        for group in wanted["groups"]
    ]
    assert told == wanted
    sent = page.form()
    counts = {name: "" if name in REQUIRED else str(value) for name, value in form.items()}
    assert {name: sent[name] for name in form} == counts
    # 500 × 70 % + 20 × 7.50 = 350 + 150, worked by hand from articles 9 and 11(1).
    expect(page.total("payable")).to_have_text("500.00 元")


@pytest.mark.parametrize(
    ("name", "waited_for"),
    [("index", ["trusted.js", "all.css"]), ("calculator", ["trusted.js", "early.js", "all.css"])],
)
def test_the_first_paint_waits_only_for_the_listed_files(
    new_context: NewContext, name: str, waited_for: list[str]
) -> None:
    """Without JavaScript: files that scripts add to the head later do not delay the first paint."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address(name))
    paths = [Path(path) for path in page.evaluate(HOLDING_UP)]
    # Named by their content: a script in its folder, the sheet in its name.
    assert [f"{path.name.partition('.')[0]}{path.suffix}" for path in paths] == waited_for


def test_the_first_answer_comes_once_all_bytes_are_there_and_leaves_the_page_as_it_was_sent(
    new_context: NewContext, calculator_page: CalculatorPage, manifest: Manifest
) -> None:
    sent = CalculatorPage(new_context(java_script_enabled=False).new_page()).open()
    loaded = calculator_page.open().ready()
    assert loaded.root.evaluate(RESULT) == sent.root.evaluate(RESULT)
    assert loaded.form() == sent.form()
    assert loaded.noted("states") in (["idle", "loading", "ready"], ["idle", "ready"])
    expect(loaded.note).to_be_hidden()
    told = [message for message in loaded.noted("messages") if message["kind"] == "progress"]
    assert {message["total"] for message in told} == {manifest.total_bytes}
    assert [message["loaded"] for message in told] == sorted(message["loaded"] for message in told)
    assert told[-1]["loaded"] == manifest.total_bytes
    # The worker reports several steps, even if a busy page receives all messages at once.
    assert len(told) >= 3


def test_the_month_is_the_devices_once_it_is_later_than_the_printed_one(new_context: NewContext) -> None:
    page = CalculatorPage(new_context().new_page(), datetime(2098, 3, 31, 23, 59)).open().ready()
    assert page.form()["month"] == "2098-03"
    expect(page.root.locator(".slip [data-shown=month_said]")).to_have_text("2098年3月")


def test_half_the_wasm_is_half_of_it_on_the_bar_and_input_typed_meanwhile_is_answered_afterwards(
    calculator_page: CalculatorPage, network: Network, manifest: Manifest
) -> None:
    go_on = Event()
    network.faults["pyodide.asm.wasm"] = held(go_on, part=0.5)
    page = calculator_page.open()
    # All other files are loaded; the scripts are counted after they ran. Progress is sent in hundredths.
    total = manifest.total_bytes
    came = total - manifest.files["pyodide.asm.wasm"].bytes // 2
    told = "|".join(sorted({f"{int(100 * part / total)}" for part in (came - total / 100, came)}))
    expect(page.note.locator(".engine-text")).to_have_text(
        re.compile(f"^正在准备计算（({told})%），可以先填$")
    )
    value = page.note.locator("progress").evaluate("(bar) => bar.value")
    assert came / total - 0.01 <= value <= came / total
    page.expect_engine("loading")
    page.box("sign_ins").fill("19")
    page.root.locator("label:has([value=community_part_time])").click()
    page.unknown("valid_reports").check()
    typed = page.form()
    # Nobody's figure stands beside what was typed.
    expect(page.figures).to_be_hidden()
    go_on.set()
    page.ready()
    assert page.form() == typed
    assert (typed["sign_ins"], typed["worker_type"], typed["valid_reports"]) == (
        "19",
        "community_part_time",
        None,
    )
    # 1000 × 70 % + (0 to 20) × 15.00 − 1 × 10 = 690 to 990 (articles 9, 11(1), 12(3)).
    assert page.amounts()["totals"]["payable"] == {"min": "690.00", "max": "990.00"}
    bar = page.noted("bar")
    assert bar == sorted(bar)
    assert bar[-1] == 1


def test_a_second_visit_asks_for_nothing_of_the_runtime_again(
    browser: Browser, origin: str, network: Network, manifest: Manifest, tmp_path: Path
) -> None:
    # Only a profile on disk keeps files as large as the wasm.
    with browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=browser_path(), args=list(ARGUMENTS), base_url=f"{origin}/"
    ) as context:
        context.set_default_timeout(LIMIT_MS)
        context.add_init_script(path=PROBE)
        visit_twice(CalculatorPage(context.new_page()), network, manifest)


def visit_twice(page: CalculatorPage, network: Network, manifest: Manifest) -> None:
    page.open().ready()
    first = [path for path in network.requested if "/runtime/" in path]
    asked = [manifest.path(name) for name in manifest.files if name not in SPARE]
    assert sorted(first) == sorted(f"/runtime/{path}" for path in asked)
    network.requested.clear()
    page.open().ready()
    assert [path for path in network.requested if "/runtime/" in path] == []
    assert "/calculator/" in network.requested
    # The page does not wait for files that are already on the device.
    assert page.noted("bar") == []


def test_files_that_the_browser_gave_up_are_waited_for_again(
    new_context: NewContext, network: Network
) -> None:
    go_on = Event()
    context = new_context()
    CalculatorPage(context.new_page()).open().ready().page.close()
    network.faults["memory.bin"] = held(go_on)
    page = CalculatorPage(context.new_page())
    # As if only the note of the last visit were left, and none of its files.
    page.page.route(
        "**/memory.bin", lambda route: route.continue_(headers={**route.request.headers, "X": "1"})
    )
    page.open()
    expect(page.note.locator("progress")).to_be_hidden()
    expect(page.note.locator("progress")).to_be_visible()
    go_on.set()
    page.ready()


def listen(page: Page) -> list[str]:
    """Return a list that receives every error of a page."""
    wrong = complaints(page, "error")
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    return wrong


def search_for(page: Page, word: str) -> None:
    """Search, which has its own worker and index."""
    box, said = page.get_by_role("textbox", name="搜索"), page.locator(".md-search-result__meta")
    box.click()
    expect(said).to_have_text("键入以开始搜索")
    box.fill(word)
    box.press("End")  # the search listens for keys let go of
    expect(said).to_contain_text("结果")


def test_the_page_carries_the_size_of_every_file(site: Path, manifest: Manifest) -> None:
    """The progress bar adds up the file sizes that the page states, so these must be correct."""
    page = (site / "calculator" / "index.html").read_text(encoding="utf-8")
    sent = json.loads(re.findall(r'name="handbook-runtime" content="(.*?)"', page)[0].replace("&#34;", '"'))
    assert {name: file["bytes"] for name, file in (sent["files"] | sent["spare"]).items()} == {
        name: file.bytes for name, file in manifest.files.items()
    }


def test_the_lock_lists_no_packages_and_the_base_is_our_own(calculator_page: CalculatorPage) -> None:
    page = calculator_page.open()
    said: dict[str, Any] = json.loads(
        page.page.locator("meta[name=handbook-runtime]").get_attribute("content") or ""
    )
    assert said["lock"]["packages"] == {}
    assert said["base"].startswith("../runtime/")
