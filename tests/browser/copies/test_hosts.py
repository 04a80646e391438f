"""The site in Chromium behind each kind of host: nginx, one for pages without headers, an object store."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.site.hosting import objects, rules
from tests.browser.conftest import PHONE, PROBE
from tests.browser.support.calculator_page import CalculatorPage
from tests.browser.support.handing import MONTH
from tests.browser.support.heard import complaints
from tests.conftest import MakeOnce
from tests.support.cases import deep_but
from tests.support.hosts import LOG, PagesHandler, StoreHandler, nginx_host, pack, read_objects, served
from tests.support.machine import LIMIT_MS

Start = Callable[[Path, Path, str], AbstractContextManager[str]]
# Compiled while it loads: Chromium refuses another type with a TypeError.
STREAMED = """async () => {
  const { base, files } = JSON.parse(document.querySelector("meta[name=handbook-runtime]").content);
  const found = await fetch(new URL(base + files["pyodide.asm.wasm"].at, location.href));
  await WebAssembly.compileStreaming(found.clone());
  return found.headers.get("Content-Type");
}"""
# Input typed after a link has filled in the form.
TYPED = {"sign_ins": "18", "phone_checks_missed": "1"}
LOGGED = re.compile(r'\S+ - - \[[^]]+\] "(?P<request>[^"]*)" \d+ \d+ "(?P<referer>[^"]*)" "[^"]*"')


@contextmanager
def behind_nginx(root: Path, scratch: Path, base: str) -> Iterator[str]:
    with nginx_host(root, scratch, base) as origin:
        yield origin


@contextmanager
def behind_nginx_with_brotli(root: Path, scratch: Path, base: str) -> Iterator[str]:
    with nginx_host(root, scratch, base, brotli=True) as origin:
        yield origin


@contextmanager
def on_a_host_for_pages(root: Path, scratch: Path, base: str) -> Iterator[str]:
    del scratch

    class Handler(PagesHandler):
        missing = f"{base[1:]}404.html"

    with served(Handler, root) as origin:
        yield origin


@contextmanager
def in_an_object_store(root: Path, scratch: Path, base: str) -> Iterator[str]:
    del scratch
    table = objects.table(root / base[1:], base)
    with served(StoreHandler, root / base[1:], stored=read_objects(table)) as origin:
        yield origin


HOSTS: dict[str, tuple[Start]] = {
    "behind nginx": (behind_nginx,),
    "behind nginx with brotli": (behind_nginx_with_brotli,),
    "on a host for pages": (on_a_host_for_pages,),
    "in an object store": (in_an_object_store,),
}


@pytest.fixture(scope="module")
def root(site: Path, public_site: Path, made_once: MakeOnce) -> Path:
    """The site as it is sent, without an address at the top, and for its public one under /ga/."""

    def make(root: Path) -> None:
        shutil.copytree(site, root)
        shutil.copytree(public_site, root / "ga")
        pack([*root.rglob("*.bin"), *root.rglob("*.wasm")])

    return made_once("hosted", make)


@pytest.fixture(params=[pytest.param("/", marks=pytest.mark.deep), "/ga/"])
def base(request: pytest.FixtureRequest) -> str:
    """Where on the host the site is found."""
    path: str = request.param
    return path


@pytest.fixture(params=deep_but({"behind nginx", "on a host for pages"}, HOSTS))
def opened(
    root: Path, base: str, tmp_path: Path, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, list[str], dict[str, str]]]:
    """A page at the site's start, the browser's complaints, and the content codings by path."""
    start: Start = request.param
    with start(root, tmp_path / "host", base) as origin:
        context = browser.new_context(base_url=f"{origin}{base}", locale="zh-CN", **PHONE)
        context.set_default_timeout(LIMIT_MS)
        context.add_init_script(path=PROBE)
        page, codings = context.new_page(), dict[str, str]()
        wrong = complaints(page, "error", "warning")
        context.on(
            "response",
            lambda answer: codings.update({answer.url: answer.headers.get("content-encoding", "")}),
        )
        page.goto("")
        yield page, wrong, codings
        context.close()


def test_a_reader_comes_from_the_first_page_to_a_figure(
    opened: tuple[Page, list[str], dict[str, str]], request: pytest.FixtureRequest
) -> None:
    page, wrong, codings = opened
    page.goto("calculator/")
    calculator = CalculatorPage(page)
    calculator.ready()
    calculator.fill({"sign_ins": "17", "valid_reports": "23"})
    # 500 × 70 % + 20 × 7.50 − 3 × 10 = 470 (articles 9, 11(1), 12(3)).
    expect(calculator.total("payable")).to_have_text("470.00 元")
    assert page.evaluate(STREAMED) == rules.TYPES[".wasm"]
    assert wrong == []
    coded = {coding for url, coding in codings.items() if url.endswith(("/memory.bin", "/pyodide.asm.wasm"))}
    by_host = {"with brotli": {"br"}, "pages": {""}, "store": {"gzip"}, "nginx": {"gzip"}}
    name = request.node.callspec.id
    assert coded == next(codings for part, codings in by_host.items() if part in name)


def test_a_missing_page_gets_the_sites_own_404_page(
    opened: tuple[Page, list[str], dict[str, str]], base: str
) -> None:
    """Its style sheet and its way home are there wherever the wrong address was."""
    page = opened[0]
    answer = page.goto("pay/absent/deep/")
    assert answer is not None
    assert answer.status == 404
    failed: list[str] = []
    page.on("response", lambda each: failed.append(each.url) if each.status >= 400 else None)
    page.reload()
    assert [url for url in failed if not url.endswith("/pay/absent/deep/")] == []
    home = page.locator("a.md-logo").first
    assert home.evaluate("(link) => new URL(link.href).pathname") == base


def test_the_hosts_log_has_nothing_of_a_month(root: Path, tmp_path: Path, browser: Browser) -> None:
    """The log has no content of a link, no typed input and no Referer."""
    with nginx_host(root, tmp_path) as origin:
        context = browser.new_context(base_url=f"{origin}/", locale="zh-CN")
        context.set_default_timeout(LIMIT_MS)
        context.add_init_script(path=PROBE)
        page = context.new_page()
        page.goto(f"calculator/{MONTH}")
        calculator = CalculatorPage(page).ready()
        # 350 + 150 − 10 = 490 (articles 9, 11(1), 12(3)).
        expect(calculator.total("payable")).to_have_text("490.00 元")
        calculator.unfold()
        calculator.fill(TYPED)
        page.evaluate("() => location.assign('../text/')")
        page.wait_for_url("**/text/")
        context.close()
    log = (tmp_path / LOG).read_text("utf-8")
    lines = [LOGGED.fullmatch(line) for line in log.splitlines()]
    requests = [line["request"] for line in lines if line]
    assert len(requests) == len(lines)
    assert {"GET /calculator/ HTTP/1.1", "GET /text/ HTTP/1.1"} <= set(requests)
    # Each asks for a file as it is named in the site, with nothing behind.
    asked = [re.fullmatch(r"GET /([^?#]*) HTTP/1\.1", request) for request in requests]
    assert [each for each, match in zip(requests, asked, strict=True) if not match] == []
    assert [match[1] for match in asked if match and not (root / match[1]).exists()] == []
    assert {line["referer"] for line in lines if line} == {"-"}
    words = ("2026-10", "rural", "policy=", "month=", "worker_type", "valid_reports", *TYPED)
    assert [word for word in words if word in log] == []
