"""When the handbook is stored without a question: the kind of connection decides, if it is known."""

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
from tests.support.examples import DEEP

# So long without typing a page counts as idle, in milliseconds of the page's own clock.
REST_MS = 1500
KEY = """() => {
  const field = document.querySelector("input[name=valid_reports]");
  field.value = field.value === "19" ? "20" : "19";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
# Counts how often the page has begun to store the handbook, at once; the requests themselves come later.
NOTE = """globalThis.begun = 0;
const { register } = ServiceWorkerContainer.prototype;
ServiceWorkerContainer.prototype.register = function (...given) {
  begun += 1;
  return register.apply(this, given);
};"""


@pytest.fixture
def phone(browser: Browser, site: Path) -> Iterator[Visitor]:
    """A reader with a phone that does not report the kind of connection."""
    with visiting(browser, site, **PHONE) as visitor:
        yield visitor


def test_on_a_phone_the_site_is_stored_only_after_consent(phone: Visitor) -> None:
    page = phone.open()
    expect(said(page)).to_have_text(OFFER)
    assert not [path for path in phone.network.requested if path.endswith("/sw.js")]
    page.get_by_role("button", name="存下来").click()
    expect(said(page)).to_have_text(KEPT)
    if DEEP:
        phone.network.down = True
        assert phone.figure() == OLD


def test_on_a_phone_opening_the_calculator_stores_the_site(phone: Visitor) -> None:
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
def test_on_a_metered_connection_a_desk_asks_too(visitor: Visitor, connection: str) -> None:
    visitor.context.add_init_script(CONNECTED % connection)
    page = visitor.open()
    expect(said(page)).to_have_text(OFFER)
    assert not [path for path in visitor.network.requested if path.endswith("/sw.js")]
    if DEEP:
        page.get_by_role("button", name="存下来").click()
        expect(said(page)).to_have_text(KEPT)


@pytest.mark.deep
def test_on_a_phone_with_wifi_the_site_is_stored_without_asking(phone: Visitor) -> None:
    phone.context.add_init_script(CONNECTED % "{ type: 'wifi' }")
    page = phone.open()
    expect(said(page)).to_have_text(KEPT)
    phone.network.down = True
    assert phone.figure() == OLD


def test_a_phone_with_save_data_asks_also_on_wifi(phone: Visitor) -> None:
    phone.context.add_init_script(CONNECTED % "{ type: 'wifi', saveData: true }")
    page = phone.open()
    expect(said(page)).to_have_text(OFFER)
    assert not [path for path in phone.network.requested if path.endswith("/sw.js")]


@pytest.mark.deep
def test_while_the_site_is_being_stored_no_button_is_shown(phone: Visitor) -> None:
    until = Event()
    phone.network.faults["/text/"] = held(until)
    page = phone.open()
    page.get_by_role("button", name="存下来").click()
    expect(said(page)).to_contain_text("正在存手册")
    expect(page.locator(".kept button")).to_be_hidden()
    until.set()
    expect(page.get_by_role("button", name="不再存")).to_be_visible()


def test_storing_waits_until_the_user_stops_typing(visitor: Visitor) -> None:
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
