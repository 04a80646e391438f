"""`release`: what the handbook is handed on as, into build/release/."""

import shutil
from pathlib import Path

from scripts.content import handbook
from scripts.release import bill, copy, single, sums
from scripts.release.book import print_book
from scripts.setup.bootstrap import ROOT, node_command
from scripts.site import compressed
from scripts.site.build import SITE, build
from scripts.site.hosting import nginx, objects

FOLDER = ROOT / "build" / "release"


def run(argv: list[str]) -> int:
    """Build the site, make each thing of it, and say where it is."""
    del argv
    base = build()
    # nginx sends these, and the list for an object store names them.
    compressed.beside(compressed.sendable(SITE), node_command())
    make(SITE, base, FOLDER)
    return 0


def make(site: Path, base: str, folder: Path) -> None:
    """Make a release of a built site, found at a path of its host, in a folder of its own; say what it is."""
    shutil.rmtree(folder, ignore_errors=True)
    _tell("整本手册", print_book(site, folder / "handbook.pdf"))
    for path in copies(site, folder):
        _tell("存下来就能打开的一份", path)
    (folder / "nginx.conf").write_text(nginx.configuration(base), encoding="utf-8")
    (folder / "objects.tsv").write_text(objects.table(site, base), encoding="utf-8")
    bill.write(folder, handbook.load().policy.measure["checked"])
    sums.write(folder)  # last: over all the others
    print(f"都在 {folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder}/")


def copies(site: Path, folder: Path) -> tuple[Path, Path]:
    """Make what opens from a disk of a built site: the handbook's zip, and the calculator's file."""
    folder.mkdir(parents=True, exist_ok=True)
    node = node_command()
    unpacked = copy.make(site, folder / copy.TOP, node)
    return copy.zipped(unpacked, folder / "handbook.zip"), single.make(site, folder / "calculator.html", node)


def _tell(what: str, path: Path) -> None:
    print(f"{what} {path.name}（{path.stat().st_size // 1000} kB）")
