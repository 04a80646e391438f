"""A month sent as a link: its content, and what the page does with a faulty link."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import BrowserContext, expect

from scripts.pages.sealed import fragment
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.handing import COUNTS, MONTH, OPENED, link, note
from tests.browser.support.heard import complaints
from tests.browser.support.network import Network

# Parts of a link that no server may receive; `policy.json` is the name of a file.
IN_THE_LINK = ("policy=", "month=", "2026-10", "worker_type", "rural", "sign_ins", "valid_reports")
# One after the other, each heard by the page before the next.
OPEN_ALL = """async (fragments) => {
  for (const fragment of fragments) {
    location.hash = fragment;
    await new Promise((done) => setTimeout(done));
  }
}"""
SAID = re.IGNORECASE | re.MULTILINE


@pytest.fixture(name="page")
def visitor(newcomer: BrowserContext) -> CalculatorPage:
    return CalculatorPage(newcomer.new_page())


def test_a_link_brings_the_month_and_its_figure(
    calculator_page: CalculatorPage, origin: str, network: Network
) -> None:
    page = calculator_page
    page.page.goto(f"calculator/{MONTH}")
    page.ready()
    # 350 + 150 − 10 = 490 (articles 9, 11(1), 12(3)).
    expect(page.total("payable")).to_have_text("490.00 元")
    expect(note(page)).to_have_text(OPENED)
    assert link(page) == f"{origin}/calculator/{MONTH}"
    # Neither the requested addresses nor their headers, such as Referer, contain any part of the link.
    assert "/calculator/" in network.requested
    assert {each.split()[0] for each in network.heard} == {"GET"}
    assert [each for each in network.heard if re.search(r"\A\S+ \S*[?#]|^Referer:", each, SAID)] == []
    assert [word for word in IN_THE_LINK if any(word in each for each in network.heard)] == []
    # Typing removes the link from the address; the same link opened again fills in the form.
    page.fill({"sign_ins": "20"})
    assert page.page.url.endswith("/calculator/")
    expect(note(page)).to_be_hidden()
    expect(page.total("payable")).to_have_text("500.00 元")
    page.page.evaluate("(hash) => { location.hash = hash; }", MONTH)
    page.settle()
    expect(page.total("payable")).to_have_text("490.00 元")


def test_a_link_holds_the_counts_the_unknowns_and_the_readings_and_no_facts(page: CalculatorPage) -> None:
    page.page.goto("calculator/")
    page.ready().unfold()
    page.fill(
        {
            "month": "2026-09",
            "worker_type": "community_full_time",
            "valid_reports": None,
            "praised_by_city": "２",
            "fabricated": True,
            "phone_checks_missed": "1",
        }
    )
    page.root.locator("[data-readings] summary").click()
    page.root.locator("[data-reading=full-time-price][data-alternative=lower_price] [data-take]").click()
    page.settle()
    said = link(page).partition("#")[2]
    assert said.partition("&end=")[0] == (
        "worker_type=community_full_time&policy=2022-05-06&month=2026-09&sign_ins=20&valid_reports=%3F"
        "&praised_by_city=%EF%BC%92&readings=full-time-price%3Alower_price"
    )
    before = page.amounts()
    page.page.goto("about:blank")
    page.page.goto(f"calculator/#{said}")
    page.ready()
    assert page.amounts() == before
    assert page.form()["fabricated"] is False
    expect(page.root.locator("[data-chosen] li")).to_contain_text("24.45")


def test_a_fault_in_a_link_is_shown_beside_its_field(page: CalculatorPage) -> None:
    wrong = fragment("2026-10", "mayor", sign_ins=-3, valid_reports=20, readings="a:b,c")
    page.page.goto(f"calculator/{wrong}")
    page.ready()
    expect(page.error("worker_type")).to_be_visible()
    expect(page.error("sign_ins")).to_have_text("签到次数要写 0 到 999 的整数，例如 18（写的是 -3）")
    expect(page.figures).to_be_hidden()


@pytest.mark.parametrize("reading", ["nope:x", "base-share:gone"])
def test_a_link_of_another_edition_is_computed_without_the_reading_that_is_not_here(
    page: CalculatorPage, reading: str
) -> None:
    unknown = reading.partition(":")[0]
    known = "" if unknown == "base-share" else ",base-share:by_result"
    page.page.goto(f"calculator/{fragment('2026-10', 'rural', **COUNTS, readings=reading + known)}")
    page.ready()
    chosen = page.root.locator("[data-chosen]")
    # A reading that the page has is called by its question.
    called = "七成是固定的，还是随当月考核结果变？" if unknown == "base-share" else unknown
    expect(chosen).to_contain_text(f"这里没有的理解没有用（{called}），按默认的算。")
    expect(chosen.get_by_role("button", name="改回默认")).to_have_count(len(known) and 1)
    if not known:
        expect(page.total("payable")).to_have_text("490.00 元")
    expect(page.withheld).to_be_hidden()
    assert unknown not in link(page)


def test_a_link_of_an_edition_that_is_not_here_gives_no_figure(page: CalculatorPage) -> None:
    page.page.goto(f"calculator/{fragment('2026-10', 'rural', **{**COUNTS, 'policy': '2021-01-01'})}")
    page.ready()
    expect(page.figures).to_be_hidden()
    expect(page.root.locator(".error-summary")).to_contain_text("没有这一版的政策数据")
    page.root.locator("[data-edition]").click()
    page.settle()
    expect(page.total("payable")).to_have_text("490.00 元")


def test_a_trainers_case_hides_its_answer_until_it_is_asked_for(page: CalculatorPage) -> None:
    page.page.goto("calculator/")
    page.ready().fill({"sign_ins": "19"})
    page.root.locator("[data-hide-answer]").check()
    address = link(page)
    assert "&hide=1&end=" in address
    page.page.goto("about:blank")
    page.page.goto(address)
    page.ready()
    for place in (page.figures, page.grounds, page.root.locator(".more"), page.root.locator(".official")):
        expect(place).to_be_hidden()
    assert "490" not in page.root.inner_text()
    page.root.get_by_role("button", name="看答案").click()
    expect(page.total("payable")).to_have_text("490.00 元")
    expect(page.figures).to_be_visible()


FRAGMENTS = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.tuples(
            st.sampled_from(
                ["month", "worker_type", "sign_ins", "valid_reports", "readings", "policy", "hide"]
            )
            | st.text(max_size=8),
            st.text(max_size=20) | st.sampled_from(["2026-10", "rural", "?", "19", "<b>", "__proto__:x"]),
        ),
        max_size=6,
    ).map(lambda pairs: "&".join("=".join(pair) for pair in pairs)),
)


def test_no_fragment_breaks_the_page(page: CalculatorPage) -> None:
    page.page.goto("calculator/")
    page.ready()
    wrong = complaints(page.page)

    tried: list[str] = []

    @settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(FRAGMENTS)
    def draw(fragment: str) -> None:
        tried.append(fragment)

    draw()
    assert len(tried) >= 100
    page.page.evaluate(OPEN_ALL, tried)
    page.page.evaluate("(hash) => { location.hash = hash; }", MONTH)
    expect(page.total("payable")).to_have_text("490.00 元")
    assert wrong == []
    expect(page.root.locator("script, b")).to_have_count(0)
