"""The bill of materials and the checksums of a release."""

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scripts.content.components import Component, locked, project_version
from scripts.release import bill
from scripts.verbs.release import SUMS, write_sums

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def text() -> str:
    """The bill of the locks as they are."""
    return bill.text(locked(), project_version(), DAY)


@pytest.fixture(scope="module")
def parts(text: str) -> dict[str, Any]:
    """Its components by package address."""
    return {part["purl"]: part for part in json.loads(text)["components"]}


def test_the_bill_is_sound_by_the_standards_schema(text: str) -> None:
    # The import builds dozens of grammars, which every other process would wait for.
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"purl"', '"pearl"', 1)) is not None


def test_the_bill_names_what_the_locks_name(parts: dict[str, Any]) -> None:
    """Pyodide as it stands in package-lock.json: licence, and its hash in hex."""
    lock = json.loads((Path(__file__).parents[3] / "package-lock.json").read_text("utf-8"))["packages"]
    entry = lock["node_modules/pyodide"]
    part = parts[f"pkg:npm/pyodide@{entry['version']}"]
    assert part["licenses"] == [{"license": {"id": "MPL-2.0"}}]
    ((digest,),) = [[each["content"] for each in part["hashes"] if each["alg"] == "SHA-512"]]
    assert len(digest) == 128
    assert len(parts) == len(locked()) > 100
    assert all(part["hashes"] for part in parts.values())


def test_packages_in_the_site_are_distinguished_from_build_packages(parts: dict[str, Any]) -> None:
    reaching = {part["name"] for part in parts.values() if part["scope"] == "required"}
    assert reaching == {"idb", "mkdocs-material", "pyodide", "uqr"}
    assert all(part.get("licenses") for part in parts.values() if part["scope"] == "required")


def test_the_same_content_is_the_same_bill(text: str) -> None:
    """The bill does not depend on time or chance; other content has another serial number."""
    assert bill.text(locked(), project_version(), DAY) == text
    other = bill.text([Component("pypi", "a", "1", "MIT", False, ())], project_version(), DAY)
    assert json.loads(other)["serialNumber"] != json.loads(text)["serialNumber"]


def test_checksums_hold_for_every_file_and_notice_a_change(tmp_path: Path) -> None:
    (tmp_path / "hosting").mkdir()
    (tmp_path / "b.txt").write_text("二")
    (tmp_path / "hosting" / "a b.conf").write_text("一")
    first = write_sums(tmp_path).read_bytes()
    assert write_sums(tmp_path).read_bytes() == first
    assert [line.split("  ", 1)[1] for line in first.decode().splitlines()] == ["b.txt", "hosting/a b.conf"]
    check = ["sha256sum", "--strict", "-c", SUMS]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "b.txt").write_text("三")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1
