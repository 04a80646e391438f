"""Read and write the pages of a finished site: each is read once, and written once after all changes."""

from collections.abc import Mapping
from pathlib import Path


def read(site: Path) -> dict[str, str]:
    """Return the HTML of a site's pages, each by its path in the site, `pay/index.html`."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }


def write(site: Path, pages: Mapping[str, str]) -> None:
    """Write the pages into a site."""
    for page, html in pages.items():
        (site / page).write_text(html, encoding="utf-8")
