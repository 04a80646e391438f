"""Serve the finished site on this machine, with the types and caching a real host should give it."""

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
    """Answer with the site's files; only refusals are logged."""

    protocol_version = "HTTP/1.1"
    # The machine's own table may say otherwise (Windows keeps one in the registry)
    extensions_map = SimpleHTTPRequestHandler.extensions_map | rules.TYPES
    status: int = HTTPStatus.OK

    def send_response(self, code: int, message: str | None = None) -> None:
        """Remember the status: a refusal must not be cached as if it were the file."""
        self.status = code
        super().send_response(code, message)

    def end_headers(self) -> None:
        """Send what every answer carries, and how long this one may be kept."""
        # A refused request may have had no path and no headers that could be read.
        refused = self.status >= HTTPStatus.BAD_REQUEST
        life = rules.CHECKED if refused else rules.life(self.path, ahead=self._fetched_ahead())
        self.send_header("Cache-Control", life)
        for name, text in rules.HEADERS.items():
            self.send_header(name, text)
        super().end_headers()

    def _fetched_ahead(self) -> bool:
        return self.headers.get("Sec-Purpose", "").startswith("prefetch")

    def list_directory(self, path: str | PathLike[str]) -> BytesIO | None:
        """Refuse a folder without a page, as a static host does."""
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep quiet about answered requests."""


class SiteServer(ThreadingHTTPServer):
    """Serve each connection in its own thread."""

    allow_reuse_address = sys.platform != "win32"  # there it would share a port already in use

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over connections the browser dropped."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def make_server(directory: Path, port: int = 0) -> SiteServer:
    """Return a server bound to the port (0: any free one, see ``server_port``), not yet serving.

    Raises SetupError when the port cannot be had.
    """
    try:
        return SiteServer((HOST, port), partial(SiteHandler, directory=str(directory)))
    except (OSError, OverflowError) as error:
        raise SetupError(f"端口 {port} 用不了，可能已被别的程序占用：请用 --port 换一个端口") from error
