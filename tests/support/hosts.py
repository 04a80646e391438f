"""Hosts of each kind, started for a test on a free port of this machine."""

import csv
import io
import os
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from scripts.setup.bootstrap import node_command
from scripts.setup.programs import brotli_module, nginx_path
from scripts.site.hosting import nginx, objects
from scripts.site.server import HOST, SiteHandler, SiteServer
from tests.support.machine import LIMIT_S, found_or_skip

# What `release` does for hosts, but at the lowest levels: the highest take a minute for the page's Python.
_PACK = """
const { readFileSync, writeFileSync } = require("node:fs");
const { brotliCompressSync, constants, gzipSync } = require("node:zlib");
for (const path of process.argv.slice(1)) {
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 1 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 1 };
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
}
"""


def pack(paths: Iterable[Path]) -> None:
    """Write the gzip and Brotli forms of files beside them."""
    subprocess.run([*node_command(), "-e", _PACK, *map(str, paths)], check=True)


# In nginx's own form, which hosts keep for months: time, request line, status, size, Referer, browser.
LOG = "access.log"
CERTIFICATE = "handbook.crt"


class Stored(NamedTuple):
    """An object: the file of the site it is made of, and the headers it is to be answered with."""

    file: str
    headers: dict[str, str]


def read_objects(text: str) -> dict[str, Stored]:
    """Return the objects that the list for an object store names, by key."""
    rows = csv.DictReader(io.StringIO(text), delimiter="\t")
    return {
        row["key"]: Stored(row["file"], {name: row[name] for name in objects.FIELDS[2:] if row[name]})
        for row in rows
    }


class Answer(NamedTuple):
    """What came back: status, headers with names in small letters, body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(origin: str, path: str, **headers: str) -> Answer:
    """Ask for a path once; underscores in header names become dashes, redirects are not followed."""
    connection = HTTPConnection(origin.removeprefix("http://"), timeout=LIMIT_S)
    connection.request("GET", path, headers={key.replace("_", "-"): text for key, text in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return Answer(response.status, {key.lower(): text for key, text in response.getheaders()}, body)


def free_port() -> int:
    """Return a port that no program uses at this moment."""
    with socket() as taken:
        taken.bind((HOST, 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def nginx_host(
    root: Path, scratch: Path, base: str = "/", *, brotli: bool = False, https: int = 0
) -> Iterator[str]:
    """Start nginx with the configuration of a release; yield its origin, by HTTP.

    Only the ports, the folder and some commented lines are changed for this machine: with `brotli` the
    module's line, with a port for `https` the lines of the certificate, which is `CERTIFICATE` in the scratch
    folder. The log of the requests is `LOG` there.
    """
    program, module, port = found_or_skip(nginx_path(), "nginx"), brotli_module(), free_port()
    if brotli and module is None:
        pytest.skip("这台电脑上的 nginx 没有 Brotli 模块")
    text = nginx.configuration(base)
    switched = {
        nginx.LISTEN: f"listen {HOST}:{port};",
        f"root {nginx.ROOT_FOLDER};": f"root {root};",
        **({nginx.BROTLI: nginx.BROTLI.removeprefix("# ")} if brotli else {}),
    }
    scratch.mkdir(parents=True, exist_ok=True)
    if https:
        _certify(scratch)
        for line in nginx.HTTPS:
            here = line.replace("443", f"{HOST}:{https}").replace("/etc/nginx/", f"{scratch}/")
            switched[f"# {line}"] = here
    for old, new in switched.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    (scratch / "handbook.conf").write_text(text, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    (scratch / "nginx.conf").write_text(
        (f'load_module "{module}";\n' if brotli else "")
        + (f"user {Path.home().owner()};\n" if os.geteuid() == 0 else "")
        + f"pid {scratch}/nginx.pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log {scratch}/{LOG};\n"
        + "".join(f"{kind}_temp_path {scratch}/{kind};\n" for kind in kinds)
        + f"include {scratch}/handbook.conf;\n}}\n"
    )
    command = [program, "-e", "stderr", "-p", str(scratch), "-c", str(scratch / "nginx.conf")]
    with (scratch / "said").open("w+b") as said:
        running = subprocess.Popen([*command, "-g", "daemon off;"], stderr=said)
        try:
            _await(port, running, said.name)
            yield f"http://{HOST}:{port}"
        finally:
            running.terminate()
            running.wait(LIMIT_S)


def _certify(scratch: Path) -> None:
    """Make a certificate that signs itself, good for this machine."""
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=IP:{HOST}"]
    # Newer Python versions require that a signing certificate states its key usage.
    uses = ["-addext", "keyUsage=digitalSignature,keyCertSign"]
    files = ["-keyout", str(scratch / "handbook.key"), "-out", str(scratch / CERTIFICATE)]
    openssl = found_or_skip(shutil.which("openssl"), "openssl")
    command = [openssl, "req", "-x509", *kind, *named, *uses, *files]
    subprocess.run(command, check=True, capture_output=True)


def _await(port: int, running: subprocess.Popen[bytes], said: str) -> None:
    until = time.monotonic() + LIMIT_S
    while running.poll() is None and time.monotonic() < until:
        with socket() as knock:
            if knock.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.02)
    pytest.fail(f"nginx did not start: {Path(said).read_text('utf-8')}")


class PagesHandler(SiteHandler):
    """A host for pages that takes no headers of ours: everything for ten minutes, its own page for 404."""

    missing = "404.html"

    def end_headers(self) -> None:
        """Send none of the site's own headers."""
        self.send_header("Cache-Control", "max-age=600")
        super(SiteHandler, self).end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a request for a missing file with the site's 404 page and status 404."""
        page = (Path(self.directory) / self.missing).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@contextmanager
def served(handler: type[SiteHandler], folder: Path, **given: Any) -> Iterator[str]:
    """Serve a folder with a handler of the standard library; yield its origin."""
    with SiteServer((HOST, 0), partial(handler, directory=str(folder), **given)) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}"
        server.shutdown()


class StoreHandler(SiteHandler):
    """An object store with a page for each folder: it knows keys and the headers given at the upload."""

    def __init__(self, *given: Any, stored: Mapping[str, Stored], **named: Any) -> None:
        self.stored = stored
        super().__init__(*given, **named)

    def do_GET(self) -> None:
        """Answer with the object of a key as it was stored; the browser's Accept-Encoding has no effect."""
        key = urlsplit(self.path).path.removeprefix("/")
        found = self.stored.get(f"{key}index.html" if key.endswith("/") or not key else key)
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        found = found or next(each for name, each in self.stored.items() if name.endswith("404.html"))
        content = (Path(self.directory) / found.file).read_bytes()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        for name, text in found.headers.items():
            self.send_header(name, text)
        super(SiteHandler, self).end_headers()
        self.wfile.write(content)
