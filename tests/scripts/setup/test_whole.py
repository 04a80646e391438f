"""Files kept between builds, written by several at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scripts.setup.whole import write_whole

LENGTH = 1_000_000
WRITERS = b"abcd"
ROUNDS = 25


def test_whoever_reads_while_others_write_finds_one_of_them_whole(tmp_path: Path) -> None:
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


def test_what_could_not_be_put_into_its_place_does_not_stay_beside_it(tmp_path: Path) -> None:
    """As on a full disk; here a folder stands in the place."""
    place = tmp_path / "kept"
    (place / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="kept"):
        write_whole(place, b"whole")
    assert list(tmp_path.iterdir()) == [place]
