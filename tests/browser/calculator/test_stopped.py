"""When Python stops while it is in use, no figure of earlier input stays beside newer input."""

from threading import Event

import pytest
from playwright.sync_api import expect

from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.failing import PAYABLE, expect_failed, retry, type_in
from tests.browser.support.network import MISSING, Network, held

WASM = "pyodide.asm.wasm"
LATE_MS = 1500
REST_LATE_MS = 5000
ANSWER_MS = 21_000


def expect_begun_anew(page: CalculatorPage) -> None:
    # Not the end of the first start.
    page.wait_noted("states", lambda states: states.count("ready") > 1)


def test_python_that_fails_while_in_use_is_restarted_automatically(calculator_page: CalculatorPage) -> None:
    page = calculator_page.open().ready()
    typed = type_in(page)
    page.settle()
    page.page.evaluate(
        "probe.workers[0].postMessage({ kind: 'ask', id: 0, verb: 'no such verb', request: '{}' })"
    )
    expect_begun_anew(page)
    page.ready()
    assert page.form() == typed
    expect(page.total("payable")).to_have_text(PAYABLE)


def test_a_worker_that_stops_answering_is_replaced_automatically(
    calculator_page: CalculatorPage,
) -> None:
    page = calculator_page.open().ready()
    page.page.evaluate("probe.workers[0].terminate()")
    # As a system does that is short of memory: no event reports it.
    page.page.clock.install()
    typed = type_in(page)
    page.page.clock.run_for(LATE_MS)
    expect(page.withheld).to_have_text("正在算……")
    expect(page.total("payable")).to_be_hidden()
    page.page.clock.run_for(ANSWER_MS)
    expect_begun_anew(page)
    page.ready()
    assert page.form() == typed
    expect(page.total("payable")).to_have_text(PAYABLE)


@pytest.mark.deep
def test_further_typing_does_not_delay_the_detection_of_a_dead_worker(
    calculator_page: CalculatorPage,
) -> None:
    page = calculator_page.open().ready()
    page.fill({"sign_ins": "20"})
    page.page.evaluate("probe.workers[0].terminate()")
    page.page.clock.install()
    for count in ("11", "12", "13", "14", "15"):
        page.choose("sign_ins", count)
        page.page.clock.run_for(ANSWER_MS // 4)
    expect_begun_anew(page)
    page.ready()
    # 500 − 5 × 10 (articles 9, 12(3)).
    expect(page.total("payable")).to_have_text("450.00 元")


@pytest.mark.deep
def test_after_two_dead_workers_the_page_gives_up_and_offers_a_retry(
    calculator_page: CalculatorPage,
) -> None:
    page = calculator_page.open().ready()
    page.page.evaluate("""() => {
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message, ...rest) {
        if (message.kind !== "ask") postMessage.call(this, message, ...rest);
      };
      globalThis.answered = () => { Worker.prototype.postMessage = postMessage; };
    }""")
    page.page.clock.install()
    typed = type_in(page)
    page.page.clock.run_for(ANSWER_MS)
    expect_begun_anew(page)
    page.page.clock.run_for(ANSWER_MS)
    expect_failed(page, "后台计算停了")
    page.page.evaluate("answered()")
    retry(page, typed)


@pytest.mark.deep
def test_a_worker_that_dies_after_the_figure_leaves_no_outdated_chart(
    calculator_page: CalculatorPage,
) -> None:
    page = calculator_page.open().ready()
    page.page.evaluate(
        """document.getElementById("calculator").addEventListener("painted", () =>
             probe.workers[0].terminate(), { once: true })"""
    )
    page.page.clock.install()
    typed = type_in(page)
    page.page.clock.run_for(REST_LATE_MS)
    expect(page.withheld).to_have_text("正在算……")
    expect(page.root.locator("[data-chart]")).to_be_hidden()
    page.page.clock.run_for(ANSWER_MS)
    expect_begun_anew(page)
    page.ready()
    assert page.form() == typed
    expect(page.total("payable")).to_have_text(PAYABLE)
    expect(page.root.locator("[data-chart]")).to_be_visible()


def test_a_page_that_was_suspended_does_not_restart_its_python(
    calculator_page: CalculatorPage, network: Network
) -> None:
    wasm = Event()
    network.faults = {WASM: held(wasm)}
    page = calculator_page.stop_clock().open()
    page.expect_engine("loading")
    # As when the reader is in another app for a minute: all overdue timers run at once.
    page.page.clock.fast_forward(60_000)
    page.expect_engine("loading")
    wasm.set()
    page.ready()


def test_a_shown_figure_stays_until_the_input_changes(
    calculator_page: CalculatorPage, network: Network
) -> None:
    page = calculator_page.open().ready()
    page.fill({"sign_ins": "19"})
    page.settle()
    # No other worker can take its place.
    network.faults["worker.js"] = MISSING
    page.page.evaluate("probe.workers[0].onerror(new ErrorEvent('error', { cancelable: true }))")
    page.expect_engine("failed")
    # 500 − 10 (article 12(3)).
    expect(page.total("payable")).to_be_visible()
    expect(page.total("payable")).to_have_text("490.00 元")
    page.choose("sign_ins", "18")
    expect(page.total("payable")).to_be_hidden()
