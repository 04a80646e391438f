"""Join and minify the pages' scripts; a hash in their address lets browsers cache them for ever."""

import contextlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from calculator.errors import ProjectError
from scripts.setup.bootstrap import NODE_MODULES, ROOT
from scripts.site import theme_mends

ESBUILD = NODE_MODULES / "esbuild" / "bin" / "esbuild"
FOLDER = Path("assets", "js")
ENTRY = "calculator.js"
# The calculator page loads these by name, so they stay outside the joined module.
SEPARATE = ("early.js", "worker.js")
# Every page has these two: the first runs before all others, the second is joined from the rest.
FIRST, SITE = "trusted.js", "site.js"
# Inlined into each page.
INLINED = "again.js"
# The service worker's script, whose address must not change.
SERVICE = "sw.js"
# Other pages prefetch the calculator's scripts, which this meta element names.
META = "handbook-calculator"
PAGE = "calculator/index.html"
# Runs in the theme's worker that searches, before the theme's own script.
SEARCH = "search.js"
# The pages with the finder load it by name. It and the search read the words put before them.
FINDER = "finder.js"
WORDS = "handbookWords"
# The finder loads the words for what is no danger at its first use: they are twice as long as all before.
MATTERS = "matters.js"
# Without this, esbuild reads the tsconfig.json of any folder above.
SETTINGS = '--tsconfig-raw={"compilerOptions":{"alwaysStrict":true}}'
SHORT = ("--minify", "--charset=utf8", "--target=es2022", "--entry-names=[name]", SETTINGS)
WHOLE = ("--bundle", "--format=iife")
# The source folders of the scripts that pages load; the build has joined worker.js before.
SOURCES = {
    ENTRY: "calculator",
    SITE: "site",
    FINDER: "site",
    FIRST: "head",
    "early.js": "head",
    "worker.js": ".",
}
JOBS = (
    ((f"calculator/{ENTRY}",), ("--bundle", "--splitting", "--format=esm")),
    ((f"site/{SITE}",), WHOLE),
    ((f"site/{FINDER}",), WHOLE),
    ((f"service/{SERVICE}",), WHOLE),
    ((f"site/{SEARCH}",), WHOLE),
    ((f"head/{INLINED}", f"head/{FIRST}", "head/early.js", "worker.js"), ()),
)
CACHE = ROOT / "build" / "scripts"
INLINED_TAG = re.compile(rf'<script src="[^"]*/{re.escape(INLINED)}"></script>')
IMPORTED = re.compile(r'(?:from|import) ?"\./([^"]+)"')


class Scripts(NamedTuple):
    """The joined scripts: the name of their folder, and what pages need to know.

    `at_start` has the files that the calculator loads at its start, `inlined` the text of the script in each
    page, `service` that of the service worker.
    """

    folder: str
    at_start: Sequence[str]
    inlined: str
    service: str


def join(site: Path, node: Sequence[str], words: Mapping[str, Any], cache: Path = CACHE) -> Scripts:
    """Write the joined scripts into the site, and delete their sources there.

    `words` has the tables of spoken words for the finder and the search.
    """
    source = site / FOLDER
    contents = _joined(source, node, cache)
    service = contents.pop(SERVICE)
    inlined = contents.pop(INLINED).decode().strip()
    (worker,) = site.glob(theme_mends.WORKER)
    dangers, same = ({name: words[name]} for name in ("dangers", "same"))
    worker.write_bytes(_given(WORDS, dangers | same) + contents.pop(SEARCH) + worker.read_bytes())
    contents[FINDER] = _given(WORDS, dangers) + contents[FINDER]
    contents[MATTERS] = _given(f"{WORDS}.matters", words["matters"])
    digest = sha256(b"".join(name.encode() + content for name, content in contents.items())).hexdigest()[:16]
    shutil.rmtree(source)
    (source / digest).mkdir(parents=True)
    for name, content in contents.items():
        (source / digest / name).write_bytes(content)
    # The other files are loaded when the user presses a button that needs them.
    at_start = [ENTRY, *IMPORTED.findall(contents[ENTRY].decode())]
    return Scripts(digest, at_start, inlined, service.decode())


def linked(page: str, html: str, scripts: Scripts) -> str:
    """Return a page that loads the joined scripts; other pages than the calculator name its scripts."""
    html = INLINED_TAG.sub(lambda _: f"<script>{scripts.inlined}</script>", html)
    for name, folder in SOURCES.items():
        html = html.replace(
            f'{FOLDER.as_posix()}/{folder}/{name}"', f'{FOLDER.as_posix()}/{scripts.folder}/{name}"'
        )
    if page != PAGE:
        meta = f'  <meta name="{META}" content="{" ".join((*SEPARATE, *scripts.at_start))}">\n  </head>'
        return html.replace("</head>", meta, 1)
    base = f"../{FOLDER.as_posix()}/{scripts.folder}"
    preloads = "".join(
        f'\n    <link rel="modulepreload" href="{base}/{name}">' for name in scripts.at_start[1:]
    )
    script = f'<script type="module" src="{base}/{ENTRY}"></script>'
    return html.replace(script, script + preloads, 1)


def home(site: Path) -> Path:
    """Return the folder of a finished site with the joined scripts."""
    (folder,) = (site / FOLDER).glob("*/")
    return folder


def _given(name: str, words: Mapping[str, Any]) -> bytes:
    """Return the script that sets tables of spoken words."""
    return f"self.{name}={json.dumps(words, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _joined(source: Path, node: Sequence[str], cache: Path) -> dict[str, bytes]:
    """Return the joined scripts by name, made again if their sources or esbuild have changed."""
    sources = {
        path.relative_to(source).as_posix(): path.read_bytes() for path in sorted(source.rglob("*.js"))
    }
    tool = (ESBUILD.parents[1] / "package.json").read_bytes()
    key = sha256(repr((JOBS, SHORT, tool, sources)).encode()).hexdigest()
    cached = cache / key
    if not cached.exists():
        made = source / "joined"
        for scripts, options in JOBS:
            esbuild(node, source, scripts, made, *options)
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            # Renamed as a whole: another build may write the same folder at this moment.
            whole = shutil.copytree(made, Path(folder) / "made")
            with contextlib.suppress(OSError):
                whole.rename(cached)
    return {path.name: path.read_bytes() for path in sorted(cached.iterdir())}


def esbuild(node: Sequence[str], source: Path, scripts: Sequence[str], out: Path, *options: str) -> None:
    """Run esbuild on scripts of a folder, with output in a folder in it; ProjectError has its message."""
    # In the scripts' folder: esbuild names parts by their paths, which must not depend on the site's folder.
    command = [*node, str(ESBUILD), *scripts, f"--outdir={out.name}", *SHORT, *options, "--log-level=error"]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["没有说明"]
        raise ProjectError(f"网页脚本没有合好：{said[0]}")
