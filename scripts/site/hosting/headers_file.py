"""The rules as a `_headers` file, which hosts such as Cloudflare Pages and Netlify read."""

from pathlib import Path

from scripts.site.hosting import rules

NAME = "_headers"


def write(site: Path) -> Path:
    """Write the file into a finished site and return its path."""
    path = site / NAME
    path.write_text(text(site), encoding="utf-8")
    return path


def text(site: Path) -> str:
    """Return the file for a finished site.

    Where two patterns of the file match one address, such hosts join the headers of both. So each header is
    set by one pattern only. Files without a hash get no Cache-Control: such hosts revalidate them by default.
    """
    blocks = {"/*": rules.HEADERS}
    blocks |= {place: {"Cache-Control": rules.IMMUTABLE} for place in _hashed_places(site)}
    lines: list[str] = []
    for place, headers in blocks.items():
        lines += [place, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join([*lines, ""])


def _hashed_places(site: Path) -> list[str]:
    """Return patterns for the hashed folders of this build, and the paths of the other hashed files."""
    found = set()
    for path in site.rglob("*"):
        place = f"/{path.relative_to(site).as_posix()}"
        folder = f"{place.rpartition('/')[0]}/"
        if path.is_file() and path.suffix not in rules.PACKED and rules.is_hashed(place):
            found.add(f"{folder}*" if rules.is_hashed(folder) else place)
    return sorted(found)
