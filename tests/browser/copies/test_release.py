"""A release as its recipient finds it: the files in the folder, and the lines that were printed."""

import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from calculator.loading.folder import load
from scripts.verbs.release import make
from tests.conftest import PUBLIC
from tests.support.hosts import read_objects

pytestmark = pytest.mark.deep
BASE = "/ga/"
TOLD = {"handbook.pdf", "handbook.zip", "calculator.html"}
BESIDE = {"nginx.conf", "objects.tsv", "sbom.cdx.json", "SHA256SUMS"}
# Files of an earlier release: one in the folder itself, one in the folder that becomes the zip.
STALE = ("old.pdf", "handbook/old/index.html")


class Release(NamedTuple):
    """The folder, and the lines that were printed."""

    folder: Path
    said: list[str]


@pytest.fixture(scope="module")
def release(public_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the public site, made over what an earlier one left."""
    folder = tmp_path_factory.mktemp("made") / "release"
    for name in STALE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("of an earlier release")
    assert urlsplit(PUBLIC).path == BASE
    # The book is printed by a driver of its own, which wants a thread of its own.
    with redirect_stdout(StringIO()) as said, ThreadPoolExecutor(1) as threads:
        threads.submit(make, public_site, BASE, load(), folder).result()
    return Release(folder, said.getvalue().splitlines())


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file below a folder by its name from there."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def test_everything_is_there_and_nothing_of_an_earlier_release(release: Release) -> None:
    assert {path.name for path in release.folder.iterdir()} == TOLD | BESIDE | {"handbook"}
    assert [name for name in STALE if (release.folder / name).exists()] == []
    assert all(path.stat().st_size > 1000 for name, path in files(release.folder) if name in TOLD | BESIDE)


def test_the_sizes_it_tells_are_those_of_the_files(release: Release) -> None:
    told = [re.fullmatch(r"\S+ (\S+)（(\d+) kB）", line) for line in release.said[:-1]]
    sizes = {match[1]: int(match[2]) for match in told if match}
    assert len(sizes) == len(told)
    assert sizes == {name: (release.folder / name).stat().st_size // 1000 for name in TOLD}
    assert release.said[-1] == f"都在 {release.folder}/"


def test_the_host_finds_the_site_below_its_path(release: Release, public_site: Path) -> None:
    configuration = (release.folder / "nginx.conf").read_text("utf-8")
    assert re.findall(r"^ *location (\S+) \{$", configuration, re.MULTILINE) == [BASE]
    assert f"error_page 404 {BASE}404.html;" in configuration
    stored = read_objects((release.folder / "objects.tsv").read_text("utf-8"))
    # A compressed form is stored under the name of the file itself.
    names = [name for name, _ in files(public_site) if not name.endswith(".gz")]
    assert len(names) > 50
    assert stored.keys() == {f"ga/{name}" for name in names}


def test_the_checksums_hold_and_leave_out_no_file(release: Release) -> None:
    lines = (release.folder / "SHA256SUMS").read_text("utf-8").splitlines()
    summed = [line.partition("  ")[2] for line in lines]
    assert sorted([*summed, "SHA256SUMS"]) == sorted(name for name, _ in files(release.folder))
    check = ["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"]
    done = subprocess.run(check, cwd=release.folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
