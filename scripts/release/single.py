"""The calculator and the pages its links lead to (clauses, readings, tables) as one HTML file."""

import json
import re
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path

from calculator.errors import ProjectError
from scripts.content.rows import Table
from scripts.release import disk
from scripts.site import content_security, modules, sheets

# The calculator first, then the pages its links lead to.
CHAPTERS = ("calculator", "text", "readings", "pay")
PAGE = "index.html"
ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
RUNTIME = re.compile(r'<meta name="handbook-runtime" content="([^"]*)">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)calculator/">')
# The theme gives headings without Latin letters a number, which begins anew on each page.
NUMBERED = re.compile(r'((?:\sid|\shref)="#?)(_\d+")')
FIRST = "_1"
NAMED = re.compile(r'\sid="([^"]+)"')
SHEET = "assets/stylesheets/all.*.css"
# All scripts and files are in the page: it loads none from beside it.
DIRECTIVES = {
    **disk.DIRECTIVES,
    "script-src": ["'wasm-unsafe-eval'", disk.BLOB],
    "img-src": ["data:", disk.BLOB],
    "font-src": [content_security.NOTHING],
    "manifest-src": [content_security.NOTHING],
}


def make(site: Path, measure: Table, path: Path, node: Sequence[str]) -> Path:
    """Make the file from a built site and return its path; ProjectError if two pages share an anchor."""
    # A county can leave out a page.
    chapters = [name for name in CHAPTERS if (site / name / PAGE).is_file()]
    htmls = {name: (site / name / PAGE).read_text(encoding="utf-8") for name in chapters}
    runtime = RUNTIME.search(htmls["calculator"])
    if runtime is None:
        raise ProjectError("计算页里没有 handbook-runtime，单个网页做不成")
    canonical = CANONICAL.search(htmls["calculator"])
    articles = [_article(name, html, canonical[1] if canonical else "") for name, html in htmls.items()]
    articles[0] = articles[0].replace("</h1>", f"</h1>\n{disk.note(measure)}", 1)
    _check(articles)
    scripts = disk.scripts(site, node)
    payloads = {"worker.js": scripts.worker}
    for name, file in json.loads(unescape(runtime[1]))["files"].items():
        payloads[name] = disk.packed((site / "runtime" / file["at"]).read_bytes())
    data = [
        f'<script type="text/plain" data-payload="{name}">{_embeddable(text)}</script>'
        for name, text in payloads.items()
    ]
    trusted, site_script = (
        (modules.home(site) / name).read_text(encoding="utf-8") for name in (modules.FIRST, modules.SITE)
    )
    scheme = disk.bundled(node, "copy/scheme.js")
    (sheet,) = site.glob(SHEET)
    style = sheet.read_text(encoding="utf-8").removeprefix(sheets.CHARSET)
    lines = [
        "<!doctype html>",
        '<html lang="zh">',
        "<head>",
        content_security.CHARSET,
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        *(each[0] for each in (runtime, canonical) if each),
        f"<title>算一算 - {escape(measure['county'])}网格员手册</title>",
        f"<script>{_embeddable(trusted)}</script>",
        f"<style>{style}</style>",
        "</head>",
        '<body dir="ltr" data-md-color-scheme="default" data-md-color-primary="custom"'
        ' data-md-color-accent="custom">',
        '<main class="md-main"><div class="md-main__inner md-grid"><div class="md-content single">',
        *articles,
        "</div></div></main>",
        *data,
        *(
            f"<script>{_embeddable(text)}</script>"
            for text in (site_script, scripts.local, scripts.calculator, scheme)
        ),
        "</body>",
        "</html>",
    ]
    html = "\n".join(lines) + "\n"
    policy = content_security.policy(html, {**DIRECTIVES, "style-src": [content_security.hash_source(style)]})
    meta = f'{content_security.CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    path.write_text(html.replace(content_security.CHARSET, meta, 1), encoding="utf-8")
    return path


def _embeddable(text: str) -> str:
    """Return a text for a script element; ProjectError if it would end the element or begin a comment."""
    if found := [end for end in ("</script", "<!--") if end in text.lower()]:
        raise ProjectError(f"要放进单个网页的脚本里有「{found[0]}」，放进去就断了")
    return text


def _article(name: str, html: str, public: str) -> str:
    """Return a page's article as a chapter, with anchors of its own and links that work in the file.

    `public` is the handbook's public address, which ends with a slash. If it is empty, links to other pages
    lose their address.
    """

    def target(file: str, anchor: str) -> str | None:
        page = file.removesuffix("/index.html")
        if page in CHAPTERS:
            return f"#{anchor or page + FIRST}"
        return f"{public}{page}/#{anchor}".removesuffix("#") if public else None

    found = ARTICLE.search(html)
    if found is None:
        raise ProjectError(f"{name} 页里没有正文，单个网页做不成")
    return disk.linked(NUMBERED.sub(rf"\g<1>{name}\g<2>", found[0]), f"{name}/index.html", target)


def _check(articles: Sequence[str]) -> None:
    named = [name for article in articles for name in NAMED.findall(article)]
    if twice := sorted({name for name in named if named.count(name) > 1}):
        raise ProjectError(f"单个网页里有重名的位置：{'、'.join(twice)}")
