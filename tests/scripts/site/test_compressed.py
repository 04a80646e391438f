"""The compressed forms of files."""

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts.setup.bootstrap import node_command
from scripts.site.compressed import beside, compressed, sendable


def brotli_size(page: Path, cache: Path, node: Sequence[str] | None = None) -> int:
    return compressed([page], node or node_command(), cache)[page].brotli.stat().st_size


def test_a_file_is_compressed_only_once(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>一行字</p>" * 1000, "utf-8")
    cache = tmp_path / "cache"
    size = brotli_size(page, cache)
    # 16,000 bytes of one repeated line: Brotli keeps little more than the line.
    assert 0 < size < 100
    assert brotli_size(page, cache, ["no-such-node"]) == size


def test_gzip_gives_the_file_back(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(bytes(range(256)) * 40)
    forms = compressed([page], node_command(), tmp_path / "cache")[page]
    assert gzip.decompress(forms.gzip.read_bytes()) == page.read_bytes()


def test_a_file_that_changed_is_compressed_again(tmp_path: Path) -> None:
    page, cache = tmp_path / "page.html", tmp_path / "cache"
    page.write_bytes(b"a")
    before = brotli_size(page, cache)
    page.write_bytes(bytes(range(256)) * 4)
    assert brotli_size(page, cache) > before


def test_a_host_finds_the_forms_beside_the_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(bytes(range(256)) * 40)
    beside([page], node_command(), tmp_path / "cache")
    assert gzip.decompress((tmp_path / "page.html.gz").read_bytes()) == page.read_bytes()
    size = brotli_size(page, tmp_path / "cache")
    assert (tmp_path / "page.html.br").stat().st_size == size < page.stat().st_size


def test_trouble_is_one_sentence(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"a")
    with pytest.raises(ProjectError, match="Node 没有压缩好文件"):
        compressed([page], ["false"], tmp_path / "cache")


def test_all_files_of_the_engine_are_sent_compressed(site: Path) -> None:
    runtime = {path for path in (site / "runtime").rglob("*") if path.is_file()}
    assert len(runtime) > 5
    assert runtime <= set(sendable(site))
