"""QR codes of addresses inside the handbook, as SVG files."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

import segno

FOLDER = "assets/qr"
# Black on white also in the dark, with the quiet zone scanners need; about a seventh may be damaged.
ERROR_CORRECTION, BORDER, SCALE = "m", 4, 4


def svg(address: str) -> bytes:
    """Return the picture of an address, the same bytes every time."""
    out = BytesIO()
    code = segno.make_qr(address, error=ERROR_CORRECTION)
    code.save(out, kind="svg", scale=SCALE, border=BORDER, light="#fff", xmldecl=False, title=address)
    return out.getvalue()


def write(site: Path, addresses: Mapping[str, str]) -> None:
    """Write a picture for each address into the site, by the name the pages know it under."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, address in addresses.items():
        (folder / f"{name}.svg").write_bytes(svg(address))


def addresses(public: str, places: Iterable[str]) -> dict[str, str]:
    """Return the public address of each place, `duties#art-6-1`, by the name of its picture.

    >>> addresses("https://handbook.example/", ["duties#art-6-1"])
    {'duties-art-6-1': 'https://handbook.example/duties/#art-6-1'}
    """
    return {place.replace("#", "-"): public + place.replace("#", "/#") for place in places}
