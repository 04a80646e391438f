"""The rules a host keeps: types, how long an answer may be kept, and the headers of every answer.

`serve` and each kind of host's configuration are made of this one table, so none can say another thing.
"""

import re
from pathlib import PurePosixPath

from scripts.site.content_security import DIRECTIVES, OWN

UNKNOWN = "application/octet-stream"
TYPES = {
    ".bin": UNKNOWN,
    ".css": "text/css",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    # Any other type stops a browser from compiling while it loads.
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".zip": "application/zip",
}

# How the forms end that are made beforehand; a host sends them under the name of the file itself.
PACKED = (".br", ".gz")

IMMUTABLE = "public, max-age=31536000, immutable"
CHECKED = "no-cache"
# What had to be asked for again at the click would have been fetched ahead for nothing.
AHEAD = "max-age=30"
# Addresses that change with the content: the engine's files, the calculator's scripts, and the style sheet.
HASHED = (
    r"/runtime/[0-9a-f]{16}/",
    r"/assets/js/[0-9a-f]{16}/",
    r"/assets/stylesheets/all\.[0-9a-f]{16}\.css",
)
_HASHED = re.compile("|".join(HASHED))

NOT_FOUND_PAGE = "404.html"


def _policy() -> str:
    """Return the content policy as a header: what no page can say of itself, and what binds the worker.

    Inline scripts are the business of the policy inside each page, which names them by their hashes; both
    hold. Named here too, an old configuration would stop the scripts of a new page. Trusted Types are left to
    the pages as well: a worker takes its parts by plain addresses.
    """
    directives = {name: values for name, values in DIRECTIVES.items() if "trusted-types" not in name}
    directives["script-src"] = [*DIRECTIVES["script-src"], "'unsafe-inline'"]
    directives["frame-ancestors"] = [OWN]
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Content-Security-Policy": _policy(),
}


def content_type(path: str) -> str:
    """Return the type a file is sent with, by the end of its name."""
    return TYPES.get(PurePosixPath(path).suffix, UNKNOWN)


def is_hashed(path: str) -> bool:
    """Tell whether the address of a file changes with its content; the path begins with a slash."""
    return _HASHED.search(path) is not None


def life(path: str, *, ahead: bool = False) -> str:
    """Return the Cache-Control of a file that is there; refusals are ``CHECKED``, never kept as the file."""
    return IMMUTABLE if is_hashed(path) else AHEAD if ahead else CHECKED
