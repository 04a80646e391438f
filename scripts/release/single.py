"""The calculator as one HTML file to hand on, with the pages its links lead to: clauses, readings, tables."""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from calculator.errors import ProjectError
from scripts.content import handbook
from scripts.release import pages, payload
from scripts.site import content_security, modules, sheets

# The calculator first; the rest is what its links lead to.
CHAPTERS = ("calculator", "text", "readings", "pay")
ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
KEPT = re.compile(r'<meta name="handbook-runtime" content="([^"]*)">|<link rel="canonical" href="[^"]*">')
# The theme numbers headings without Latin letters anew in each page.
NUMBERED = re.compile(r'((?:\sid|\shref)="#?)(_\d+")')
FIRST = "_1"
NAMED = re.compile(r'\sid="([^"]+)"')
SHEET = "assets/stylesheets/all.*.css"
# Beyond the scripts in the page nothing is loaded, not from beside it either.
DIRECTIVES: Mapping[str, Sequence[str]] = {
    **pages.DIRECTIVES,
    "script-src": ["'wasm-unsafe-eval'", pages.BLOB],
    "img-src": ["data:", pages.BLOB],
    "font-src": [content_security.NOTHING],
    "manifest-src": [content_security.NOTHING],
}


def make(site: Path, path: Path, node: Sequence[str]) -> Path:
    """Make the file of a built site; ProjectError where two of its pages have an anchor in common."""
    measure = handbook.load().policy.measure
    htmls = {name: (site / name / "index.html").read_text(encoding="utf-8") for name in CHAPTERS}
    calculator = htmls[CHAPTERS[0]]
    kept = {match[0]: match[1] for match in KEPT.finditer(calculator)}
    (runtime,) = filter(None, kept.values())
    public = _public(calculator)
    articles = [_article(name, html, public) for name, html in htmls.items()]
    articles[0] = articles[0].replace("</h1>", f"</h1>\n{pages.note(measure)}", 1)
    _check(articles)
    files = json.loads(runtime.replace("&#34;", '"'))["files"]
    held = {
        "worker.js": payload.worker(site),
        **{name: payload.packed((site / "runtime" / it["at"]).read_bytes()) for name, it in files.items()},
    }
    trusted, reading = (
        payload.inside((modules.home(site) / name).read_text(encoding="utf-8"))
        for name in (modules.FIRST, modules.SITE)
    )
    (sheet,) = site.glob(SHEET)
    style = sheet.read_text(encoding="utf-8").removeprefix(sheets.CHARSET)
    data = [
        f'<script type="text/plain" data-payload="{name}">{payload.inside(text)}</script>'
        for name, text in held.items()
    ]
    acting = [
        reading,
        payload.inside(payload.joined(node, "copy/local.js")),
        payload.inside(payload.joined(node, f"calculator/{modules.ENTRY}", *modules.WHOLE)),
        payload.inside(payload.joined(node, "copy/scheme.js")),
    ]
    title = f"算一算 - {measure['county']}网格员手册"
    lines = [
        "<!doctype html>",
        '<html lang="zh">',
        "<head>",
        content_security.CHARSET,
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        *kept,
        f"<title>{escape(title)}</title>",
        f"<script>{trusted}</script>",
        f"<style>{style}</style>",
        "</head>",
        '<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom"'
        ' data-md-color-accent="custom">',
        '<main class="md-main"><div class="md-main__inner md-grid"><div class="md-content single">',
        *articles,
        "</div></div></main>",
        *data,
        *(f"<script>{text}</script>" for text in acting),
        "</body>",
        "</html>",
    ]
    html = "\n".join(lines) + "\n"
    policy = content_security.policy(html, {**DIRECTIVES, "style-src": [content_security.named(style)]})
    meta = f'{content_security.CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    path.write_text(html.replace(content_security.CHARSET, meta, 1), encoding="utf-8")
    return path


def _public(html: str) -> str:
    """Return where the handbook is for everybody, with a slash at the end; empty where that is not known."""
    found = re.search(r'<link rel="canonical" href="([^"]*)calculator/">', html)
    return found[1] if found else ""


def _article(name: str, html: str, public: str) -> str:
    """Return what a page says, as a chapter of the file: its own anchors apart, links to where they lead."""

    def place(file: str, anchor: str) -> str | None:
        page = file.removesuffix("/index.html")
        if page in CHAPTERS:
            return f"#{anchor or page + FIRST}"
        return f"{public}{page}/#{anchor}".removesuffix("#") if public else None

    found = ARTICLE.search(html)
    if found is None:
        raise ProjectError(f"{name} 页里没有正文，单个网页做不成")
    return pages.linked(NUMBERED.sub(rf"\g<1>{name}\g<2>", found[0]), f"{name}/index.html", place)


def _check(articles: Sequence[str]) -> None:
    named = [name for article in articles for name in NAMED.findall(article)]
    if twice := sorted({name for name in named if named.count(name) > 1}):
        raise ProjectError(f"单个网页里有重名的位置：{'、'.join(twice)}")
