"""Responses of the local server, byte for byte as a browser receives them."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from scripts.setup.bootstrap import SetupError
from scripts.site import server as site_server
from scripts.site.hosting import rules
from scripts.verbs import serve
from tests.support.machine import LIMIT_S


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[HTTPConnection]:
    """Serve a small site and connect to it."""
    runtime = tmp_path / "runtime" / "0123456789abcdef"
    runtime.mkdir(parents=True)
    for name in ("pyodide.asm.wasm", "python_stdlib.zip", "policy.json"):
        (runtime / name).write_bytes(b"x")
    (tmp_path / "index.html").write_text("<p>首页</p>", encoding="utf-8")
    (tmp_path / "assets" / "stylesheets").mkdir(parents=True)
    (tmp_path / "assets" / "stylesheets" / "all.0123456789abcdef.css").write_text("")
    (tmp_path / "form.js").write_text("")
    (tmp_path / "form.mjs").write_text("")
    with site_server.make_server(tmp_path) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        client = HTTPConnection(site_server.HOST, server.server_port, timeout=LIMIT_S)
        yield client
        client.close()
        server.shutdown()
        thread.join()


def answer(connection: HTTPConnection, path: str, **headers: str) -> tuple[int, str | None, str | None]:
    """Return status, Content-Type and Cache-Control of a path."""
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    return response.status, response.getheader("Content-Type"), response.getheader("Cache-Control")


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/form.js", "text/javascript"),
        ("/form.mjs", "text/javascript"),
    ],
)
def test_pages_and_scripts_are_checked_again_each_time(
    connection: HTTPConnection, path: str, content_type: str
) -> None:
    """Their addresses stay the same when their content changes."""
    assert answer(connection, path) == (200, content_type, "no-cache")


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("pyodide.asm.wasm", "application/wasm"),  # any other type stops streaming compilation
        ("python_stdlib.zip", "application/zip"),
        ("policy.json", "application/json"),
    ],
)
def test_runtime_files_are_kept_for_good(connection: HTTPConnection, name: str, content_type: str) -> None:
    """Their address holds the hash of their content."""
    assert answer(connection, f"/runtime/0123456789abcdef/{name}") == (200, content_type, rules.IMMUTABLE)


def test_the_style_sheet_is_kept_for_good(connection: HTTPConnection) -> None:
    """Its name holds the hash of its content."""
    path = "/assets/stylesheets/all.0123456789abcdef.css"
    assert answer(connection, path) == (200, "text/css", rules.IMMUTABLE)


@pytest.mark.parametrize("path", ["/runtime/0123456789abcdef/absent.wasm", "/runtime/", "/absent"])
def test_refusals_are_never_kept(connection: HTTPConnection, path: str) -> None:
    """A missing file and a folder without a page are both 404."""
    status, _, cache = answer(connection, path)
    assert (status, cache) == (404, "no-cache")


@pytest.mark.parametrize(
    ("path", "life"),
    [
        ("/", rules.PREFETCHED),
        ("/runtime/0123456789abcdef/policy.json", rules.IMMUTABLE),
        ("/absent", "no-cache"),
    ],
)
def test_a_prefetched_page_is_fresh_until_the_click(connection: HTTPConnection, path: str, life: str) -> None:
    """The browser says that it only fetches ahead."""
    assert answer(connection, path, **{"Sec-Purpose": "prefetch"})[2] == life


def test_one_connection_answers_many_requests(connection: HTTPConnection) -> None:
    """Keep-alive: the second request goes over the same socket."""
    answer(connection, "/")
    socket = connection.sock
    answer(connection, "/form.js")
    assert socket is not None
    assert connection.sock is socket


def test_port_in_use_is_one_sentence_before_the_build(tmp_path: Path) -> None:
    """The sentence names the port and the option; nothing is built first."""
    with site_server.make_server(tmp_path) as server, pytest.raises(SetupError) as refused:
        serve.run(["--port", str(server.server_port)])
    message = str(refused.value)
    assert str(server.server_port) in message
    assert "--port" in message
    assert "\n" not in message


@pytest.mark.parametrize("path", ["/", "/form.js", "/absent"])
def test_every_answer_carries_the_headers_of_a_host(connection: HTTPConnection, path: str) -> None:
    """The local server sends a host's headers, so a problem with them is found before publication."""
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    assert {name: response.getheader(name) for name in rules.HEADERS} == rules.HEADERS


def test_a_request_that_cannot_be_read_is_refused(connection: HTTPConnection) -> None:
    """Such a request has no path and no headers."""
    connection.connect()
    assert connection.sock is not None
    connection.sock.sendall(b"GET / HTTP/9.9.9\r\n\r\n")
    assert b"Error code: 400" in connection.sock.recv(65536)
