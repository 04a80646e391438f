"""A site whose calculator has two editions of the county; its other pages are those of the site.

Making a whole site of such a county would prepare the browser's Python again, which takes minutes. The lean
wasm of the site was made for questions about one edition, so it is left out and Python starts with the whole.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from html import escape
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, expect

from calculator.loading.folder import EDITIONS, load_editions, tables_of
from calculator.packing import pack
from scripts.content import handbook
from scripts.content.months import texts_of
from scripts.pages.render import render
from scripts.runtime.bundle import POLICY
from scripts.runtime.node import WASM
from scripts.setup.bootstrap import ROOT
from scripts.site.server import make_server
from tests.browser.conftest import PROBE
from tests.browser.support.kept_months import KeptMonths
from tests.calculator.conftest import edit
from tests.calculator.revision import NEW, OLD, with_revision
from tests.support.county import copied
from tests.support.machine import LIMIT_MS

REVISED = ROOT / "tests" / "counties" / "revised"
UNDER_OLD = f"按 {OLD} 版办法算，它管2022年5月至2026年12月的月份。"
UNDER_NEW = f"按 {NEW} 版办法算，它管2027年1月起的月份。"
BEFORE, AFTER = datetime(2026, 11, 30), datetime(2027, 1, 2)

Visit = Callable[..., KeptMonths]

CALCULATOR = re.compile(r'<div id="calculator".*</div>(?=\s*(?:<p>)?填的数只留)', re.DOTALL)
FOOT = re.compile("<span[^>]*>[^<]*依据《[^<]*</span>")
# The address and the length of the policy in the page's head.
QUOTE = "&#34;"
PLACE = re.compile(f"(?<={QUOTE}policy.json{QUOTE}:){{[^}}]*}}")


def county_of_two(folder: Path) -> Path:
    """Return a county's folder as `with_revision` makes it, whose new edition also has words of its own.

    Its example has 22 sign-ins, the hint of the reports says something else, and a leader has a name.
    """
    county = with_revision(copied(folder))
    sign_ins = (county / "inputs.toml").read_text("utf-8").partition('id = "sign_ins"')[2]
    edit(county, "inputs.toml", sign_ins, sign_ins.replace("start = 20", "start = 22", 1))
    edit(county, "inputs.toml", "本月有效信息条数，以省平台统计为准", "以省平台统计的条数为准")
    leader = (county / "workers.toml").read_text("utf-8").partition('id = "leader"')[2]
    edit(county, "workers.toml", leader, leader.replace('short = "农村"', 'short = "网格长"', 1))
    return county


def make_two_editions(folder: Path, site: Path) -> None:
    """Make the site over `county_of_two` in a folder, from the built site."""
    county = county_of_two(folder / "county")
    editions = load_editions(county)
    old = tables_of(county / EDITIONS / OLD)
    packed = pack({"editions": [old, tables_of(county)]})
    earlier = texts_of(county, editions, {OLD: old})
    book = replace(handbook.load(), editions=editions, policy=editions[NEW], packed=packed, earlier=earlier)
    _make(folder, site, book)


def make_revised(folder: Path, site: Path) -> None:
    """Make the site over the county of `tests/counties/revised` in a folder, from the built site."""
    _make(folder, site, handbook.load(REVISED))


def _make(folder: Path, site: Path, book: handbook.Handbook) -> None:
    rendered = render(book, None, names=["calculator"])["calculator.md"]
    shutil.copytree(site, folder / "site")
    page = folder / "site" / "calculator" / "index.html"
    html = page.read_text("utf-8")
    for part in (CALCULATOR, FOOT):
        (printed,), (found,) = part.findall(rendered), part.finditer(html)
        html = html[: found.start()] + printed + html[found.end() :]
    content = book.packed.encode()
    name = sha256(content).hexdigest()[:16]
    at = escape(json.dumps({"at": f"{name}/{POLICY}", "bytes": len(content)}))
    html, changed = PLACE.subn(at.replace("&quot;", QUOTE), html)
    assert changed == 1
    page.write_text(html, "utf-8")
    (lean,) = (folder / "site" / "runtime").glob(f"*/{WASM}")
    lean.unlink()
    place = folder / "site" / "runtime" / name
    place.mkdir()
    (place / POLICY).write_bytes(content)


@contextmanager
def visits(browser: Browser, folder: Path) -> Iterator[Visit]:
    """Serve a site made here to one visitor; yields the function that opens its calculator in a new tab."""
    with make_server(folder / "site") as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        context = browser.new_context(base_url=address, locale="zh-CN", service_workers="block")
        context.set_default_timeout(LIMIT_MS)
        context.add_init_script(path=PROBE)

        def visit(at: str = "", now: datetime = BEFORE) -> KeptMonths:
            page = KeptMonths(context, now)
            page.page.goto(f"calculator/{at}")
            page.ready()
            page.unfold()
            return page

        yield visit
        context.close()
        server.shutdown()


def expect_under(page: KeptMonths, edition: str, amount: str) -> None:
    """Expect the amount, and the edition that it is computed by."""
    expect(page.total("payable")).to_have_text(f"{amount} 元")
    expect(page.root.locator("[data-shown=edition]")).to_have_text(edition)
