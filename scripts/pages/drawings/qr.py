"""QR codes of addresses inside the handbook, as SVG files."""

import importlib.metadata
import shutil
from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from scripts.setup.bootstrap import ROOT
from scripts.setup.whole import write_whole

FOLDER = "assets/qr"
CACHE = ROOT / "build" / "qr"
# Black on white also in dark mode, with the margin that scanners need; up to 15% may be damaged.
ERROR_CORRECTION, BORDER, SCALE = "m", 4, 4


def svg(address: str) -> bytes:
    """Return the QR code of an address; the same address gives the same bytes."""
    import segno  # slow to import, and seldom needed: the codes are cached

    out = BytesIO()
    code = segno.make_qr(address, error=ERROR_CORRECTION)
    code.save(out, kind="svg", scale=SCALE, border=BORDER, light="#fff", xmldecl=False, title=address)
    return out.getvalue()


def write(site: Path, addresses: Mapping[str, str], cache: Path = CACHE) -> None:
    """Write the QR code of each address into the site, under its name.

    The cache has the codes that the same version of the library drew with the same settings.
    """
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    version = importlib.metadata.version("segno")
    for name, address in addresses.items():
        manner = (version, ERROR_CORRECTION, BORDER, SCALE, address)
        kept = cache / f"{sha256(repr(manner).encode()).hexdigest()}.svg"
        if not kept.exists():
            write_whole(kept, svg(address))
        shutil.copyfile(kept, folder / f"{name}.svg")


def addresses(public: str, places: Iterable[str]) -> dict[str, str]:
    """Return the address of each place (`duties#art-6-1`) by the name of its picture.

    >>> addresses("https://handbook.example/", ["duties#art-6-1"])
    {'duties-art-6-1': 'https://handbook.example/duties/#art-6-1'}
    """
    return {place.replace("#", "-"): public + place.replace("#", "/#") for place in places}
