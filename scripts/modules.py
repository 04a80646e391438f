"""Name the modules of a page's script in its HTML: the browser asks for all at once, not step by step."""

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

SCRIPT = re.compile(r'<script type="module" src="([^"]+)"></script>')
# What the page asks for besides: at once, and from there.
BESIDES = ("early.js", "worker.js")
IMPORT = re.compile(r'^(?:import|export)\b[^"\';(=]*"(\.{1,2}/[^"]+)"', re.MULTILINE)
# What other pages read, to have the calculator's scripts before the reader is there: names in their folder.
META = "handbook-calculator"
PAGE = "calculator/index.html"


def preload(site: Path) -> None:
    """Have the calculator's page name its modules for the browser, and every other page for `ahead.js`."""
    page = site / PAGE
    text = page.read_text(encoding="utf-8")
    script = SCRIPT.search(text)
    if script is None:
        return
    folder, name = posixpath.split(script[1])
    source = page.parent / folder
    names = imported(name, lambda each: (source / each).read_text(encoding="utf-8"))
    preloads = "".join(f'\n    <link rel="modulepreload" href="{folder}/{each}">' for each in names[1:])
    page.write_text(text.replace(script[0], script[0] + preloads, 1), encoding="utf-8")
    told = f'<meta name="{META}" content="{" ".join([*BESIDES, *names])}">'
    for other in sorted(set(site.rglob("*.html")) - {page}):
        html = other.read_text(encoding="utf-8")
        other.write_text(html.replace("</head>", f"  {told}\n  </head>", 1), encoding="utf-8")


def imported(name: str, read: Callable[[str], str]) -> list[str]:
    """Return a module and all it imports at once, nearest first, as paths from the first one's folder.

    >>> imported("a.js", {"a.js": 'import { b } from "./b/c.js";', "b/c.js": 'import "../a.js";'}.__getitem__)
    ['a.js', 'b/c.js']
    """
    found = [name]
    for each in found:
        for address in IMPORT.findall(read(each)):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(each), address))
            if path not in found:
                found.append(path)
    return found
