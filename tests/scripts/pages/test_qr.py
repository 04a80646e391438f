"""Cached QR codes: equal to newly drawn ones, and drawn again when the way of drawing changes."""

from pathlib import Path

import pytest

from scripts.pages.drawings import qr

ADDRESSES = qr.addresses("https://handbook.example/", ["duties#art-6-1", "pay#art-9"])


def written(folder: Path, cache: Path) -> dict[str, bytes]:
    """Write the pictures into a folder and return them by name."""
    qr.write(folder, ADDRESSES, cache)
    return {path.stem: path.read_bytes() for path in (folder / qr.FOLDER).iterdir()}


def test_a_stored_code_equals_a_newly_drawn_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = written(tmp_path / "first", tmp_path / "cache")
    assert drawn == {name: qr.svg(address) for name, address in ADDRESSES.items()}
    monkeypatch.setattr(qr, "svg", lambda address: pytest.fail(f"{address} was drawn again"))
    assert written(tmp_path / "second", tmp_path / "cache") == drawn


def test_another_manner_is_drawn_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = written(tmp_path / "first", tmp_path / "cache")
    monkeypatch.setattr(qr, "SCALE", qr.SCALE + 1)
    after = written(tmp_path / "second", tmp_path / "cache")
    assert all(after[name] != before[name] for name in ADDRESSES)
    assert after == {name: qr.svg(address) for name, address in ADDRESSES.items()}


def test_a_picture_cut_off_while_it_was_kept_is_not_used(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    whole = written(tmp_path / "first", cache)
    for kept in list(cache.iterdir()):
        kept.rename(kept.with_suffix(".part"))
    assert written(tmp_path / "second", cache) == whole
