"""Join the pages' scripts into few and short ones named by their content, kept by browsers for good."""

import contextlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from calculator.errors import ProjectError
from scripts.setup.bootstrap import NODE_MODULES, ROOT
from scripts.site import theme_mends

ESBUILD = NODE_MODULES / "esbuild" / "bin" / "esbuild"
FOLDER = Path("assets", "js")
ENTRY = "calculator.js"
# The page asks for these by name, so they are no part of the joined module.
BESIDES = ("early.js", "worker.js")
# Every page has these: one before anything else, one that the rest of them is joined into.
FIRST, SITE = "trusted.js", "site.js"
# Stands in each page itself.
WITHIN = "again.js"
# Not a page's: what answers in the network's place. Its name must stay the same.
SERVICE = "sw.js"
# What other pages read, to have the scripts before the reader is there: names beside their own script.
META = "handbook-calculator"
PAGE = "calculator/index.html"  # a file of the finished site
# Runs in the theme's worker that searches, before the theme's own script.
SEARCH = "search.js"
# Settings of its own: esbuild would else take those of a project the site happens to be built in.
SETTINGS = '--tsconfig-raw={"compilerOptions":{"alwaysStrict":true}}'
SHORT = ("--minify", "--charset=utf8", "--target=es2022", "--entry-names=[name]", SETTINGS)
WHOLE = ("--bundle", "--format=iife")
# Where the scripts are that pages ask for; the one of the worker the build has put together.
PLACES = {ENTRY: "calculator", SITE: "site", FIRST: "head", "early.js": "head", "worker.js": "."}
JOBS = (
    ((f"calculator/{ENTRY}",), ("--bundle", "--splitting", "--format=esm")),
    ((f"site/{SITE}",), WHOLE),
    ((f"service/{SERVICE}",), WHOLE),
    ((f"site/{SEARCH}",), WHOLE),
    ((f"head/{WITHIN}", f"head/{FIRST}", "head/early.js", "worker.js"), ()),
)
CACHE = ROOT / "build" / "scripts"
ASKED_WITHIN = re.compile(rf'<script src="[^"]*/{re.escape(WITHIN)}"></script>')
IMPORTED = re.compile(r'(?:from|import) ?"\./([^"]+)"')


class Scripts(NamedTuple):
    """The joined scripts, by the name of their folder.

    `at_once` are the files the calculator needs at its start, `within` is the text of the script that stands
    in each page, `service` that of the service worker.
    """

    folder: str
    at_once: Sequence[str]
    within: str
    service: str


def join(site: Path, node: Sequence[str], cache: Path = CACHE) -> Scripts:
    """Put the joined scripts into the site, and take out those they are made of."""
    source = site / FOLDER
    contents = _joined(source, node, cache)
    service = contents.pop(SERVICE)
    within = contents.pop(WITHIN).decode().strip()
    (worker,) = site.glob(theme_mends.WORKER)
    worker.write_bytes(contents.pop(SEARCH) + worker.read_bytes())
    named = sha256(b"".join(name.encode() + content for name, content in contents.items())).hexdigest()[:16]
    shutil.rmtree(source)
    (source / named).mkdir(parents=True)
    for name, content in contents.items():
        (source / named / name).write_bytes(content)
    # The rest is for buttons that a visit may never touch.
    at_once = [ENTRY, *IMPORTED.findall(contents[ENTRY].decode())]
    return Scripts(named, at_once, within, service.decode())


def linked(page: str, html: str, scripts: Scripts) -> str:
    """Return a page that asks for the joined scripts; pages before the calculator name them for later."""
    html = ASKED_WITHIN.sub(lambda _: f"<script>{scripts.within}</script>", html)
    for name, folder in PLACES.items():
        html = html.replace(
            f'{FOLDER.as_posix()}/{folder}/{name}"', f'{FOLDER.as_posix()}/{scripts.folder}/{name}"'
        )
    if page != PAGE:
        told = f'  <meta name="{META}" content="{" ".join((*BESIDES, *scripts.at_once))}">\n  </head>'
        return html.replace("</head>", told, 1)
    base = f"../{FOLDER.as_posix()}/{scripts.folder}"
    preloads = "".join(
        f'\n    <link rel="modulepreload" href="{base}/{name}">' for name in scripts.at_once[1:]
    )
    script = f'<script type="module" src="{base}/{ENTRY}"></script>'
    return html.replace(script, script + preloads, 1)


def home(site: Path) -> Path:
    """Return the folder of a finished site that holds all its pages' scripts."""
    (folder,) = (site / FOLDER).glob("*/")
    return folder


def _joined(source: Path, node: Sequence[str], cache: Path) -> dict[str, bytes]:
    """Return the joined scripts by name, making them where their sources or the tool have changed."""
    sources = {
        path.relative_to(source).as_posix(): path.read_bytes() for path in sorted(source.rglob("*.js"))
    }
    tool = (ESBUILD.parents[1] / "package.json").read_bytes()
    key = sha256(repr((JOBS, SHORT, tool, sources)).encode()).hexdigest()
    kept = cache / key
    if not kept.exists():
        made = source / "joined"
        for scripts, options in JOBS:
            esbuild(node, source, scripts, made, *options)
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            # Renamed as a whole: another build may be making the same at this moment.
            whole = shutil.copytree(made, Path(folder) / "made")
            with contextlib.suppress(OSError):
                whole.rename(kept)
    return {path.name: path.read_bytes() for path in sorted(kept.iterdir())}


def esbuild(node: Sequence[str], source: Path, scripts: Sequence[str], out: Path, *options: str) -> None:
    """Have esbuild shorten scripts of a folder into a folder in it; ProjectError says what was wrong."""
    # From where the scripts are: names of parts follow their paths, and must not hang on where the site is.
    command = [*node, str(ESBUILD), *scripts, f"--outdir={out.name}", *SHORT, *options, "--log-level=error"]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["没有说明"]
        raise ProjectError(f"网页脚本没有合好：{said[0]}")
