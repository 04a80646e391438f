"""`build`: make the site in site/."""

from scripts.setup.bootstrap import ROOT
from scripts.site.build import SITE, build


def run(argv: list[str]) -> int:
    """Build into site/ and print where it is."""
    del argv
    build()
    print(f"网站在 {SITE.relative_to(ROOT)}/")
    return 0
