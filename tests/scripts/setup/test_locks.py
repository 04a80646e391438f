"""The locks: every package has its hash, and none names a host."""

import json
import re

import pytest

from scripts.setup.bootstrap import ROOT

PYTHON = ["requirements.lock", "tests.lock", "words.lock", "node.lock"]
NPM = "package-lock.json"


@pytest.mark.parametrize("name", PYTHON)
def test_every_package_of_pypi_has_an_exact_version_and_a_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    wrong = [
        entry
        for entry in entries
        if not re.fullmatch(r"[\w.-]+==\S+(?: ; [^\\]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+", entry)
    ]
    assert wrong == []
    assert entries


def test_locks_agree_on_the_version_of_a_package() -> None:
    """tests.lock is installed over requirements.lock and must not change the packages of the build."""
    locked = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
    site, tests = (set(locked.findall((ROOT / name).read_text("utf-8"))) for name in PYTHON[:2])
    both = {name for name, _ in site} & {name for name, _ in tests}
    assert both
    assert {each for each in site if each[0] in both} == {each for each in tests if each[0] in both}


def test_every_package_of_npm_has_a_version_and_a_hash() -> None:
    packages = json.loads((ROOT / NPM).read_text("utf-8"))["packages"]
    entries = {place: entry for place, entry in packages.items() if place}
    assert entries
    for place, entry in entries.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+\S*", entry["version"]), place
        assert re.fullmatch(r"sha512-[\w+/]{86}==", entry["integrity"]), place


@pytest.mark.parametrize("name", [*PYTHON, NPM])
def test_no_lock_names_where_to_fetch_from(name: str) -> None:
    """Each machine uses its own mirror; the hash shows whether the file is right."""
    text = re.sub(r'"funding": \{[^}]*\}|"url": "[^"]*"', "", (ROOT / name).read_text("utf-8"))
    assert re.findall(r"\S*://\S*|--(?:extra-)?index-url|\"resolved\"", text) == []
