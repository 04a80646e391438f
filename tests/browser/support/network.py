"""The site's own server, with faults a network has."""

import re
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from scripts.site.server import HOST, SiteHandler, SiteServer


class Fault(NamedTuple):
    """A fault of a file's response; `part` is the share of the content that is sent before the fault.

    `coding` is the Content-Encoding. A response that is not `sized` has no Content-Length: it ends with the
    connection. `once`: the next response has no fault.
    """

    status: int = HTTPStatus.OK
    content: Callable[[bytes], bytes] = bytes
    part: float = 1.0
    until: Event | None = None
    type: str = ""
    coding: str = ""
    sized: bool = True
    once: bool = False
    vary: str = ""


MISSING = Fault(status=HTTPStatus.NOT_FOUND)
DROPPED = Fault(part=0.5)
TRUNCATED = Fault(content=lambda content: content[: len(content) // 2])
# A network that requires a login answers every request with this page.
LOGIN = Fault(content=lambda _: b"<!doctype html><title>Wi-Fi</title>", type="text/html")


def held(until: Event, part: float = 0.5) -> Fault:
    """Return a fault that stops after a part of the file and continues when the event is set."""
    return Fault(part=part, until=until)


class Network:
    """The server's requests, its site, and its present faults by the end of a path.

    `requested` has the paths of the requested files, `heard` the whole text of every request of any method.
    If `ranged` is true, the host answers requests for a range with that part of the file.
    """

    def __init__(self, site: Path) -> None:
        self.requested: list[str] = []
        self.heard: list[str] = []
        self.faults: dict[str, Fault] = {}
        self.site = site
        self.down = False
        self.ranged = False

    def ranges(self, name: str) -> list[str]:
        """Return for each request for a file which part of it was asked for, "" for the whole."""
        heads = [head for head in self.heard if _is_named(urlsplit(head.split(" ")[1]).path, name)]
        return [parts[0] if (parts := re.findall(r"(?mi)^range: *(.*?)\r?$", head)) else "" for head in heads]

    def mend(self) -> None:
        """Remove all faults, and release held responses."""
        self.down = False
        for fault in self.faults.values():
            if fault.until is not None:
                fault.until.set()
        self.faults.clear()


class FaultyHandler(SiteHandler):
    """Answer as the site's server does, unless the file has a fault."""

    def __init__(self, *given: Any, network: Network, **named: Any) -> None:
        self.network = network
        super().__init__(*given, **named)

    def parse_request(self) -> bool:
        """Record each request, also one that is not a GET and one that gets no answer."""
        sound = super().parse_request()
        self.network.heard.append(f"{self.requestline}\n{self.headers if sound else ''}")
        return sound

    def do_GET(self) -> None:
        """Answer one request."""
        path = urlsplit(self.path).path
        if self.network.down:
            self.close_connection = True
            return
        self.network.requested.append(path)
        # A host that has gone over to another site, also back to one whose files are older.
        self.directory = str(self.network.site)
        del self.headers["If-Modified-Since"]
        faults = self.network.faults
        name = next((name for name in faults if _is_named(path, name)), None)
        fault = faults.get(name or "")
        if fault and fault.once:
            del faults[name or ""]
        start = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", "")) if self.network.ranged else None
        if start and not (fault and fault.status != HTTPStatus.OK):
            self._send(fault or Fault(), int(start[1]))
        elif fault is None:
            super().do_GET()
        elif fault.status != HTTPStatus.OK:
            self.send_error(fault.status)
        else:
            self._send(fault)

    def log_error(self, format: str, *args: Any) -> None:
        """Keep quiet: faults are wanted here."""

    def _send(self, fault: Fault, start: int | None = None) -> None:
        place = Path(self.translate_path(self.path))
        file = place / "index.html" if place.is_dir() else place
        content = fault.content(file.read_bytes())
        if start is None:
            self.send_response(HTTPStatus.OK)
        else:
            self.send_response(HTTPStatus.PARTIAL_CONTENT)
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            content = content[start:]
        self.send_header("Content-Type", fault.type or self.guess_type(file))
        if fault.vary:
            self.send_header("Vary", fault.vary)
        if fault.coding:
            self.send_header("Content-Encoding", fault.coding)
        if fault.sized:
            self.send_header("Content-Length", str(len(content)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        through = int(len(content) * fault.part)
        self.wfile.write(content[:through])
        if fault.until is not None:
            fault.until.wait()
            self.wfile.write(content[through:])
        elif through < len(content):
            self.close_connection = True


def _is_named(path: str, name: str) -> bool:
    # Every folder's address ends with a slash: alone it means the first page.
    return path == name or (name != "/" and path.endswith(name))


def make_faulty_server(network: Network) -> SiteServer:
    """Return a server of the network's site that has its faults."""
    return SiteServer((HOST, 0), partial(FaultyHandler, network=network))
