"""Join the style sheets of a finished site: a page is painted only after its sheets are loaded."""

import re
from hashlib import sha256
from pathlib import Path

from calculator.errors import ProjectError

FOLDER = "assets/stylesheets"
# The address of the root on a page, and the path of a sheet; the theme gives all pages the same sheets.
LINK = re.compile(r'<link rel="stylesheet" href="([^"]*?)(assets/[^"]+\.css)">\s*')
# Belongs to the single file: its charset rule, and the address of its source map.
FILE_ONLY = re.compile(r'^@charset "UTF-8";|/\*# sourceMappingURL=[^*]*\*/')
CHARSET = '@charset "UTF-8";\n'
# These mean something else in another folder, or in the middle of a file.
UNJOINABLE = re.compile(r"@import|@charset|url\((?!\s*[\"']?(?:data:|#))", re.IGNORECASE)


def join(site: Path, home: str) -> str:
    """Write one sheet with all those of the page `home`, delete these, and return the path of the new one.

    Its name has the hash of its content. ProjectError if a sheet cannot be joined.
    """
    paths = [site / file for _, file in LINK.findall(home)]
    texts = {path.name: FILE_ONLY.sub("", path.read_text(encoding="utf-8")).strip() for path in paths}
    if wrong := [name for name, text in texts.items() if UNJOINABLE.search(text)]:
        raise ProjectError(f"样式里有 @import、@charset 或者别处的 url()，合不到一起：{'、'.join(wrong)}")
    content = (CHARSET + "\n".join(texts.values()) + "\n").encode()
    for path in paths:
        path.unlink()
    made = f"{FOLDER}/all.{sha256(content).hexdigest()[:16]}.css"
    (site / made).write_bytes(content)
    return made


def linked(html: str, joined: str) -> str:
    """Return a page whose first link to a sheet leads to the joined one, without the other links."""
    start, root, _, rest = LINK.split(html, maxsplit=1)
    return f'{start}<link rel="stylesheet" href="{root}{joined}">\n{LINK.sub("", rest)}'
