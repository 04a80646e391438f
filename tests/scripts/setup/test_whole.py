"""Files kept between builds, written by several at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scripts.setup.whole import write_whole

LENGTH = 1_000_000
WRITERS = b"abcd"
ROUNDS = 25


def test_reading_during_writes_gives_one_complete_version(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "file.svg"
    wholes = [bytes([letter]) * LENGTH for letter in WRITERS]
    write_whole(path, wholes[0])

    def write(whole: bytes) -> None:
        for _ in range(ROUNDS):
            write_whole(path, whole)

    with ThreadPoolExecutor() as threads:
        writing = [threads.submit(write, whole) for whole in wholes]
        seen = {path.read_bytes()}
        while not all(each.done() for each in writing):
            seen.add(path.read_bytes())
    assert [each.exception() for each in writing] == [None] * len(WRITERS)
    assert seen <= set(wholes)
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_leaves_no_temporary_file(tmp_path: Path) -> None:
    """Writing fails as on a full disk, here because a folder has the file's name."""
    place = tmp_path / "kept"
    (place / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="kept"):
        write_whole(place, b"whole")
    assert list(tmp_path.iterdir()) == [place]
