"""Join the style sheets of a finished site: a page is painted only after its sheets are loaded."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from calculator.errors import ProjectError
from scripts.site import links

# The sheets that a page links to, in their order.
Sheets = tuple[str, ...]

FOLDER = "assets/stylesheets"
LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')
# Belongs to the single file: its charset rule, and the address of its source map.
FILE_ONLY = re.compile(r'^@charset "UTF-8";|/\*# sourceMappingURL=[^*]*\*/')
CHARSET = '@charset "UTF-8";\n'
# Would mean something else in another folder, or not at the start of a file.
UNJOINABLE = re.compile(r"@import|@charset|url\((?!\s*[\"']?(?:data:|#))", re.IGNORECASE)


def join(site: Path, pages: Mapping[str, str], base: str = "/") -> dict[Sheets, str]:
    """Write one sheet for each list of sheets that pages link to, and delete the single sheets.

    Returns the path of the joined sheet for each list; its name has the hash of its content. `base` is the
    site's path on its host. ProjectError if a sheet cannot be joined.
    """
    lists = dict.fromkeys(_sheets_of(page, html, base) for page, html in pages.items())
    made = {files: _written(site, files) for files in lists if files}
    for file in {each for files in made for each in files}:
        (site / file).unlink()
    return made


def linked(page: str, html: str, made: Mapping[Sheets, str], base: str = "/") -> str:
    """Return a page whose first link to a sheet leads to the joined one, without the other links."""
    first = LINK.search(html)
    if first is None:
        return html
    files = _sheets_of(page, html, base)
    address = first[1].removesuffix(files[0]) + made[files]
    start, rest = html[: first.start()], html[first.end() :]
    return f'{start}<link rel="stylesheet" href="{address}">\n{LINK.sub("", rest)}'


def joined(sheets: dict[str, str]) -> str:
    """Return the sheets one after the other; ProjectError names those that cannot be joined."""
    bare = {name: FILE_ONLY.sub("", text).strip() for name, text in sheets.items()}
    wrong = [name for name, text in bare.items() if UNJOINABLE.search(text)]
    if wrong:
        raise ProjectError(f"样式里有 @import、@charset 或者别处的 url()，合不到一起：{'、'.join(wrong)}")
    return CHARSET + "\n".join(bare.values()) + "\n"


def _sheets_of(page: str, html: str, base: str) -> Sheets:
    return tuple(_file(page, address, base) for address in LINK.findall(html))


def _file(page: str, address: str, base: str) -> str:
    found = links.resolve(page, address, base)
    if found is None:
        raise ProjectError(f"{page} 的样式不在网站里：{address}")
    return found[0]


def _written(site: Path, files: Sheets) -> str:
    text = joined({file: (site / file).read_text(encoding="utf-8") for file in files})
    content = text.encode()
    name = f"{FOLDER}/all.{hashlib.sha256(content).hexdigest()[:16]}.css"
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_bytes(content)
    return name
