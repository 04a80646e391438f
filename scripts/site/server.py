"""Serve the finished site on this machine, with the content types and the caching of a real host."""

import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any

from scripts.setup.bootstrap import SetupError
from scripts.site.hosting import rules

HOST = "127.0.0.1"


class SiteHandler(SimpleHTTPRequestHandler):
    """Answer with the site's files, and log errors only."""

    protocol_version = "HTTP/1.1"
    # Before the machine's own table, which may be wrong (on Windows it is in the registry).
    extensions_map = SimpleHTTPRequestHandler.extensions_map | rules.TYPES
    status: int = HTTPStatus.OK

    def send_response(self, code: int, message: str | None = None) -> None:
        """Remember the status: an error response must not be cached like the file."""
        self.status = code
        super().send_response(code, message)

    def end_headers(self) -> None:
        """Add Cache-Control and the headers of every response."""
        # After a malformed request there may be no path and no headers.
        failed = self.status >= HTTPStatus.BAD_REQUEST
        cache = rules.CHECKED if failed else rules.cache_control(self.path, prefetch=self._is_prefetch())
        self.send_header("Cache-Control", cache)
        for name, text in rules.HEADERS.items():
            self.send_header(name, text)
        super().end_headers()

    def _is_prefetch(self) -> bool:
        return self.headers.get("Sec-Purpose", "").startswith("prefetch")

    def list_directory(self, path: str | PathLike[str]) -> BytesIO | None:
        """Answer 404 for a folder without a page, as a static host does."""
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing for answered requests."""


class SiteServer(ThreadingHTTPServer):
    """Serve each connection in its own thread."""

    allow_reuse_address = sys.platform != "win32"  # on Windows it would share a port in use

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore connections that the browser closed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def make_server(directory: Path, port: int = 0) -> SiteServer:
    """Return a server bound to the port (0: any free one, see ``server_port``), not yet serving.

    Raises SetupError if the port is not available.
    """
    try:
        return SiteServer((HOST, port), partial(SiteHandler, directory=str(directory)))
    except (OSError, OverflowError) as error:
        raise SetupError(f"端口 {port} 用不了，可能已被别的程序占用：请用 --port 换一个端口") from error
