"""`shots`: a picture of every page at three widths, light and dark, and as printed, into build/shots/."""

import argparse
from threading import Thread
from typing import Literal

from playwright.sync_api import Browser, Page

from scripts.bootstrap import ROOT
from scripts.browser import chromium
from scripts.build import build
from scripts.handbook import PAGES
from scripts.serve import make_server

FOLDER = ROOT / "build" / "shots"
WIDTHS = (360, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def run(argv: list[str]) -> int:
    """Build the site, take the pictures, and say where they are."""
    parser = argparse.ArgumentParser(prog="python3 -m scripts shots")
    parser.add_argument("--page", action="append", choices=PAGES, help="只截这一页，可以写几次")
    options = parser.parse_args(argv)
    FOLDER.mkdir(parents=True, exist_ok=True)
    server = make_server(build())
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with chromium() as browser:
            for name in options.page or PAGES:
                _shoot(browser, f"http://127.0.0.1:{server.server_port}", name)
    finally:
        server.shutdown()
        server.server_close()
    print(f"截图在 {FOLDER.relative_to(ROOT)}/")
    return 0


def _shoot(browser: Browser, origin: str, name: str) -> None:
    for width in WIDTHS:
        for scheme in SCHEMES:
            page = browser.new_page(
                viewport={"width": width, "height": 800}, color_scheme=scheme, locale="zh-CN"
            )
            _open(page, origin, name)
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)
            if (width, scheme) == (WIDTHS[-1], SCHEMES[0]):
                page.pdf(path=FOLDER / f"{name}.pdf", format="A4")
            page.close()


def _open(page: Page, origin: str, name: str) -> None:
    page.goto(f"{origin}/" if name == "index" else f"{origin}/{name}/")
    if name == "calculator":
        page.wait_for_selector("#calculator[data-engine=ready]")
