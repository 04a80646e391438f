"""The configuration for nginx, tried on a real nginx with the built site."""

import gzip
import re
import ssl
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from scripts.site.hosting import rules
from scripts.site.server import HOST
from tests.support.hosts import CERTIFICATE, ask, free_port, nginx_host, pack
from tests.support.machine import LIMIT_S

KEPT = "public, max-age=31536000, immutable"
ACCEPTED = "gzip, deflate, br"


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A web root: the site at its top and under /handbook/, some of its files compressed beforehand."""
    root = tmp_path_factory.mktemp("root") / "www"
    for each in site.rglob("*"):
        if each.is_file() and "qr" not in each.parts:
            copy = root / "handbook" / each.relative_to(site)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(each.read_bytes())
    (root / "handbook" / "sw.js").write_text("// what the browser asks for again each time")
    (root / "handbook" / "manifest.webmanifest").write_text("{}")
    sent = [*root.rglob("pay/index.html"), *root.rglob("*.bin"), *root.rglob("pyodide.asm.wasm")]
    assert len(sent) == 3
    pack(sent)
    for each in [*(root / "handbook").iterdir()]:
        (root / each.name).symlink_to(each)
    return root


@pytest.fixture(scope="module", params=["/", "/handbook/"])
def place(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[str]:
    """Where the site is found: a host's top, and a path of it; without the slash at the end."""
    with nginx_host(folder, tmp_path_factory.mktemp("nginx"), request.param) as origin:
        yield origin + request.param.removesuffix("/")


def split(place: str) -> tuple[str, str]:
    """Return the origin and the path before the site's own paths."""
    origin, base = re.fullmatch(r"(http://[^/]+)(.*)", place).groups()  # type: ignore[union-attr]
    return origin, base


def path_of(folder: Path, pattern: str) -> str:
    """Return the one address of the site that a pattern finds, with a slash in front."""
    (found,) = (folder / "handbook").glob(pattern)
    return f"/{found.relative_to(folder / 'handbook').as_posix()}"


@pytest.mark.parametrize(
    ("pattern", "kind", "life"),
    [
        ("pay/index.html", "text/html; charset=utf-8", "no-cache"),
        ("sw.js", "text/javascript", "no-cache"),
        ("manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("search/search_index.json", "application/json", "no-cache"),
        ("assets/javascripts/lunr/min/lunr.zh.min.js", "text/javascript", "no-cache"),
        ("assets/images/favicon.png", "image/png", "no-cache"),
        ("sitemap.xml", "application/xml", "no-cache"),
        ("runtime/*/pyodide.asm.wasm", "application/wasm", KEPT),
        ("runtime/*/memory.bin", "application/octet-stream", KEPT),
        ("assets/js/*/worker.js", "text/javascript", KEPT),
        ("assets/stylesheets/all.*.css", "text/css", KEPT),
    ],
)
def test_a_file_has_its_type_its_life_and_the_headers(
    place: str, folder: Path, pattern: str, kind: str, life: str
) -> None:
    origin, base = split(place)
    answer = ask(origin, base + path_of(folder, pattern))
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["cache-control"] == life
    assert {name: answer.headers.get(name.lower()) for name in rules.HEADERS} == rules.HEADERS
    assert answer.body == (folder / "handbook" / path_of(folder, pattern)[1:]).read_bytes()


@pytest.mark.parametrize(
    "path", ["/absent", "/runtime/0123456789abcdef/absent.wasm", "/runtime/", "/pay/absent/"]
)
def test_a_missing_file_gets_404_and_is_not_cached(place: str, folder: Path, path: str) -> None:
    """The status is that of a missing page, and the reader sees the site's own; a bare folder is none."""
    origin, base = split(place)
    answer = ask(origin, base + path, Sec_Purpose="prefetch")
    assert (answer.status, answer.headers["cache-control"]) == (404, "no-cache")
    assert answer.body == (folder / "handbook" / "404.html").read_bytes()
    assert answer.headers["content-security-policy"] == rules.HEADERS["Content-Security-Policy"]


def test_an_address_without_its_slash_is_sent_on(place: str) -> None:
    """To the same origin, however that is written: a server in front may have another name."""
    origin, base = split(place)
    answer = ask(origin, f"{base}/pay")
    assert (answer.status, answer.headers["location"]) == (301, f"{base}/pay/")
    assert ask(origin, f"{base}/pay/").status == 200


def test_a_prefetched_page_is_fresh_until_the_click(place: str) -> None:
    origin, base = split(place)
    assert ask(origin, f"{base}/pay/", Sec_Purpose="prefetch").headers["cache-control"] == "max-age=30"


def test_a_page_is_asked_for_again_cheaply(place: str) -> None:
    """The second time the host sends only 304."""
    origin, base = split(place)
    tag = ask(origin, f"{base}/pay/").headers["etag"]
    again = ask(origin, f"{base}/pay/", If_None_Match=tag)
    assert (again.status, again.body, again.headers["cache-control"]) == (304, b"", "no-cache")


@pytest.mark.parametrize("pattern", ["pay/index.html", "runtime/*/memory.bin", "runtime/*/pyodide.asm.wasm"])
def test_precompressed_files_are_sent(place: str, folder: Path, pattern: str) -> None:
    """Also a type that hosts do not compress themselves; a client without compression gets the plain file."""
    origin, base = split(place)
    path = path_of(folder, pattern)
    plain = ask(origin, base + path)
    sent = ask(origin, base + path, Accept_Encoding=ACCEPTED)
    assert "content-encoding" not in plain.headers
    assert (sent.headers["content-encoding"], sent.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(sent.body) == plain.body
    assert sent.headers["content-type"] == plain.headers["content-type"]
    assert sent.headers["cache-control"] == plain.headers["cache-control"]
    assert len(sent.body) < len(plain.body)


def test_with_its_module_brotli_goes_first(folder: Path, tmp_path: Path) -> None:
    with nginx_host(folder, tmp_path / "nginx", "/handbook/", brotli=True) as origin:
        path = f"/handbook{path_of(folder, 'runtime/*/memory.bin')}"
        sent = ask(origin, path, Accept_Encoding=ACCEPTED)
        assert (sent.headers["content-encoding"], sent.headers["vary"]) == ("br", "Accept-Encoding")
        assert sent.body == (folder / f"{path[1:]}.br").read_bytes()
        assert (sent.headers["content-type"], sent.headers["cache-control"]) == (rules.UNKNOWN, KEPT)
        assert ask(origin, path, Accept_Encoding="gzip").headers["content-encoding"] == "gzip"
        assert "content-encoding" not in ask(origin, path).headers


def test_with_a_certificate_it_speaks_https_and_leads_there(tmp_path: Path) -> None:
    """The lines that are comments in the delivered file work, and HTTP requests are redirected to HTTPS."""
    page = tmp_path / "root" / "handbook" / "pay" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("补助怎么算", "utf-8")
    port = free_port()
    with nginx_host(tmp_path / "root", tmp_path, "/handbook/", https=port) as origin:
        plain = ask(origin, "/handbook/pay/?from=sms")
        trusting = ssl.create_default_context(cafile=tmp_path / CERTIFICATE)
        connection = HTTPSConnection(HOST, port, timeout=LIMIT_S, context=trusting)
        connection.request("GET", "/handbook/pay/")
        secure = connection.getresponse()
        body = secure.read()
        connection.close()
    assert (plain.status, plain.headers["location"]) == (301, f"https://{HOST}/handbook/pay/?from=sms")
    assert (secure.status, body.decode()) == (200, "补助怎么算")
    assert {name: secure.headers[name] for name in rules.HEADERS} == rules.HEADERS


def test_every_kind_of_file_in_the_site_has_a_type(site: Path) -> None:
    """A host that knows a type not in the table would send another one."""
    found = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert {".html", ".wasm", ".bin"} <= found <= {*rules.TYPES, ""}
