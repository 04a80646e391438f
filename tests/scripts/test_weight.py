"""What files weigh on the wire."""

from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts.bootstrap import node_command
from scripts.weight import brotli_bytes


def test_a_file_is_weighed_as_brotli_and_only_once(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>一行字</p>" * 1000, "utf-8")
    cache = tmp_path / "cache.json"
    weighed = brotli_bytes([page], node_command(), cache)
    # 16,000 bytes of one repeated line: Brotli keeps little more than the line.
    assert 0 < weighed[page] < 100
    assert brotli_bytes([page], ["no-such-node"], cache) == weighed


def test_a_file_that_changed_is_weighed_again(tmp_path: Path) -> None:
    page, cache = tmp_path / "page.html", tmp_path / "cache.json"
    page.write_bytes(b"a")
    before = brotli_bytes([page], node_command(), cache)
    page.write_bytes(bytes(range(256)) * 4)
    assert brotli_bytes([page], node_command(), cache)[page] > before[page]


def test_trouble_is_one_sentence(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"a")
    with pytest.raises(ProjectError, match="Node 没有量出文件的大小"):
        brotli_bytes([page], ["false"], tmp_path / "cache.json")
