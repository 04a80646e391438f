"""Once Python has loaded, figures need no network."""

from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.network import Network


def test_figures_follow_without_a_network(new_context: NewContext, network: Network) -> None:
    context = new_context()
    page = CalculatorPage(context.new_page()).open().ready()
    network.requested.clear()
    context.set_offline(True)
    assert page.page.evaluate("navigator.onLine") is False
    page.fill({"sign_ins": "17", "valid_reports": "23"})
    # 500 × 70 % + 20 × 7.50 − 3 × 10 = 470; 3 × 5 = 15 at the year's end (articles 9, 11(1), 12(3)).
    expect(page.total("payable")).to_have_text("470.00 元")
    expect(page.total("year_end")).to_have_text("15.00 元")
    page.fill({"worker_type": "community_full_time", "valid_reports": None})
    # 1630 × 70 % + (0 to 20) × 24.50 − 30 = 1111 to 1601.
    expect(page.total("payable")).to_have_text("1111.00～1601.00 元")
    page.unfold()
    page.fill({"phone_checks_missed": "3", "criticised_by": ["city"]})
    assert page.statuses()["higher_criticism"] == "met"
    # The tab's picture may have been on its way.
    assert [path for path in network.requested if not path.endswith("/favicon.png")] == []
