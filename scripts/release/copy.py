"""The whole handbook as a folder that opens from a disk, in a zip."""

import json
import re
import shutil
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from calculator.errors import ProjectError
from scripts.content import handbook
from scripts.release import pages, payload
from scripts.site import content_security, finished, links, modules
from scripts.site.app import manifest, service_worker

TOP = "handbook"
RUNTIME = "runtime"
SEARCH = "search"
INDEX, WORKER = "search_index.json", "assets/javascripts/workers/search.*.min.js"
THEME = "assets/javascripts/bundle.*.min.js"
LANGUAGES = ("lunr.stemmer.support.min.js", "lunr.zh.min.js")
# For hosts, for machines, and to keep the site on a device: a reader of a copy has no use for them.
LEFT_OUT = (
    *("404.html", "sitemap.xml*", "_headers", "*.br", "*.gz", "lunr", "workers", RUNTIME, SEARCH),
    *(service_worker.NAME, manifest.NAME),
)
STARTED = "this.w=new Worker(e)"
# The source of the search's worker comes with the index, in the same script.
FROM_TEXT = "this.w=new Worker(URL.createObjectURL(new Blob([__search])))"


def make(site: Path, folder: Path, node: Sequence[str]) -> Path:
    """Make a copy of a built site in `folder`, which it replaces; every link of it is checked."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    _bring_runtime(site, folder)
    _bring_search(site, folder)
    home = modules.home(folder)
    for script in home.glob("*.js"):
        if script.name not in (modules.FIRST, modules.SITE):
            script.unlink()
    scripts = {
        "local.js": payload.joined(node, "copy/local.js"),
        "worker.js": payload.carried("worker.js", payload.worker(site)),
        modules.ENTRY: payload.joined(node, f"calculator/{modules.ENTRY}", *modules.WHOLE),
    }
    for name, text in scripts.items():
        (home / name).write_text(text, encoding="utf-8")
    measure = handbook.load().policy.measure
    copied = {}
    for name, html in finished.read(folder).items():
        led = pages.linked(html, name, partial(pages.way, name))
        if name == modules.PAGE:
            led = _started(led, [f"../{modules.FOLDER.as_posix()}/{home.name}/{each}" for each in scripts])
        noted = pages.noted(pages.INSTALLED.sub("", led), measure)
        policy = content_security.policy(noted, pages.DIRECTIVES)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        copied[name] = pages.META.sub(meta, noted)
    finished.write(folder, copied)
    links.check(folder, copied)
    return folder


def zipped(folder: Path, path: Path) -> Path:
    """Put a folder into a zip: the same bytes for the same files, whenever it is made."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(each for each in folder.rglob("*") if each.is_file()):
            entry = zipfile.ZipInfo(f"{TOP}/{file.relative_to(folder).as_posix()}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, file.read_bytes(), compresslevel=9)
    return path


def _started(html: str, scripts: Sequence[str]) -> str:
    tags = "".join(f'\n  <script src="{address}" defer></script>' for address in scripts)
    return pages.SERVED.sub("", html).replace("\n  </head>", f"{tags}\n  </head>", 1)


def _bring_runtime(site: Path, folder: Path) -> None:
    for file in sorted((site / RUNTIME).glob("*/*")):
        if file.suffix in (".br", ".gz"):
            continue
        target = folder / RUNTIME / file.parent.name / f"{file.name}.js"
        target.parent.mkdir(parents=True)
        target.write_text(payload.carried(file.name, payload.packed(file.read_bytes())), encoding="utf-8")


def _bring_search(site: Path, folder: Path) -> None:
    """Have the theme's search start from one script: no index is fetched, no worker by its address."""
    index = json.loads((site / SEARCH / INDEX).read_text(encoding="utf-8"))
    for entry in index["docs"]:
        entry["location"] = re.sub(r"(^|/)(?=#|$)", r"\1index.html", entry["location"], count=1)
    theme = site / "assets" / "javascripts"
    (worker,) = site.glob(WORKER)
    parts = [
        (modules.home(site) / modules.FIRST).read_text(encoding="utf-8"),
        worker.read_text(encoding="utf-8"),
        *((theme / "lunr" / "min" / name).read_text(encoding="utf-8") for name in LANGUAGES),
        "self.importScripts = () => {};",
    ]
    source = "\n".join(parts)
    given = {"__index": index, "__search": re.sub(r"//# sourceMappingURL=\S*", "", source)}
    text = "".join(f"var {name}={json.dumps(it, ensure_ascii=False)};\n" for name, it in given.items())
    (folder / SEARCH).mkdir()
    (folder / SEARCH / "search_index.js").write_text(text, encoding="utf-8")
    (bundle,) = folder.glob(THEME)
    script = bundle.read_text(encoding="utf-8")
    if script.count(STARTED) != 1:
        raise ProjectError(f"主题的脚本里没有「{STARTED}」，存下来的一份不能搜索")
    bundle.write_text(script.replace(STARTED, FROM_TEXT), encoding="utf-8")
