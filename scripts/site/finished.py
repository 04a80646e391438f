"""The pages of the finished site: read once, changed in one pass, written once."""

from collections.abc import Mapping
from pathlib import Path

from scripts.site import content_security, modules, sheets, theme_mends

# Each page's HTML by its path in the site, `pay/index.html`.
Pages = Mapping[str, str]


def read(site: Path) -> dict[str, str]:
    """Return the pages of a site."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }


def passed(
    pages: Pages, scripts: modules.Scripts, joined: Mapping[sheets.Asked, str], base: str
) -> dict[str, str]:
    """Return the pages of MkDocs with every change except the id of the build.

    `joined` has the joined style sheet for each list of sheets, `base` is the site's path on its host.
    ProjectError if a page lacks the text that a step changes, or has something its content policy blocks.
    """
    done = {}
    for page, html in pages.items():
        mended = theme_mends.mended(page, html)
        styled = sheets.linked(page, mended, joined, base)
        scripted = modules.linked(page, styled, scripts)
        # Last: the policy lists the inline scripts by their content.
        done[page] = content_security.guarded(page, scripted)
    return done


def write(site: Path, pages: Pages) -> None:
    """Write the pages into a site."""
    for page, html in pages.items():
        (site / page).write_text(html, encoding="utf-8")
