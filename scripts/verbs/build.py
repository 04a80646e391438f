"""`build`: make the site in site/, each file also as a host may send it."""

from scripts.setup.bootstrap import ROOT
from scripts.site.build import build_as_sent


def run(argv: list[str]) -> int:
    """Build into site/, each file also as a host may send it, and say where it is."""
    del argv
    print(f"网站在 {build_as_sent()[0].relative_to(ROOT)}/")
    return 0
