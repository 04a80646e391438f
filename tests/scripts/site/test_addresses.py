"""The addresses in the built site: links that end somewhere, and nothing fetched from elsewhere."""

import json
import re
from pathlib import Path

from scripts.setup.bootstrap import ROOT
from scripts.site import links
from tests.support.markup import Element

# Attributes whose address a browser fetches by itself, without anybody following a link.
FETCHED = ("src", "srcset", "data", "poster", "background", "formaction", "action")

# Parts of others' addresses that stand in scripts, by the beginning of the file's name, and why no browser
# asks for them here. One that is no longer there must be taken out.
SPELLED = {
    # The name of a drawing's language, for a text this site never asks it for.
    "uqr": ("http://www.w3.org/2000/svg",),
    "bundle": (
        # For an element of class `mermaid`: test_no_page_uses_what_makes_the_theme_fetch_from_elsewhere.
        "/mermaid@",
        # The one that would be asked for, by browsers without ResizeObserver: Chrome before 64, Safari
        # before 13.1. Nothing on a page can stop the theme there but a content security policy.
        "/resize-observer-polyfill",
        # For a repository in the header: test_no_page_uses_what_makes_the_theme_fetch_from_elsewhere.
        "https://api.github.com/repos/",
        "https://api.github.com/users/",
        "https://${e}/api/v4/projects/",
        # A comment.
        "https://clipboardjs.com/",
    ),
    # Two comments, and the words of a warning in the console.
    "search": ("http://tartarus.org/", "http://lunrjs.com", "https://bit.ly/2s3ChXG"),
    # Where packages come from, of which none are asked for: test_pyodide_is_not_sent_elsewhere.
    "pyodide.js": ("/pyodide/v${",),
    # How a socket opened by Python would be spelled; the engine imports none.
    "pyodide.asm": ("ws://", "wss://"),
}

# The search takes these up for Japanese and Thai, which it is not set to.
NOT_LOADED = ("tinyseg.js", "wordcut.js")

COMMENT = re.compile(r"^\s*(?:/\*[\s\S]*?\*/|//.*)", re.MULTILINE)
ADDRESS = re.compile(r"""(?:https?|wss?)://[^"'`\s)]*|(?<=["'`])//[\w.-]+\.\w[^"'`\s]*""", re.IGNORECASE)


def resolve(page: str, address: str) -> tuple[str, str]:
    """Return the file an address on a page leads to, and the anchor in it; all are of this site."""
    found = links.resolve(page, address)
    assert found is not None, address
    return found


def ids(document: Element) -> list[str]:
    """Return the anchors of a document."""
    return [each.get("id") for each in document.all(has="id")]


def test_every_link_ends_somewhere(documents: dict[str, Element], site: Path) -> None:
    """Each address on each page is of a file of the site, and its anchor is there."""
    anchors = {path: set(ids(document)) for path, document in documents.items()}
    missing, followed = [], 0
    for page, document in documents.items():
        for element in document.walk():
            for name in ("href", "src"):
                if name not in element.attributes or element.get(name).startswith("tel:"):
                    continue
                file, anchor = resolve(page, element.get(name))
                followed += 1
                if not (site / file).is_file() or (anchor and anchor not in anchors.get(file, ())):
                    missing.append((page, element.get(name)))
    assert missing == []
    assert followed > 500


def test_every_search_result_ends_somewhere(documents: dict[str, Element], site: Path) -> None:
    """The place of every search result exists."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    places = [resolve("index.html", entry["location"] or ".") for entry in index["docs"]]
    assert {file for file, _ in places} == set(documents) - {"404.html"}
    assert [(file, anchor) for file, anchor in places if anchor and anchor not in ids(documents[file])] == []


def test_nothing_is_fetched_from_elsewhere(documents: dict[str, Element]) -> None:
    """No element and no style in a page names another origin; there is no link to one either."""
    for page, document in documents.items():
        for element in document.walk():
            addresses = [element.get(name) for name in (*FETCHED, "href", "content", "style")]
            if "xmlns" in element.attributes:
                assert element.tag == "svg"  # names the language of the picture, fetches nothing
            assert [each for each in addresses if "//" in each] == [], page
            if element.tag == "style":
                assert foreign_in_css("".join(str(each) for each in element.children)) == []
            if element.tag == "meta":
                assert element.get("http-equiv").lower() != "refresh"


def foreign_in_css(text: str) -> list[str]:
    """Return the addresses a style sheet fetches from another origin."""
    found = re.findall(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""", text)
    addresses = [one or other for one, other in found]
    return [each for each in addresses if re.match(r"([a-z]+:)?//", each, re.IGNORECASE)]


def test_no_style_sheet_fetches_from_elsewhere(site: Path) -> None:
    """Fonts and pictures come from the site, or stand in the sheet itself."""
    sheets = sorted(site.rglob("*.css"))
    assert sheets
    assert {sheet.name: foreign_in_css(sheet.read_text(encoding="utf-8")) for sheet in sheets} == {
        sheet.name: [] for sheet in sheets
    }
    bad = '@import "//fonts.example/a.css"; a { background: url( "HTTPS://example/a.png") }'
    assert foreign_in_css(bad) == ["//fonts.example/a.css", "HTTPS://example/a.png"]


def test_scripts_spell_no_other_address(site: Path) -> None:
    """Our own scripts name no origin at all; those of others just the ones known not to be asked."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert index["config"]["lang"] == ["zh"]
    scripts = [path for path in sorted(site.rglob("*.js")) if path.name not in NOT_LOADED]
    assert {path.name for path in scripts} > {"worker.js", "early.js", "pyodide.js", "pyodide.asm.js"}
    for path in scripts:
        known = next((known for name, known in SPELLED.items() if path.name.startswith(name)), ())
        found = ADDRESS.findall(COMMENT.sub("", path.read_text(encoding="utf-8")))
        assert [each for each in found if not any(part in each for part in known)] == [], path.name
        assert [each for each in known if not any(each in one for one in found)] == [], path.name


def test_no_page_uses_what_makes_the_theme_fetch_from_elsewhere(documents: dict[str, Element]) -> None:
    """No page has what makes the theme fetch from elsewhere: a diagram, a repository, a version list."""
    for page, document in documents.items():
        assert not document.all(has_class="mermaid"), page
        sources = [each for each in document.walk() if each.get("data-md-component") == "source"]
        assert not sources, page
        (settings,) = [each for each in document.all("script") if each.get("id") == "__config"]
        assert "version" not in {key for key, on in json.loads(str(settings.children[0])).items() if on}


def test_pyodide_is_not_sent_elsewhere(site: Path, documents: dict[str, Element]) -> None:
    """Pyodide turns to its default address for packages and for the lock alone: it needs neither."""
    worker = (ROOT / "docs" / "assets" / "js" / "worker" / "python.js").read_text(encoding="utf-8")
    (call,) = re.findall(r"loadPyodide\(\{(.*?)\}\)", worker, re.DOTALL)
    settings = dict(re.findall(r"(\w+): (.+?),\n", call))
    assert settings["packages"] == "[]"
    assert settings["lockFileContents"] == "lock"
    assert settings["indexURL"] == "home"
    (meta,) = [
        each
        for each in documents["calculator/index.html"].all("meta")
        if each.get("name") == "handbook-runtime"
    ]
    runtime = json.loads(meta.get("content"))
    assert runtime["lock"]["packages"] == {}
    assert runtime["lock"]["info"]["python"]
    folder, _ = resolve("calculator/index.html", runtime["base"])
    for file in (runtime["files"] | runtime["spare"]).values():
        assert ((site / folder).parent / file["at"]).stat().st_size == file["bytes"]
