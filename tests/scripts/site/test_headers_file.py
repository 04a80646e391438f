"""The `_headers` file, read as the hosts that know it read it."""

import re
from pathlib import Path

import pytest

from scripts.site.hosting import headers_file, rules


def read(text: str) -> dict[str, dict[str, str]]:
    """Return the headers by the place they are for."""
    blocks: dict[str, dict[str, str]] = {}
    place = ""
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            blocks[place][name] = value
        else:
            place = line
            blocks[place] = {}
    return blocks


def headers_of(blocks: dict[str, dict[str, str]], path: str) -> dict[str, list[str]]:
    """Return all values of each header of an address: such hosts join those of every place that fits."""
    found: dict[str, list[str]] = {}
    for place, headers in blocks.items():
        if re.fullmatch(re.escape(place).replace(r"\*", ".*"), path):
            for name, value in headers.items():
                found.setdefault(name, []).append(value)
    return found


@pytest.fixture(scope="module")
def blocks(site: Path) -> dict[str, dict[str, str]]:
    """The file as it stands in the built site."""
    return read((site / "_headers").read_text("utf-8"))


def test_every_file_of_the_site_gets_just_the_headers_of_the_rules(
    site: Path, blocks: dict[str, dict[str, str]]
) -> None:
    """A file that can change under its address gets no lifetime: such hosts revalidate it by default."""
    kept = 0
    for path in site.rglob("*"):
        address = f"/{path.relative_to(site).as_posix()}"
        if path.is_file():
            life = {"Cache-Control": [rules.IMMUTABLE]} if rules.is_hashed(address) else {}
            kept += bool(life)
            wanted = {**{name: [value] for name, value in rules.HEADERS.items()}, **life}
            assert headers_of(blocks, address) == wanted, address
    assert kept > 10


def test_the_hosts_limits_are_kept(blocks: dict[str, dict[str, str]]) -> None:
    """Cloudflare Pages takes 100 places, one star each, and 2,000 characters a line."""
    assert len(blocks) <= 100
    assert all(place.count("*") <= 1 for place in blocks)
    assert all(len(f"  {name}: {value}") <= 2000 for each in blocks.values() for name, value in each.items())


def test_compressed_forms_are_no_places_of_their_own(tmp_path: Path) -> None:
    """The file is the same whether the build made them before or not."""
    style = tmp_path / "assets" / "stylesheets" / "all.0123456789abcdef.css"
    style.parent.mkdir(parents=True)
    style.write_text("")
    plain = headers_file.text(tmp_path)
    style.with_name(f"{style.name}.br").write_text("")
    assert headers_file.text(tmp_path) == plain
    assert "/assets/stylesheets/all.0123456789abcdef.css\n" in plain
