"""The whole handbook as a folder that opens from a disk, in a zip."""

import json
import posixpath
import re
import shutil
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from calculator.errors import ProjectError
from scripts.content.rows import Table
from scripts.release import disk
from scripts.site import content_security, finished, links, modules
from scripts.site.app import manifest, service_worker
from scripts.site.hosting.rules import PACKED

TOP = "handbook"
RUNTIME = "runtime"
SEARCH = "search"
INDEX, WORKER = "search_index.json", "assets/javascripts/workers/search.*.min.js"
THEME = "assets/javascripts/bundle.*.min.js"
LANGUAGES = ("lunr.stemmer.support.min.js", "lunr.zh.min.js")
# For hosts, for search engines, for storing the site on a device, or in the copy in another form.
LEFT_OUT = (
    *("404.html", "sitemap.xml*", "_headers", "*.br", "*.gz", "lunr", "workers", RUNTIME, SEARCH),
    *(service_worker.NAME, manifest.NAME),
)
# The scripts of the calculator page on a server: a page on a disk cannot load modules.
SERVED = re.compile(
    r'\s*<script[^>]*\bsrc="[^"]*/(?:early|calculator)\.js"[^>]*></script>|\s*<link rel="modulepreload"[^>]*>'
)
INSTALLED = re.compile(r'\s*<link rel="manifest"[^>]*>')
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
EDITION = '<div class="edition">\n'
STARTED = "this.w=new Worker(e)"
# One script brings the index and the source of the search's worker.
FROM_TEXT = "this.w=new Worker(URL.createObjectURL(new Blob([__search])))"


def make(site: Path, measure: Table, folder: Path, node: Sequence[str]) -> Path:
    """Make a copy of a built site in `folder`, which is replaced, and check its links; return the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    _copy_runtime(site, folder)
    _copy_search(site, folder)
    home = modules.home(folder)
    for script in home.glob("*.js"):
        if script.name not in (modules.FIRST, modules.SITE, modules.FINDER, modules.MATTERS):
            script.unlink()
    made = disk.scripts(site, node)
    worker = _payload("worker.js", made.worker)
    scripts = {"local.js": made.local, "worker.js": worker, modules.ENTRY: made.calculator}
    for name, text in scripts.items():
        (home / name).write_text(text, encoding="utf-8")
    addresses = [f"../{modules.FOLDER.as_posix()}/{home.name}/{name}" for name in scripts]
    note = disk.note(measure)
    copied = {}
    for name, html in finished.read(folder).items():
        page = INSTALLED.sub("", disk.linked(html, name, partial(relative, name)))
        if name == modules.PAGE:
            page = _started(page, addresses)
        if page.count(EDITION) != 1:
            raise ProjectError(f"页面里没有「{EDITION.strip()}」，写不了这一份是哪一版")
        page = page.replace(EDITION, f"{EDITION}{note}\n")
        policy = content_security.policy(page, disk.DIRECTIVES)
        copied[name] = META.sub(f'<meta http-equiv="Content-Security-Policy" content="{policy}">', page)
    finished.write(folder, copied)
    links.check(folder, copied)
    return folder


def zipped(folder: Path, path: Path) -> Path:
    """Put a folder into a zip and return its path; the same files give the same bytes on any day."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            entry = zipfile.ZipInfo(f"{TOP}/{file.relative_to(folder).as_posix()}")
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=9)
    return path


def relative(page: str, file: str, anchor: str) -> str:
    """Return the address of a file, and an anchor in it, on a page of the same folder.

    >>> relative("pay/index.html", "text/index.html", "art-9")
    '../text/index.html#art-9'
    """
    return posixpath.relpath(file, posixpath.dirname(page) or ".") + (f"#{anchor}" if anchor else "")


def _payload(name: str, text: str) -> str:
    """Return a script that hands a file's text to docs/assets/js/copy/local.js."""
    return f"payloads[{json.dumps(name)}]={json.dumps(text, ensure_ascii=False)}\n"


def _started(html: str, scripts: Sequence[str]) -> str:
    tags = "".join(f'\n  <script src="{address}" defer></script>' for address in scripts)
    return SERVED.sub("", html).replace("\n  </head>", f"{tags}\n  </head>", 1)


def _copy_runtime(site: Path, folder: Path) -> None:
    for file in sorted((site / RUNTIME).glob("*/*")):
        if file.suffix not in PACKED:
            target = folder / RUNTIME / file.parent.name / f"{file.name}.js"
            target.parent.mkdir(parents=True)
            target.write_text(_payload(file.name, disk.packed(file.read_bytes())), encoding="utf-8")


def _copy_search(site: Path, folder: Path) -> None:
    """Put the search's index and its worker's source into one script, from which the theme starts."""
    index = json.loads((site / SEARCH / INDEX).read_text(encoding="utf-8"))
    for entry in index["docs"]:
        entry["location"] = re.sub(r"(^|/)(?=#|$)", r"\1index.html", entry["location"], count=1)
    (worker,) = site.glob(WORKER)
    lunr = site / "assets" / "javascripts" / "lunr" / "min"
    files = [modules.home(site) / modules.FIRST, worker, *(lunr / name for name in LANGUAGES)]
    parts = [*(file.read_text(encoding="utf-8") for file in files), "self.importScripts = () => {};"]
    given = {"__index": index, "__search": re.sub(r"//# sourceMappingURL=\S*", "", "\n".join(parts))}
    text = "".join(f"var {name}={json.dumps(it, ensure_ascii=False)};\n" for name, it in given.items())
    (folder / SEARCH).mkdir()
    (folder / SEARCH / "search_index.js").write_text(text, encoding="utf-8")
    (bundle,) = folder.glob(THEME)
    script = bundle.read_text(encoding="utf-8")
    if script.count(STARTED) != 1:
        raise ProjectError(f"主题的脚本里没有「{STARTED}」，存下来的一份不能搜索")
    bundle.write_text(script.replace(STARTED, FROM_TEXT), encoding="utf-8")
