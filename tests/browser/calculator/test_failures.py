"""When Python cannot start: the page says why and what still works, loses nothing, and can try again."""

from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from scripts.setup.browser import ARGUMENTS
from scripts.setup.programs import browser_path
from tests.browser.conftest import PROBE, NewContext
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.failing import TYPED, expect_failed, retry, type_in
from tests.browser.support.network import DROPPED, MISSING, TRUNCATED, Fault, Network, held
from tests.support.cases import deep_but
from tests.support.machine import LIMIT_MS

WASM = "pyodide.asm.wasm"
MEMORY = "memory.bin"
# The fallback files, from which the page starts if the two files above are faulty.
WHOLE_WASM = "pyodide.whole.wasm"
LIBRARY = "python_stdlib.zip"
GLUE = "pyodide.asm.js"
LOADER = "pyodide.js"
POLICY = "policy.json"
WORKER = "/worker.js"

ZEROS = Fault(content=lambda content: bytes(len(content)))
NOTHING = Fault(content=lambda _: b"")
A_WEB_PAGE = Fault(content=lambda content: b"<!doctype html>".ljust(len(content)))
LEAN_MISSING = {WASM: MISSING}

FAULTS: dict[str, tuple[dict[str, Fault], str]] = {
    "wasm cut off": ({WASM: DROPPED}, "网络断了，pyodide.asm.wasm 没有取完"),
    "memory cut off": ({MEMORY: DROPPED}, "网络断了，memory.bin 没有取完"),
    "no glue": ({GLUE: MISSING}, "pyodide.asm.js 没有取到"),
    "glue cut off": ({GLUE: DROPPED}, "pyodide.asm.js 没有取到"),
    "half the glue": ({GLUE: TRUNCATED}, "pyodide.asm.js 读不出来"),
    "no loader": ({LOADER: MISSING}, "pyodide.js 没有取到"),
    "an empty loader": ({LOADER: NOTHING}, "Python 没有启动"),
    "no policy": ({POLICY: MISSING}, "policy.json 没有取到（404）"),
    "policy cut off": ({POLICY: DROPPED}, "网络断了，policy.json 没有取完"),
    "policy is a web page": ({POLICY: A_WEB_PAGE}, "policy.json 读不出来"),
    "no worker": ({WORKER: MISSING}, "后台计算没有启动"),
    "no wasm at all": ({**LEAN_MISSING, WHOLE_WASM: MISSING}, "pyodide.whole.wasm 没有取到（404）"),
    "half a whole wasm": ({**LEAN_MISSING, WHOLE_WASM: TRUNCATED}, "pyodide.whole.wasm 不完整"),
    "whole wasm garbage": ({**LEAN_MISSING, WHOLE_WASM: ZEROS}, "pyodide.whole.wasm 读不出来"),
    "no library": ({**LEAN_MISSING, LIBRARY: MISSING}, "python_stdlib.zip 没有取到（404）"),
    "library cut off": ({**LEAN_MISSING, LIBRARY: DROPPED}, "网络断了，python_stdlib.zip 没有取完"),
    "half a library": ({**LEAN_MISSING, LIBRARY: TRUNCATED}, "python_stdlib.zip 不完整"),
    "library garbage of the right size": ({**LEAN_MISSING, LIBRARY: ZEROS}, "Python 没有启动"),
}
# One of each kind: bytes that stop, a file that is not there or another, a start that does not come.
QUICK = ("wasm cut off", "no glue", "policy is a web page", "no worker")
SILENCE_MS = 46_000
STILL_ALIVE_MS = 40_000

WITHOUT = """(() => { globalThis.kept = globalThis.NAME; delete globalThis.NAME; })()"""


@pytest.mark.parametrize(("faults", "reason"), deep_but(QUICK, FAULTS))
def test_a_fault_is_reported_and_ends_when_the_file_is_repaired(
    calculator_page: CalculatorPage, network: Network, faults: dict[str, Fault], reason: str
) -> None:
    network.faults = dict(faults)
    page = calculator_page.open()
    expect_failed(page, reason)
    typed = type_in(page)
    expect_failed(page, reason)
    assert {name: typed[name] for name in TYPED} == TYPED
    network.mend()
    retry(page, typed)


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("WebAssembly", "这个浏览器不支持 WebAssembly"),
        pytest.param("Worker", "后台计算没有启动", marks=pytest.mark.deep),
    ],
)
def test_a_browser_that_lacks_a_needed_feature_gets_a_sentence(
    calculator_page: CalculatorPage, missing: str, reason: str
) -> None:
    page = calculator_page
    page.page.add_init_script(WITHOUT.replace("NAME", missing))
    page.open()
    expect_failed(page, reason)
    typed = type_in(page)
    page.retry.click()
    expect_failed(page, reason)
    page.page.evaluate(f"() => {{ globalThis.{missing} = globalThis.kept; }}")
    retry(page, typed)


def test_a_page_whose_script_does_not_come_folds_nothing_away(
    calculator_page: CalculatorPage, network: Network
) -> None:
    network.faults["/calculator.js"] = MISSING
    page = calculator_page.open()
    page.page.wait_for_load_state()
    expect(page.root.locator("[data-ground]").last).to_be_visible()
    expect(page.root.locator("[data-line=hazard_deduction]")).to_be_visible()
    expect(page.root.locator("[data-zeros]")).to_be_hidden()


def test_a_retry_that_fails_is_reported_again(calculator_page: CalculatorPage, network: Network) -> None:
    network.faults[POLICY] = MISSING
    page = calculator_page.open()
    expect_failed(page, "policy.json 没有取到（404）")
    typed = type_in(page)
    network.faults[POLICY] = TRUNCATED
    page.retry.click()
    expect_failed(page, "policy.json 不完整")
    network.mend()
    retry(page, typed)


def test_trying_again_waits_for_the_network(new_context: NewContext, network: Network) -> None:
    network.faults[WASM] = DROPPED
    context = new_context()
    page = CalculatorPage(context.new_page()).open()
    expect_failed(page, "网络断了，pyodide.asm.wasm 没有取完")
    typed = type_in(page)
    network.mend()
    context.set_offline(True)
    page.retry.click()
    expect_failed(page, "后台计算没有启动")
    context.set_offline(False)
    retry(page, typed)


def test_a_worker_that_does_not_answer_is_given_up(calculator_page: CalculatorPage, network: Network) -> None:
    network.faults[WORKER] = NOTHING
    page = calculator_page.stop_clock().open()
    page.expect_engine("loading")
    typed = type_in(page)
    page.page.clock.run_for(STILL_ALIVE_MS)
    page.expect_engine("loading")
    page.page.clock.run_for(SILENCE_MS - STILL_ALIVE_MS)
    expect_failed(page, "等了太久没有动静")
    network.mend()
    retry(page, typed)


def test_the_page_waits_while_bytes_still_arrive(calculator_page: CalculatorPage, network: Network) -> None:
    memory, wasm = Event(), Event()
    network.faults = {MEMORY: held(memory), WASM: held(wasm)}
    page = calculator_page.stop_clock().open()
    bar = page.note.locator("progress")
    page.page.clock.run_for(STILL_ALIVE_MS)
    expect(bar).to_be_visible()
    before = bar.evaluate("(bar) => bar.value")
    memory.set()
    expect(bar).not_to_have_attribute("value", str(before))
    page.page.clock.run_for(STILL_ALIVE_MS)
    page.expect_engine("loading")
    wasm.set()
    page.ready()


def kinds(told: list[Any]) -> list[str]:
    """Return the kinds of the worker's messages."""
    return [message["kind"] for message in told]


def test_a_fault_before_the_pages_own_script_stays_visible(
    calculator_page: CalculatorPage, network: Network
) -> None:
    # The worker is started early and keeps counting the other files after one has failed.
    script, memory = Event(), Event()
    network.faults = {"/calculator.js": held(script), MEMORY: held(memory), WASM: DROPPED}
    page = calculator_page.stop_clock().open()
    page.wait_noted("messages", lambda told: "failed" in kinds(told))
    memory.set()
    page.wait_noted("messages", lambda told: "progress" in kinds(told)[kinds(told).index("failed") :])
    script.set()
    expect_failed(page, "网络断了，pyodide.asm.wasm 没有取完")
    page.page.clock.run_for(SILENCE_MS)
    expect_failed(page, "网络断了，pyodide.asm.wasm 没有取完")


def test_a_wasm_of_a_wrong_type_is_compiled_all_the_same(
    calculator_page: CalculatorPage, network: Network
) -> None:
    network.faults[WASM] = Fault(type="application/octet-stream")
    page = calculator_page.open().ready()
    # The worker may be ready before the page's own script is there to see it load.
    assert [each for each in page.noted("states") if each != "loading"] == ["idle", "ready"]
    page.fill({"sign_ins": "19"})
    # 500 − 10 (article 12(3)).
    expect(page.total("payable")).to_have_text("490.00 元")


@pytest.mark.deep
def test_where_the_browser_gives_python_no_memory_a_sentence_says_so(browser: Browser, origin: str) -> None:
    # Some 13 MB, where Python begins with 20: as on a phone that has too little left.
    flags = "--js-flags=--wasm-max-mem-pages=200"
    small = browser.browser_type.launch(executable_path=browser_path(), args=[*ARGUMENTS, flags])
    try:
        context = small.new_context(base_url=f"{origin}/", locale="zh-CN", service_workers="block")
        context.set_default_timeout(LIMIT_MS)
        context.add_init_script(path=PROBE)
        page = CalculatorPage(context.new_page()).open()
        expect_failed(page, "Python 没有启动")
        type_in(page)
        expect_failed(page, "Python 没有启动")
    finally:
        small.close()
