"""The list of files that a device stores of a build, and the files that make the handbook an app."""

import json
import re
import struct
import zlib
from hashlib import sha256
from math import hypot
from pathlib import Path
from typing import Any

import pytest

from scripts.setup.bootstrap import ROOT
from scripts.site import finished
from scripts.site.app import manifest, service_worker
from tests.scripts.site.pixels import points
from tests.support.markup import parse_file

LEFT_OUT = {"sw.js", "_headers", "sitemap.xml", "sitemap.xml.gz"}


def listed(site: Path) -> dict[str, Any]:
    """Return the list of files that the build puts before the service worker's code."""
    first, _, code = (site / service_worker.NAME).read_text("utf-8").partition("\n")
    assert "addEventListener" in code
    told: dict[str, Any] = json.loads(first.removeprefix("const BUILD = ").removesuffix(";"))
    return told


def test_the_list_has_each_file_of_the_site_as_it_is(site: Path) -> None:
    files = listed(site)["files"]
    there = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    # A folder's page is named as links and hosts name it: a host may lead from its own name to the folder's.
    named = {name.removesuffix("index.html"): path for name, path in there.items() if name not in LEFT_OUT}
    assert files.keys() == named.keys()
    for name, path in named.items():
        content = path.read_bytes()
        assert files[name][:2] == [sha256(content).hexdigest(), len(content)], name
    spare = {name.rpartition("/")[2] for name, entry in files.items() if len(entry) == 3}
    assert spare == {"pyodide.whole.wasm", "python_stdlib.zip"}


def test_every_page_names_its_build_and_the_bytes_to_store(site: Path) -> None:
    told = listed(site)
    needed = sum(entry[1] for entry in told["files"].values() if len(entry) == 2)
    for page in site.rglob("*.html"):
        (told_here,) = re.findall(r"<meta name='handbook-build' content='([^']+)'>", page.read_text("utf-8"))
        about = json.loads(told_here)
        assert about["build"] == told["id"]
        # The pages themselves have grown by the very line.
        assert needed * 0.99 < about["bytes"] <= needed
        assert about["bytes"] / 4 < about["sent"] < about["bytes"] / 2


def write(site: Path, known: dict[str, str] | None = None) -> None:
    measure = {"version": "2022-05-06", "checked": "2026-11-23"}
    # The cache beside the site, not in it.
    cache = site.with_name(f"{site.name}-sizes")
    pages = finished.read(site)
    finished.write(site, service_worker.write(site, pages, "addEventListener", measure, known or {}, cache))


def test_a_file_is_weighed_once_for_each_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    site.mkdir()
    weighed: list[bytes] = []
    deflate = zlib.compress

    def noting(content: bytes, level: int) -> bytes:
        weighed.append(content)
        return deflate(content, level)

    monkeypatch.setattr(zlib, "compress", noting)
    told = []
    for one, two in ((b"a" * 500, b"b"), (b"a" * 500, b"c" * 90)):
        (site / "index.html").write_text("<head></head>", "utf-8")
        (site / "one.txt").write_bytes(one)
        (site / "two.txt").write_bytes(two)
        write(site)
        about = (site / "index.html").read_text("utf-8").partition("content='")[2].partition("'")[0]
        told.append(json.loads(about)["sent"])
        assert told[-1] == sum(len(deflate(content, 1)) for content in (b"<head></head>", one, two))
    assert sorted(weighed) == [b"<head></head>", b"a" * 500, b"b", b"c" * 90]


def test_a_known_file_is_not_hashed_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "runtime").mkdir(parents=True)
    (site / "index.html").write_text("<head></head>", "utf-8")
    (site / "runtime" / "a.wasm").write_bytes(b"a")
    write(site, {"runtime/a.wasm": "0" * 64})
    files = listed(site)["files"]
    assert files["runtime/a.wasm"] == ["0" * 64, 1]
    # The page as it is now, with the build's name in it.
    assert files[""][0] == sha256((site / "index.html").read_bytes()).hexdigest()


def test_a_changed_file_is_another_build(tmp_path: Path) -> None:
    ids = []
    for text in ("one", "two", "one"):
        (tmp_path / "index.html").write_text(f"<head></head>{text}", "utf-8")
        write(tmp_path)
        ids.append(listed(tmp_path)["id"])
        assert f'{{"build":"{ids[-1]}"' in (tmp_path / "index.html").read_text("utf-8")
    assert ids[0] == ids[2] != ids[1]


def test_the_manifest_names_what_is_there(site: Path) -> None:
    told = json.loads((site / manifest.NAME).read_text("utf-8"))
    assert told["name"] == "大宁县网格员手册"
    shortcuts = {each["name"]: each["url"] for each in told["shortcuts"]}
    assert shortcuts == {"计算器": "./calculator/", "上报类别": "./categories/", "办法全文": "./text/"}
    for address in shortcuts.values():
        assert (site / address / "index.html").is_file()
    # Devices ask for these two sizes; a maskable one is cut to the device's own shape.
    assert {(each["sizes"], each["purpose"]) for each in told["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    header = (ROOT / "docs" / "assets" / "css" / "tokens.css").read_text("utf-8")
    assert f"--md-primary-fg-color: {told['theme_color']};" in header


def test_every_page_tells_devices_its_colour_by_day_and_by_night(site: Path) -> None:
    """They are those of the page's own header, light and dark."""
    style = (ROOT / "docs" / "assets" / "css" / "tokens.css").read_text("utf-8")
    light, dark = re.findall(r"--md-primary-fg-color: (#[0-9a-f]{6});", style)
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        metas = [each for each in parse_file(page).all("meta") if each.get("name") == "theme-color"]
        assert [(each.get("media"), each.get("content")) for each in metas] == [
            ("(prefers-color-scheme: light)", light),
            ("(prefers-color-scheme: dark)", dark),
        ], page


def test_a_device_may_cut_the_picture_to_its_own_shape(site: Path) -> None:
    """The picture is filled to its corners; the drawing is in the middle four fifths, which no shape cuts."""
    told = json.loads((site / manifest.NAME).read_text("utf-8"))
    (address,) = [each["src"] for each in told["icons"] if each["purpose"] == "maskable"]
    picture = points((site / address).read_bytes())
    ground = picture[0][0]
    assert ground == (*bytes.fromhex(told["theme_color"][1:]), 255)
    assert {point[3] for row in picture for point in row} == {255}
    middle = (len(picture) - 1) / 2
    drawn = [
        hypot(x - middle, y - middle)
        for y, row in enumerate(picture)
        for x, point in enumerate(row)
        if point != ground
    ]
    assert len(drawn) > len(picture) ** 2 / 10
    assert max(drawn) <= len(picture) * 0.4


# The manifest's pictures, the one for Apple's devices, and the one of a browser's tab.
PICTURES = {
    **{address: size for address, size, _ in manifest.ICONS},
    "assets/icons/apple-touch-icon.png": 180,
    "assets/images/favicon.png": 48,
}


@pytest.mark.parametrize("address", PICTURES)
def test_a_picture_has_the_size_it_is_named_by(site: Path, address: str) -> None:
    content = (site / address).read_bytes()
    # A PNG begins with its signature and the header's length and name, and then has width and height.
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == (PICTURES[address], PICTURES[address])
