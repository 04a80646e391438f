"""Write the web app manifest: the name, the icons and the start page of the installed handbook."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Address, size in pixels and purpose. Devices cut a maskable icon to their own shape, so its drawing keeps to
# the middle four fifths.
ICONS = (
    ("assets/icons/icon-192.png", 192, "any"),
    ("assets/icons/icon-512.png", 512, "any"),
    ("assets/icons/maskable-512.png", 512, "maskable"),
)
# What the description names before the pay, by the page that has it.
PARTS = {"duties": "职责", "categories": "上报类别"}
NAME = "manifest.webmanifest"
SHORT = "网格员手册"
# The menu that a long press on the icon opens; a county can leave out a page.
SHORTCUTS = {"计算器": "calculator", "上报类别": "categories", "办法全文": "text"}


def write(site: Path, title: str, measure: Mapping[str, Any], pages: Mapping[str, str], colour: str) -> None:
    """Write the manifest into a site; `colour` is that of the handbook's header."""
    named = "、".join(part for page, part in PARTS.items() if page in pages)
    what = f"{named}和补助计算" if named else "补助计算"
    shortcuts = {name: page for name, page in SHORTCUTS.items() if page in pages}
    fields = {
        "id": "./",
        "name": title,
        "short_name": SHORT,
        "description": f"《{measure['title']}》的{what}，没有信号也能用",
        "lang": "zh-CN",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": colour,
        "background_color": "#ffffff",
        "categories": ["government", "productivity"],
        "icons": [
            {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for address, size, purpose in ICONS
        ],
        "shortcuts": [{"name": name, "url": f"./{page}/"} for name, page in shortcuts.items()],
    }
    (site / NAME).write_text(json.dumps(fields, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
