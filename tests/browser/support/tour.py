"""A page opened once, so that one load is enough for all its checks."""

from typing import Any, NamedTuple

from playwright.sync_api import Page

from tests.browser.calculator.test_loading import address, listen
from tests.browser.conftest import NewContext
from tests.browser.pages.test_accessibility import LEVELS
from tests.browser.pages.test_instant import WATCH
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.rest import idle

MISSING = "404"
# As a reader has it done by the theme's switch.
TURN = "(scheme) => document.querySelector(`#__palette_${{ light: 0, dark: 1 }[scheme]}`).click()"
EAGER = """() => document.querySelectorAll("article img").forEach((each) => (each.loading = "eager"))"""
PICTURES_CAME = '() => [...document.querySelectorAll("article img")].every(({ complete }) => complete)'


class Visit(NamedTuple):
    """An open page, its errors, and its requests so far."""

    name: str
    page: Page
    wrong: list[str]
    asked: list[str]

    def levels(self) -> list[int]:
        """Return the levels of the headings in sight."""
        levels: list[int] = self.page.evaluate(LEVELS)
        return levels

    def resize(self, width: int, height: int) -> None:
        """Give the window a size; a narrow calculator is in sight to its end, below which its bar rests."""
        self.page.set_viewport_size({"width": width, "height": height})
        if self.name == "calculator" and width < 400:
            self.page.set_viewport_size(
                {"width": width, "height": self.page.evaluate("document.body.scrollHeight")}
            )

    def turn(self, scheme: str) -> None:
        """Turn the page light or dark."""
        self.page.evaluate(TURN, scheme)
        look = {"light": "default", "dark": "slate"}[scheme]
        self.page.locator(f"body[data-md-color-scheme={look}]").wait_for()

    def elsewhere(self, origin: str) -> list[str]:
        """Wait until all pictures are loaded, and return the page's requests to other origins."""
        self.page.evaluate(EAGER)
        self.page.wait_for_function(PICTURES_CAME)
        return [url for url in self.asked if not url.startswith((f"{origin}/", "data:", "blob:"))]


def visit(new_context: NewContext, name: str, **options: Any) -> Visit:
    """Open a page and wait until it has come and rests."""
    context = new_context(**options)
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    wrong = listen(page)
    page.add_init_script(WATCH)
    page.goto("404.html" if name == MISSING else address(name), wait_until="load")
    if name == "calculator":
        CalculatorPage(page).ready()
    idle(page)
    return Visit(name, page, wrong, asked)
