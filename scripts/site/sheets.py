"""Join the style sheets of a finished site: a page waits for one file before it is painted."""

import hashlib
import re
from pathlib import Path

from calculator.errors import ProjectError
from scripts.site import links

FOLDER = "assets/stylesheets"
LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')
# Only true of the sheet that says it: where it was made from, and that what follows is in UTF-8.
OWN = re.compile(r'^@charset "UTF-8";|/\*# sourceMappingURL=[^*]*\*/')
CHARSET = '@charset "UTF-8";\n'
# What would mean something else in another folder, or further down in a file.
PLACED = re.compile(r"@import|@charset|url\((?!\s*[\"']?(?:data:|#))", re.IGNORECASE)


def join(site: Path, base: str = "/") -> None:
    """Put one sheet, named by the hash of its content, for each list of sheets that pages ask for.

    `base` is the path under which the site is found. ProjectError where a sheet cannot be joined.
    """
    made: dict[tuple[str, ...], str] = {}
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        addresses = LINK.findall(text)
        name = page.relative_to(site).as_posix()
        files = tuple(_file(name, address, base) for address in addresses)
        if not files:
            continue
        if files not in made:
            made[files] = _written(site, files)
        way = addresses[0].removesuffix(files[0])
        page.write_text(linked(text, f"{way}{made[files]}"), encoding="utf-8")
    for file in {each for files in made for each in files} - set(made.values()):
        (site / file).unlink()


def linked(html: str, address: str) -> str:
    """Return a page that asks for one sheet, where it asked for the first of several."""
    first = LINK.search(html)
    if first is None:
        return html
    start, rest = html[: first.start()], html[first.end() :]
    return f'{start}<link rel="stylesheet" href="{address}">\n{LINK.sub("", rest)}'


def joined(sheets: dict[str, str]) -> str:
    """Return the sheets one after the other; ProjectError names one that must stay where it is."""
    bare = {name: OWN.sub("", text).strip() for name, text in sheets.items()}
    wrong = [name for name, text in bare.items() if PLACED.search(text)]
    if wrong:
        raise ProjectError(f"样式里有 @import、@charset 或者别处的 url()，合不到一起：{'、'.join(wrong)}")
    return CHARSET + "\n".join(bare.values()) + "\n"


def _file(page: str, address: str, base: str) -> str:
    found = links.resolve(page, address, base)
    if found is None:
        raise ProjectError(f"{page} 的样式不在网站里：{address}")
    return found[0]


def _written(site: Path, files: tuple[str, ...]) -> str:
    text = joined({file: (site / file).read_text(encoding="utf-8") for file in files})
    content = text.encode()
    name = f"{FOLDER}/all.{hashlib.sha256(content).hexdigest()[:16]}.css"
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_bytes(content)
    return name
