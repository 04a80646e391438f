"""With which readers the handbook is kept unasked: what bytes cost them decides, where a browser tells."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import CONNECTED, PHONE
from tests.browser.support.built import OLD
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.kept_site import KEPT, MONTH, OFFER, Visitor, said, visiting
from tests.browser.support.network import held

# As long as nothing is typed before a page is at rest, in milliseconds of the page's own clock.
REST_MS = 1500
KEY = """() => {
  const field = document.querySelector("input[name=valid_reports]");
  field.value = field.value === "19" ? "20" : "19";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
# How often the page has had the handbook kept: noted at once, where a request would come some time later.
NOTE = """globalThis.begun = 0;
const { register } = ServiceWorkerContainer.prototype;
ServiceWorkerContainer.prototype.register = function (...given) {
  begun += 1;
  return register.apply(this, given);
};"""


@pytest.fixture
def phone(browser: Browser, site: Path) -> Iterator[Visitor]:
    """A reader with a phone, which does not tell what bytes cost."""
    with visiting(browser, site, **PHONE) as visitor:
        yield visitor


def test_on_a_phone_nothing_is_kept_before_the_reader_agrees(phone: Visitor) -> None:
    page = phone.open()
    expect(said(page)).to_have_text(OFFER)
    assert not [path for path in phone.network.requested if path.endswith("/sw.js")]
    page.get_by_role("button", name="存下来").click()
    expect(said(page)).to_have_text(KEPT)
    phone.network.down = True
    assert phone.figure() == OLD


def test_on_a_phone_opening_the_calculator_keeps_what_it_needs(phone: Visitor) -> None:
    page = phone.open(MONTH)
    assert phone.payable(page) == OLD
    expect(said(page)).to_have_text(KEPT)
    # What the page had fetched already did not come twice; only the largest has no room in a cache of this
    # kind of context, which is kept in the computer's memory.
    engine = [path for path in phone.network.requested if "/runtime/" in path and "memory.bin" not in path]
    assert len(engine) == len(set(engine)) > 1
    phone.network.down = True
    assert phone.figure() == OLD


@pytest.mark.parametrize(
    "connection", [pytest.param("{ type: 'cellular' }", marks=pytest.mark.deep), "{ saveData: true }"]
)
def test_where_bytes_may_cost_the_reader_something_a_desk_asks_too(visitor: Visitor, connection: str) -> None:
    visitor.context.add_init_script(CONNECTED % connection)
    page = visitor.open()
    expect(said(page)).to_have_text(OFFER)
    assert not [path for path in visitor.network.requested if path.endswith("/sw.js")]
    page.get_by_role("button", name="存下来").click()
    expect(said(page)).to_have_text(KEPT)


@pytest.mark.deep
def test_on_a_phone_whose_bytes_are_free_all_is_kept_unasked(phone: Visitor) -> None:
    phone.context.add_init_script(CONNECTED % "{ type: 'wifi' }")
    page = phone.open()
    expect(said(page)).to_have_text(KEPT)
    phone.network.down = True
    assert phone.figure() == OLD


def test_a_phone_that_saves_bytes_asks_on_a_free_network_too(phone: Visitor) -> None:
    phone.context.add_init_script(CONNECTED % "{ type: 'wifi', saveData: true }")
    page = phone.open()
    expect(said(page)).to_have_text(OFFER)
    assert not [path for path in phone.network.requested if path.endswith("/sw.js")]


@pytest.mark.deep
def test_while_it_is_being_kept_there_is_nothing_to_press(phone: Visitor) -> None:
    until = Event()
    phone.network.faults["/text/"] = held(until)
    page = phone.open()
    page.get_by_role("button", name="存下来").click()
    expect(said(page)).to_contain_text("正在存手册")
    expect(page.locator(".kept button")).to_be_hidden()
    until.set()
    expect(page.get_by_role("button", name="不再存")).to_be_visible()


def test_keeping_waits_for_a_reader_who_types(visitor: Visitor) -> None:
    visitor.context.add_init_script(NOTE)
    page = visitor.context.new_page()
    calculator = CalculatorPage(page).stop_clock()
    page.goto(MONTH)
    calculator.ready()
    # The page's own question of this kind, after which it waits for rest, came first.
    page.evaluate("async () => void (await navigator.serviceWorker.getRegistration())")
    for _ in range(4):
        page.evaluate(KEY)
        page.clock.run_for(REST_MS - 100)
        assert page.evaluate("begun") == 0
    page.clock.run_for(100)
    assert page.evaluate("begun") == 1
    expect(said(page)).to_have_text(KEPT)
