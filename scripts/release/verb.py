"""`release`: what the handbook is handed on as, into build/release/."""

from pathlib import Path

from scripts import handbook
from scripts.bootstrap import ROOT, node_command
from scripts.build import build_as_sent
from scripts.hosting import nginx, objects
from scripts.release import bill, copy, single, sums
from scripts.release.book import print_book

FOLDER = ROOT / "build" / "release"


def run(argv: list[str]) -> int:
    """Build the site, make each thing of it, and say where it is."""
    del argv
    # An object store is given each file as it is sent, so the list of them needs to know what is compressed.
    site = build_as_sent()
    _tell("整本手册在", print_book(site, FOLDER / "handbook.pdf"))
    for path in copies(site, FOLDER):
        _tell("存下来就能打开的一份在", path)
    (FOLDER / "nginx.conf").write_text(nginx.configuration(), encoding="utf-8")
    (FOLDER / "objects.tsv").write_text(objects.table(site), encoding="utf-8")
    bill.write(FOLDER, handbook.load().policy.measure["checked"])
    sums.write(FOLDER)  # last: over all the others
    return 0


def copies(site: Path, folder: Path) -> tuple[Path, Path]:
    """Make what opens from a disk of a built site: the handbook's zip, and the calculator's file."""
    folder.mkdir(parents=True, exist_ok=True)
    node = node_command()
    unpacked = copy.make(site, folder / copy.TOP, node)
    return copy.zipped(unpacked, folder / "handbook.zip"), single.make(site, folder / "calculator.html", node)


def _tell(what: str, path: Path) -> None:
    print(f"{what} {path.relative_to(ROOT)}（{path.stat().st_size // 1000} kB）")
