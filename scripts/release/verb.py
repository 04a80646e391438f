"""`release`: what the handbook is handed on as, into build/release/."""

from scripts import compressed, handbook
from scripts.bootstrap import ROOT, node_command
from scripts.build import build, sendable
from scripts.hosting import nginx, objects
from scripts.release import bill, sums
from scripts.release.book import print_book

FOLDER = ROOT / "build" / "release"


def run(argv: list[str]) -> int:
    """Build the site, make each thing of it, and say where it is."""
    del argv
    site = build()
    path = print_book(site, FOLDER / "handbook.pdf")
    print(f"整本手册在 {path.relative_to(ROOT)}（{path.stat().st_size // 1000} kB）")
    # Such a store is given each file as it is sent, so the list needs to know what is compressed.
    compressed.beside(sendable(site), node_command())
    (FOLDER / "nginx.conf").write_text(nginx.configuration(), encoding="utf-8")
    (FOLDER / "objects.tsv").write_text(objects.table(site), encoding="utf-8")
    bill.write(FOLDER, handbook.load().policy.measure["checked"])
    sums.write(FOLDER)  # last: over all the others
    return 0
