"""A file on its way to the device over a line that is slow, stops or is cut: in Node, with its own clock."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts.setup.bootstrap import ROOT, node_command

LINE = Path(__file__).with_name("slow_line.mjs")
SCRIPTS = ROOT / "docs" / "assets" / "js"
MB = 1_000_000
ADDRESS = "https://handbook.example/0123456789abcdef/memory.bin"
# A pause just below the limit of time without data, and one above it.
SLOW, SILENT = 0.99, 1.01


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts where Node takes them for modules."""
    folder = tmp_path_factory.mktemp("modules")
    shutil.copytree(SCRIPTS / "service", folder / "service")
    shutil.copytree(SCRIPTS / "site", folder / "site")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    return folder


def fetch(modules: Path, answers: list[dict[str, Any]], size: int = MB, runs: int = 1) -> dict[str, Any]:
    """Fetch a file with these answers in turn, then without a network; return how the downloads ended."""
    told = {"modules": modules.as_uri(), "bytes": size, "answers": answers, "runs": runs}
    done = subprocess.run(
        [*node_command(), str(LINE)], input=json.dumps(told), capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["clocks"] == 0
    return answer


def steps(length: int, count: int, pause: float = 0) -> list[tuple[float, int]]:
    return [(pause, length // count)] * count


def rest(start: int, length: int, **more: Any) -> dict[str, Any]:
    """Return an answer with a part of the file, to its end or up to where it is cut."""
    said = {"Content-Range": f"bytes {start}-{MB - 1}/{MB}"}
    return {"status": 206, "from": start, "headers": said, "steps": [(0, length)], **more}


def cut(length: int, **more: Any) -> dict[str, Any]:
    return {"steps": [(0, length)], "end": "cut", **more}


WHOLE = {"steps": [(0, MB)]}
PLAIN = {"cache": "default", "range": None}


def ranged(start: int) -> dict[str, Any]:
    return {"cache": "no-store", "range": f"bytes={start}-"}


def test_a_slow_download_without_pauses_has_no_time_limit(modules: Path) -> None:
    came = fetch(modules, [{"steps": steps(MB, 200, SLOW)}])
    assert came["ends"][0] == "whole"
    assert came["asked"] == [PLAIN]
    assert came["limits"] > 190
    # No part of the file is stored any more.
    assert came["parts"] == []


def test_after_a_long_pause_the_download_continues_where_it_stopped(modules: Path) -> None:
    silent = {"steps": [*steps(600_000, 6), (SILENT, 400_000)]}
    came = fetch(modules, [silent, rest(600_000, 400_000)])
    assert came["ends"][0] == "whole"
    assert came["asked"] == [PLAIN, ranged(600_000)]


def test_a_download_continues_as_long_as_each_answer_adds_bytes(modules: Path) -> None:
    answers = [
        cut(400_000),
        rest(400_000, 200_000, end="cut"),
        rest(600_000, 100, end="cut"),
        rest(600_100, 399_900),
    ]
    came = fetch(modules, answers)
    assert came["ends"][0] == "whole"
    assert came["asked"] == [PLAIN, ranged(400_000), ranged(600_000), ranged(600_100)]


def test_received_parts_are_used_at_a_later_attempt(modules: Path) -> None:
    # No network after the first answer: one more try of each kind, then the file is given up.
    came = fetch(modules, [cut(700_000)], runs=2)
    assert came["ends"] == ["unreached", "unreached"]
    assert came["asked"] == [PLAIN, *[ranged(700_000)] * 4]
    assert came["parts"] == [f"{ADDRESS}?from=0", f"{ADDRESS}?from=700000"][:1]
    # A part is put away while it comes, so that it survives the service worker's end.
    assert fetch(modules, [cut(0), cut(0), {"steps": [(0, 300_000), (0, 1000)], "end": "cut"}], runs=2)[
        "parts"
    ] == [
        f"{ADDRESS}?from=0",
        f"{ADDRESS}?from=300000",
    ]


def test_a_host_without_ranges_sends_the_whole_file_and_is_asked_for_a_range_once(
    modules: Path,
) -> None:
    came = fetch(modules, [cut(400_000), WHOLE, cut(500_000), WHOLE])
    # The host answers a request for a part with the whole file, uncompressed: the next request has no range.
    assert came["ends"][0] == "whole"
    assert came["asked"] == [PLAIN, ranged(400_000), PLAIN, PLAIN]
    assert came["parts"] == []


@pytest.mark.parametrize("said", ["bytes 0-999999/1000000", "", "bytes */1000000"])
def test_a_part_that_was_not_requested_is_not_used(modules: Path, said: str) -> None:
    came = fetch(modules, [cut(400_000), {**WHOLE, "status": 206, "headers": {"Content-Range": said}}, WHOLE])
    assert came["ends"][0] == "whole"
    assert came["asked"] == [PLAIN, ranged(400_000), PLAIN]


def test_parts_of_another_file_are_detected_by_the_hash_and_deleted(modules: Path) -> None:
    came = fetch(modules, [cut(400_000, changed=True), rest(400_000, 600_000), WHOLE])
    assert came["ends"][0] == "whole"
    assert came["asked"] == [PLAIN, ranged(400_000), PLAIN]
    assert came["parts"] == []


def test_a_truncated_compressed_answer_does_not_count_as_altered(modules: Path) -> None:
    """Firefox 153 reports such an answer as complete although it is too short."""
    packed = {"headers": {"Content-Encoding": "br"}}
    short = {"steps": [(0, 500_000)], **packed}
    came = fetch(modules, [short, rest(500_000, 500_000)])
    assert came["ends"][0] == "whole"
    assert fetch(modules, [short])["ends"] == ["unreached"]


def test_another_file_is_reported_as_altered(modules: Path) -> None:
    missing = {"status": 404, "steps": [(0, 10)]}
    short = {"steps": [(0, 10)]}
    # Bytes beyond the expected length are not waited for.
    long = {"steps": [(0, MB), (0, 10), (SILENT, 0)]}
    for answer in (missing, short, long, {**WHOLE, "changed": True}):
        came = fetch(modules, [answer, answer])
        assert came["ends"] == ["altered"]
        assert came["asked"] == [PLAIN, {"cache": "reload", "range": None}]
        assert came["limits"] == 0
    assert fetch(modules, [missing, WHOLE])["ends"][0] == "whole"


def test_a_small_file_is_fetched_again_from_the_start(modules: Path) -> None:
    came = fetch(modules, [cut(60_000), {"steps": [(0, 100_000)]}], size=100_000)
    assert came["ends"][0] == "whole"
    assert came["asked"] == [PLAIN, PLAIN]


def test_a_stored_response_has_no_header_that_a_cache_refuses(modules: Path) -> None:
    headers = {"Vary": "*", "Content-Length": "5", "Content-Type": "application/wasm"}
    assert fetch(modules, [{**WHOLE, "headers": headers}])["ends"][1] == {"content-type": "application/wasm"}
