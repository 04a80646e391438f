"""The rules for a host: content types, Cache-Control, and the headers of every response.

`serve` and the settings for each kind of host are made from this table, so they agree.
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
    # With any other type a browser cannot compile while it loads.
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".zip": "application/zip",
}

# The suffixes of compressed forms; a host sends them under the name of the file itself.
PACKED = (".br", ".gz")

IMMUTABLE = "public, max-age=31536000, immutable"
CHECKED = "no-cache"
# For a prefetched page: one that the click had to request again would be prefetched in vain.
PREFETCHED = "max-age=30"
# Addresses that contain a hash: the engine's files, the scripts, and the style sheet.
HASHED = (
    r"/runtime/[0-9a-f]{16}/",
    r"/assets/js/[0-9a-f]{16}/",
    r"/assets/stylesheets/all\.[0-9a-f]{16}\.css",
)
_HASHED = re.compile("|".join(HASHED))

NOT_FOUND_PAGE = "404.html"


def _policy() -> str:
    """Return the content policy as a header: it has `frame-ancestors`, and it holds for workers.

    The policy inside each page holds too, and allows inline scripts by their hashes. Hashes in the header
    would block the scripts of a new version on a host with the old configuration. The header has no Trusted
    Types, because a worker loads its parts by plain addresses.
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
    """Return the content type of a file, by its suffix."""
    return TYPES.get(PurePosixPath(path).suffix, UNKNOWN)


def is_hashed(path: str) -> bool:
    """Tell whether a path, which begins with a slash, contains a hash of the content."""
    return _HASHED.search(path) is not None


def cache_control(path: str, *, prefetch: bool = False) -> str:
    """Return the Cache-Control of an existing file; error responses are ``CHECKED``."""
    return IMMUTABLE if is_hashed(path) else PREFETCHED if prefetch else CHECKED
