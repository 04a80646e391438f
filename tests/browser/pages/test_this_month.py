"""Two texts on a page: the clock of the device decides which of them the page names, without a new build."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, Route, expect

from scripts.content import handbook
from scripts.pages.render import render
from tests.browser.conftest import NewContext
from tests.browser.support.two_editions import REVISED

BEFORE, SINCE = "这个月用2026年12月及以前的一版。", "这个月用2027年1月起的一版。"


@pytest.fixture(scope="module")
def sentences() -> str:
    """What the questions' page of the revised county prints for the months of its two texts."""
    printed = render(handbook.load(REVISED), None, names=["faq"])["faq.md"]
    return "".join(re.findall(r"<span data-governs.*?</span>", printed))


def opened(page: Page, sentences: str) -> Page:
    """Open the site's page of questions with the sentences under its heading."""

    def fill(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</h1>", f"</h1><p>{sentences}</p>", 1))

    page.route("**/faq/", fill)
    page.goto("faq/")
    return page


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-12-15", BEFORE),
        ("2026-12-31", BEFORE),
        ("2027-01-01", SINCE),
        ("2027-01-15", SINCE),
        ("2031-05-01", SINCE),
    ],
)
def test_the_clock_names_the_text_of_the_month(
    day: str, said: str, sentences: str, new_context: NewContext
) -> None:
    page = new_context(service_workers="block").new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00"))
    texts = opened(page, sentences).locator("[data-governs]")
    expect(texts.filter(visible=True)).to_have_text([said])
    # On paper the sentence would soon be wrong.
    page.emulate_media(media="print")
    expect(texts.filter(visible=True)).to_have_count(0)


def test_without_a_script_no_text_is_called_that_of_the_month(
    sentences: str, new_context: NewContext
) -> None:
    page = opened(new_context(java_script_enabled=False).new_page(), sentences)
    expect(page.locator("[data-governs]")).to_have_count(2)
    expect(page.locator("[data-governs]").filter(visible=True)).to_have_count(0)
