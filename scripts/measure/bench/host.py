"""A static host on loopback: it sends compressed files over a line of any speed and counts the bytes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from scripts.measure.bench.link import FREE, Link, Shape
from scripts.site.compressed import compressed
from scripts.site.hosting import rules
from scripts.site.server import HOST, SiteHandler

# Compressed already.
PACKED = {".png", ".jpg", ".webp", ".woff2", ".pdf", ".br", ".gz"}


class File(NamedTuple):
    """The response to an address; `sent` is the Brotli file if that is smaller than the plain one."""

    plain: Path
    sent: Path
    type: str
    tag: str


class Host(ThreadingHTTPServer):
    """Serve files by path over one line; while `away`, refuse every connection."""

    daemon_threads = True

    def __init__(self, files: Mapping[str, File]) -> None:
        super().__init__((HOST, 0), Handler)
        self.files = files
        self.link = Link()
        self.away = False
        self.address = f"http://{HOST}:{self.server_port}/"

    def restart(self, shape: Shape = FREE, *, away: bool = False) -> None:
        """Reset the count and set the line's shape, or refuse every connection from now on."""
        self.away = away
        self.link.restart(shape)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Refuse new connections while away."""
        return not self.away

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore connections that the browser closed."""


class Handler(BaseHTTPRequestHandler):
    """Answer with a file, as Brotli if the browser accepts it; connections stay open."""

    protocol_version = "HTTP/1.1"
    server: Host

    def setup(self) -> None:
        """Delay a new connection by its handshake."""
        super().setup()
        self.server.link.wait()

    def do_GET(self) -> None:
        """Send a file, or 304 where the browser has it."""
        self.server.link.wait()
        path = self.path.partition("?")[0]
        file = self.server.files.get(path) or self.server.files.get(f"{path}index.html")
        if file is None or self.server.away:
            self._answer(HTTPStatus.NOT_FOUND, {}, b"")
            return
        headers = {"Cache-Control": rules.cache_control(path), "ETag": file.tag}
        if self.headers.get("If-None-Match") == file.tag:
            self._answer(HTTPStatus.NOT_MODIFIED, headers, None)
            return
        headers |= {"Content-Type": file.type, "Vary": "Accept-Encoding"}
        packed = file.sent != file.plain and "br" in self.headers.get("Accept-Encoding", "")
        if packed:
            headers["Content-Encoding"] = "br"
        self._answer(HTTPStatus.OK, headers, (file.sent if packed else file.plain).read_bytes())

    def _answer(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes | None) -> None:
        """Send head and body over the line; without a body no Content-Length."""
        if body is not None:
            headers = {**headers, "Content-Length": str(len(body))}
        lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{key}: {headers[key]}" for key in headers)]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        self.server.link.send(head + (body or b""), self.wfile.write)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@contextmanager
def served(folder: Path, node: Sequence[str]) -> Iterator[Host]:
    """Serve a folder, compressed beforehand, until the block ends."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    forms = compressed([path for path in paths if path.suffix not in PACKED], node)
    files = {}
    for path in paths:
        packed = forms[path].brotli if path in forms else path
        smaller = packed if packed.stat().st_size < path.stat().st_size else path
        kind = SiteHandler.extensions_map.get(path.suffix, "application/octet-stream")
        tag = f'"{forms[path].content[:16] if path in forms else path.stat().st_size}"'
        files["/" + path.relative_to(folder).as_posix()] = File(path, smaller, kind, tag)
    with Host(files) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        try:
            yield host
        finally:
            host.shutdown()
