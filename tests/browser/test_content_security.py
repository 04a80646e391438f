"""What comes into a page by another way than the site's own files is not carried out."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewContext

# Each tries to set window.hit, or to reach another origin; what it throws is what came of it.
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
# In a task of the page's own: what the test's driver runs itself, no policy holds back.
TRY = """() => new Promise((settle) => {
  const refused = [];
  document.addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective));
  setTimeout(async () => {
    let thrown = "";
    try { await (ATTACK); } catch (error) { thrown = error.name; }
    setTimeout(() => settle({ hit: window.hit ?? null, refused: refused.length > 0 || thrown !== "" }), 200);
  });
})"""


@pytest.fixture(name="page")
def open_page(new_context: NewContext) -> Page:
    page = new_context().new_page()
    page.goto("about/")
    return page


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_what_would_act_is_refused(page: Page, attack: str) -> None:
    found: dict[str, Any] = page.evaluate(TRY.replace("ATTACK", attack))
    assert found == {"hit": None, "refused": True}


@pytest.mark.parametrize("way", ["fetch(ELSEWHERE)", "new WebSocket(ELSEWHERE.replace('https', 'wss'))"])
def test_nothing_goes_elsewhere(page: Page, way: str) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    attack = way.replace("ELSEWHERE", "'https://elsewhere.example/'")
    assert page.evaluate(TRY.replace("ATTACK", attack))["refused"]
    assert [url for url in asked if "elsewhere" in url] == []


def test_words_and_marks_are_let_through(page: Page) -> None:
    """As the theme's search results are made of them."""
    shown = page.evaluate(
        "() => { document.body.innerHTML = '<p>签到<mark>次数</mark></p>'; return document.body.innerText; }"
    )
    assert shown == "签到次数"
