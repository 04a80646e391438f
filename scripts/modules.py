"""Join the calculator's scripts into few and short ones named by their content, kept by browsers for good."""

import re
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from calculator.errors import ProjectError
from scripts.bundle import NODE_MODULES

ESBUILD = NODE_MODULES / "esbuild" / "bin" / "esbuild"
FOLDER = Path("assets", "js")
ENTRY = "calculator.js"
# The page asks for these by name, so they are no part of the joined module.
BESIDES = ("early.js", "worker.js")
# What other pages read, to have the scripts before the reader is there: names in the scripts' folder.
META = "handbook-calculator"
PAGE = "calculator/index.html"
SHORT = ("--minify", "--charset=utf8", "--target=es2022")
IMPORTED = re.compile(r'(?:from|import) ?"\./([^"]+)"')


def join(site: Path, node: Sequence[str]) -> None:
    """Put the joined scripts into the site and its pages, and take out those they are made of."""
    source = site / FOLDER
    made = source / "joined"
    esbuild(node, source, [ENTRY], made, "--bundle", "--splitting", "--format=esm")
    esbuild(node, source, BESIDES, made)
    contents = {path.name: path.read_bytes() for path in sorted(made.iterdir())}
    named = sha256(b"".join(name.encode() + content for name, content in contents.items())).hexdigest()[:16]
    made.rename(source / named)
    # What the page needs at once; the rest is for buttons that may never be touched.
    at_once = [ENTRY, *IMPORTED.findall(contents[ENTRY].decode())]
    _name_in_pages(site, named, at_once)
    pages = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    for path in source.rglob("*.js"):
        if path.parent.name != named and path.relative_to(site).as_posix() not in pages:
            path.unlink()
    for folder in (path for path in source.iterdir() if path.is_dir() and not any(path.iterdir())):
        folder.rmdir()


def esbuild(node: Sequence[str], source: Path, scripts: Sequence[str], out: Path, *options: str) -> None:
    """Have esbuild shorten scripts of a folder into a folder in it; ProjectError says what was wrong."""
    # From where the scripts are: names of parts follow their paths, and must not hang on where the site is.
    command = [*node, str(ESBUILD), *scripts, f"--outdir={out.name}", *SHORT, *options, "--log-level=error"]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["没有说明"]
        raise ProjectError(f"网页脚本没有合好：{said[0]}")


def _name_in_pages(site: Path, named: str, at_once: Sequence[str]) -> None:
    page = site / PAGE
    text = page.read_text(encoding="utf-8")
    for name in (ENTRY, *BESIDES):
        text = text.replace(f'/{FOLDER.as_posix()}/{name}"', f'/{FOLDER.as_posix()}/{named}/{name}"')
    base = f"../{FOLDER.as_posix()}/{named}"
    preloads = "".join(f'\n    <link rel="modulepreload" href="{base}/{name}">' for name in at_once[1:])
    script = f'<script type="module" src="{base}/{ENTRY}"></script>'
    page.write_text(text.replace(script, script + preloads, 1), encoding="utf-8")
    told = " ".join(f"{named}/{name}" for name in (*BESIDES, *at_once))
    for other in sorted(set(site.rglob("*.html")) - {page}):
        html = other.read_text(encoding="utf-8")
        told_here = f'  <meta name="{META}" content="{told}">\n  </head>'
        other.write_text(html.replace("</head>", told_here, 1), encoding="utf-8")
