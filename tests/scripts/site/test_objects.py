"""The list for an object store, and a store that answers as the list says."""

import gzip
from pathlib import Path

from scripts.site.hosting import objects, rules
from tests.support.hosts import StoreHandler, ask, read_objects, served

BASE = "/ga/"


def test_each_file_is_an_object_and_a_packed_one_goes_as_gzip(tmp_path: Path) -> None:
    page, code = b"<p>page</p>", bytes(range(256)) * 40
    for name, content in {"index.html": page, "404.html": b"missing", "runtime/code.wasm": code}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "runtime" / "code.wasm.gz").write_bytes(gzip.compress(code))
    (tmp_path / "runtime" / "code.wasm.br").write_bytes(b"for other hosts")
    stored = read_objects(objects.table(tmp_path, BASE))
    assert list(stored) == ["ga/404.html", "ga/index.html", "ga/runtime/code.wasm"]
    with served(StoreHandler, tmp_path, stored=stored) as origin:
        start = ask(origin, BASE)
        assert (start.status, start.body) == (200, page)
        assert start.headers["content-type"] == rules.TYPES[".html"]
        assert start.headers["cache-control"] == rules.cache_control("/index.html")
        assert "content-encoding" not in start.headers
        # Browsers compile WebAssembly while it loads only under its own type.
        wasm = ask(origin, f"{BASE}runtime/code.wasm")
        assert (wasm.status, gzip.decompress(wasm.body)) == (200, code)
        assert wasm.headers["content-type"] == "application/wasm"
        assert wasm.headers["content-encoding"] == "gzip"
        missing = ask(origin, f"{BASE}pay/absent/deep/")
        assert (missing.status, missing.body) == (404, b"missing")
