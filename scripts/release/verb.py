"""`release`: what the handbook is handed on as, into build/release/."""

from scripts.bootstrap import ROOT
from scripts.build import build
from scripts.release.book import print_book

FOLDER = ROOT / "build" / "release"


def run(argv: list[str]) -> int:
    """Build the site, make each thing of it, and say where it is."""
    del argv
    path = print_book(build(), FOLDER / "handbook.pdf")
    print(f"整本手册在 {path.relative_to(ROOT)}（{path.stat().st_size // 1000} kB）")
    return 0
