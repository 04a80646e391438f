"""Every page has a content security policy, which allows the theme's inline scripts by their hashes."""

import re
from base64 import b64decode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts.site.content_security import guarded, policy
from scripts.site.hosting import rules
from tests.scripts.site.test_app import listed

# The header's directives, written out; a change of the header needs a change here too.
HEADER = {
    # Also of plugins, frames and sound, which no directive of their own lets through.
    "default-src": {"'none'"},
    # Inline scripts are held by the policy inside each page, which names them by their content.
    "script-src": {"'self'", "'wasm-unsafe-eval'", "'unsafe-inline'"},
    "worker-src": {"'self'"},
    "connect-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:", "blob:"},
    "font-src": {"'self'"},
    "manifest-src": {"'self'"},
    "base-uri": {"'none'"},
    "form-action": {"'none'"},
    "frame-ancestors": {"'self'"},
}
PAGE = '<html><head><meta charset="utf-8"></head><body>{}</body></html>'


# Schemes that pages let through beside their own origin: pictures are drawn in the page, and on a disk, where
# there is no origin, the worker and its files are made in the page too.
DRAWN = {"img-src": {"data:", "blob:"}}
ON_A_DISK = {**DRAWN, "script-src": {"blob:"}, "worker-src": {"blob:"}, "connect-src": {"blob:"}}


class Inline(HTMLParser):
    """Collects the active parts of a page with another parser than the tested one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self._within: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        acts = tag in self.texts and "src" not in names and "type" not in names
        self._within = self.texts[tag] if acts else None
        if self._within is not None:
            self._within.append("")

    def handle_data(self, data: str) -> None:
        if self._within is not None:
            self._within[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._within = None


def check(html: str, said: str, schemes: dict[str, set[str]]) -> None:
    """Compare the policy sent with a page with the active parts of the page."""
    directives = {name: values for name, *values in (each.split() for each in said.split("; "))}
    for tag, texts in Inline(html).texts.items():
        hashes = [each[8:-1] for each in directives[f"{tag}-src"] if each.startswith("'sha256-")]
        assert {b64decode(each) for each in hashes} == {sha256(text.encode()).digest() for text in texts}
    assert directives["default-src"] == directives["base-uri"] == directives["form-action"] == ["'none'"]
    assert directives["require-trusted-types-for"] == ["'script'"]
    assert "unsafe-inline" not in said
    assert "'unsafe-eval'" not in said
    assert directives.pop("trusted-types") == ["default"]
    places = {name: {each for each in values if each[0] != "'"} for name, values in directives.items()}
    assert {name: found for name, found in places.items() if found} == schemes


def check_page(page: Path, schemes: dict[str, set[str]]) -> None:
    """Judge a page that says its policy itself, before anything is fetched, run or shown."""
    html = page.read_text("utf-8")
    (said,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    check(html, said, schemes)
    parts = [html.find(part) for part in ("<script", "<link", "<style")]
    assert html.index("Content-Security-Policy") < min(at for at in parts if at >= 0), page


def test_every_page_lets_through_its_own_scripts_and_no_others(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        check_page(page, DRAWN)


def test_every_page_of_the_copies_lets_through_its_own_scripts_and_no_others(copies: Path) -> None:
    pages = sorted((copies / "handbook").rglob("*.html"))
    assert len(pages) > 10
    for page in (*pages, copies / "calculator.html"):
        check_page(page, ON_A_DISK)


def test_the_page_shown_while_builds_change_lets_through_its_own_scripts_and_no_others(site: Path) -> None:
    """The service worker answers with it, and with its policy as a header."""
    switching = listed(site)["switching"]
    assert len(Inline(switching["page"]).texts["script"]) == 1
    check(switching["page"], switching["policy"], DRAWN)


def test_the_header_lets_through_what_is_written_here_and_nothing_else() -> None:
    """Of all pages it is the same; no other origin is in it, no scheme but for pictures, no text is run."""
    said = [each.split() for each in rules.HEADERS["Content-Security-Policy"].split("; ")]
    assert {name: set(values) for name, *values in said} == HEADER
    # A browser goes by the first of a name.
    assert len(said) == len(HEADER)


@pytest.mark.parametrize(
    "wrong",
    ['<p style="color: red">', "<style>p {}</style>", '<a onclick="x()">', '<a href="javascript:x()">'],
)
def test_code_that_a_browser_would_refuse_stops_the_build(wrong: str) -> None:
    with pytest.raises(ProjectError, match=r"^index\.html 里有「.*」，内容安全策略不让浏览器照做$"):
        guarded("index.html", PAGE.format(wrong))


def test_a_page_without_a_place_for_it_stops_the_build() -> None:
    with pytest.raises(ProjectError, match=r"内容安全策略没有地方放$"):
        guarded("index.html", "<html></html>")


def test_the_same_script_twice_is_named_once_and_data_are_no_script() -> None:
    html = '<script>a</script><script>a</script><script type="application/json">{}</script><script src="b">'
    assert policy(html).count("sha256-") == 1
