"""A static host in a process of its own, so that a quota on the browser does not slow the server.

Started by `served`; it is given its files as JSON in the first line of stdin, then commands a line each.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from scripts.measure.bench.link import Link, Shape
from scripts.site.hosting import rules
from scripts.site.server import HOST


class Host(ThreadingHTTPServer):
    """Serve files by path, over one line, or turn everybody away."""

    daemon_threads = True
    files: Mapping[str, Mapping[str, str]] = {}
    away = False

    def __init__(self, link: Link) -> None:
        super().__init__((HOST, 0), Handler)
        self.link = link

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Hang up on every new connection while the network is to be away."""
        return not self.away

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over connections the browser dropped."""


class Handler(BaseHTTPRequestHandler):
    """Answer with a file in the form the browser takes; one connection carries many requests."""

    protocol_version = "HTTP/1.1"
    server: Host

    def setup(self) -> None:
        """Let a new connection cost what its handshake costs."""
        super().setup()
        self.server.link.wait()

    def do_GET(self) -> None:
        """Send a file, or tell that the one the browser has is still good."""
        self.server.link.wait()
        path = self.path.partition("?")[0]
        file = self.server.files.get(path) or self.server.files.get(f"{path}index.html")
        if file is None or self.server.away:
            self._answer(HTTPStatus.NOT_FOUND, {}, b"")
            return
        headers = {"Cache-Control": rules.life(path), "ETag": file["tag"]}
        if self.headers.get("If-None-Match") == file["tag"]:
            self._answer(HTTPStatus.NOT_MODIFIED, headers, None)
            return
        headers |= {"Content-Type": file["type"], "Vary": "Accept-Encoding"}
        accepted = self.headers.get("Accept-Encoding", "")
        coding = next((name for name in ("br", "gzip") if name in accepted and name in file), "")
        if coding:
            headers["Content-Encoding"] = coding
        self._answer(HTTPStatus.OK, headers, Path(file[coding or "plain"]).read_bytes())

    def _answer(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes | None) -> None:
        """Send head and body over the line; a body of None is none at all, not even of no bytes."""
        if body is not None:
            headers = {**headers, "Content-Length": str(len(body))}
        lines = [
            f"HTTP/1.1 {status.value} {status.phrase}",
            *(f"{key}: {text}" for key, text in headers.items()),
        ]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        self.server.link.send(head + (body or b""), self.wfile.write)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def main() -> None:
    """Serve until stdin ends; each command is answered by a line of JSON."""
    # The browser's group goes before all other work; the host must not wait behind the rest of it.
    with suppress(OSError):
        os.nice(-10)
    host = Host(Link())
    host.files = json.loads(sys.stdin.readline())
    Thread(target=host.serve_forever, daemon=True).start()
    print(json.dumps({"port": host.server_port}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        if "shape" in command:
            host.away = command["away"]
            host.link.restart(Shape(*command["shape"]))
        sent = host.link.sent_by(command["by"]) if "by" in command else host.link.sent
        print(json.dumps({"sent": sent}), flush=True)


if __name__ == "__main__":
    main()
