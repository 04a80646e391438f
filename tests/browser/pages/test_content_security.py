"""Code that comes into a page by another way than the site's own files does not run."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewContext
from tests.browser.support.rest import idle

# Each attack tries to set window.hit or to reach another origin; an exception is its result.
ADD = "document.body.append(Object.assign(document.createElement('script'), {}))"
ATTACKS = {
    "markup with a handler": "document.body.innerHTML = '<img src=x onerror=\"hit = 1\">'",
    "markup put beside": "document.body.insertAdjacentHTML('beforeend', '<a onclick=\"hit = 1\">')",
    "a script in markup": "document.body.innerHTML = '<script>hit = 1</script>'",
    "a frame": "document.body.innerHTML = '<iframe srcdoc=\"<script>parent.hit = 1</script>\"></iframe>'",
    "a script of text": ADD.format("{ text: 'hit = 1' }"),
    "a script from elsewhere": ADD.format("{ src: 'https://elsewhere.example/x.js' }"),
    "text to be run": "eval('hit = 1')",
    "a function of text": "Function('hit = 1')()",
    "a worker of text": "new Worker(URL.createObjectURL(new Blob(['0'])))",
    "a worker from elsewhere": "new Worker('https://elsewhere.example/x.js')",
}
# The attack runs in a task of the page, because the policy does not apply to code that the driver runs.
TRY = """() => {
  window.refused = false;
  document.addEventListener("securitypolicyviolation", () => { window.refused = true; });
  setTimeout(async () => {
    try { await (ATTACK); } catch { window.refused = true; }
  });
}"""
DONE = "() => window.refused || window.hit !== undefined"


@pytest.fixture(name="page")
def open_page(new_context: NewContext) -> Page:
    page = new_context().new_page()
    page.goto("about/")
    return page


def test_injected_code_is_refused(page: Page, subtests: pytest.Subtests) -> None:
    for name, attack in ATTACKS.items():
        with subtests.test(name):
            page.evaluate(TRY.replace("ATTACK", attack))
            page.wait_for_function(DONE)
            # The attack has no later effect, and its refusal is not counted for the next attack.
            idle(page)
            assert page.evaluate("window.hit ?? null") is None


def test_no_request_goes_to_another_origin(page: Page, subtests: pytest.Subtests) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    for way in ("fetch(ELSEWHERE)", "new WebSocket(ELSEWHERE.replace('https', 'wss'))"):
        with subtests.test(way):
            page.evaluate(TRY.replace("ATTACK", way.replace("ELSEWHERE", "'https://elsewhere.example/'")))
            page.wait_for_function(DONE)
            idle(page)
            assert [url for url in asked if "elsewhere" in url] == []


def test_plain_words_and_marks_are_allowed(page: Page) -> None:
    """The theme's search results consist of them."""
    shown = page.evaluate(
        "() => { document.body.innerHTML = '<p>签到<mark>次数</mark></p>'; return document.body.innerText; }"
    )
    assert shown == "签到次数"
