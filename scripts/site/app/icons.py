"""Draw the handbook's own picture, a grid with one field done, in the sizes that devices ask for."""

import json
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from jinja2 import Template

from calculator.errors import ProjectError
from scripts.setup.bootstrap import ROOT

DRAWING = ROOT / "scripts" / "pages" / "templates" / "icon.svg.j2"
NODE_SIDE = Path(__file__).with_suffix(".mjs")
CACHE = ROOT / "build" / "icons"


class Icon(NamedTuple):
    """Say where a picture is, its size in pixels, what a manifest calls it, and whether it fills its square.

    Devices cut a maskable one to their own shape: what is drawn keeps to the middle four fifths.
    """

    address: str
    size: int
    purpose: str = ""
    full: bool = False


ICONS = (
    Icon("assets/icons/icon-192.png", 192, "any"),
    Icon("assets/icons/icon-512.png", 512, "any"),
    Icon("assets/icons/maskable-512.png", 512, "maskable", full=True),
    Icon("assets/icons/apple-touch-icon.png", 180, full=True),
    # Where the theme looks for the picture of a tab.
    Icon("assets/images/favicon.png", 48),
)


def write(site: Path, colour: str, node: Sequence[str], cache: Path = CACHE) -> None:
    """Put every picture into a site, drawing those not drawn before; ProjectError when Node cannot."""
    template = Template(DRAWING.read_text(encoding="utf-8"))
    drawn = {icon: _svg(template, icon, colour) for icon in ICONS}
    kept = {icon: cache / f"{sha256(svg.encode()).hexdigest()}.png" for icon, svg in drawn.items()}
    if job := [[drawn[icon], str(path)] for icon, path in kept.items() if not path.exists()]:
        cache.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [*node, str(NODE_SIDE)], input=json.dumps(job), capture_output=True, text=True, check=False
        )
        if done.returncode or not all(path.exists() for path in kept.values()):
            said = done.stderr.strip().splitlines() or ["没有说明"]
            raise ProjectError(f"Node 没有画好图标：{said[-1]}")
    for icon, path in kept.items():
        target = site / icon.address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())


def _svg(template: Template, icon: Icon, colour: str) -> str:
    shape = {"round": 0, "scale": 0.8} if icon.full else {"round": 112, "scale": 1}
    return template.render(size=icon.size, ground=colour, **shape)
