"""`shots`: pictures of every page and every state of the calculator, light, dark and printed."""

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Literal

from playwright.sync_api import Browser, Page

from calculator.loading.folder import DEFAULT_FOLDER
from scripts.content.pages import PAGES, printed_pages
from scripts.measure.states import PAINTED_MS, READY, STATES
from scripts.setup.bootstrap import ROOT
from scripts.setup.browser import chromium
from scripts.site.build import SITE, build
from scripts.site.server import make_server
from scripts.verbs.arguments import read, refuse

FOLDER = ROOT / "build" / "shots"
WIDTHS = (360, 768, 1280)
_PAGE, _STATE = "--page", "--state"
_USAGE = f"""用法：python3 -m scripts shots [文件夹] [{_PAGE} 页名]… [{_STATE} 状态]…

给一个县的每一页截图，供人查看；不写文件夹，用 policy/daning，也截计算页的各种状态。
{_PAGE} 只截这一页，{_STATE} 只截计算页的这一种状态，都可以写几次。
页名：{"、".join(PAGES)}
状态：{"、".join(STATES)}"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def run(argv: list[str]) -> int:
    """Build the site, take the pictures, and print where they are."""
    asked = read(argv, _USAGE, (_PAGE, _STATE))
    printed = printed_pages(asked.county)
    # The states type counts of the default county.
    every = list(STATES) if asked.county == DEFAULT_FOLDER else []
    pages = asked.options.get(_PAGE, [] if _STATE in asked.options else list(printed))
    states = asked.options.get(_STATE, [] if _PAGE in asked.options else every)
    if unknown := [*({*pages} - {*printed}), *({*states} - {*STATES})]:
        refuse(f"不认得：{' '.join(unknown)}\n\n{_USAGE}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    build(county=asked.county)
    server = make_server(SITE)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with chromium() as browser:
            origin = f"http://127.0.0.1:{server.server_port}"
            for name in pages:
                _shoot(browser, name, partial(_open, origin=origin, name=name))
            for name in states:
                _shoot(browser, f"calculator-{name}", partial(_open_state, origin=origin, name=name))
    finally:
        server.shutdown()
        server.server_close()
    print(f"截图在 {FOLDER.relative_to(ROOT)}/")
    return 0


def _shoot(browser: Browser, name: str, show: Callable[[Page], None]) -> None:
    for width in WIDTHS:
        for scheme in SCHEMES:
            # A new context for each picture: pages store nothing for the next one.
            context = browser.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme, locale="zh-CN"
            )
            page = context.new_page()
            show(page)
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
            if (width, scheme) == (WIDTHS[-1], SCHEMES[0]):
                page.pdf(path=FOLDER / f"{name}.pdf", format="A4")
            context.close()


def _open(page: Page, origin: str, name: str) -> None:
    page.goto(f"{origin}/" if name == "index" else f"{origin}/{name}/")
    if name == "calculator":
        page.wait_for_selector(READY)


def _open_state(page: Page, origin: str, name: str) -> None:
    fragment, act = STATES[name]
    page.goto(f"{origin}/calculator/{fragment}")
    act(page)
    page.wait_for_timeout(PAINTED_MS)
