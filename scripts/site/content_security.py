"""Put a content security policy into every page of a finished site, which allows what the site needs.

A policy inside the page holds on any host, and in a copy of the site.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

from calculator.errors import ProjectError

# Inline scripts that a browser runs: those with a type contain JSON.
INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'
# A browser would ignore these because of the policy, so the build stops at them.
REFUSED = re.compile(r"<style\b|\sstyle=\"|\son\w+=\"|href=\"javascript:", re.IGNORECASE)
NOTHING, OWN = "'none'", "'self'"
DIRECTIVES = {
    "default-src": [NOTHING],
    # The worker runs Python; in some browsers the page's policy holds for the worker too.
    "script-src": [OWN, "'wasm-unsafe-eval'"],
    "worker-src": [OWN],
    "connect-src": [OWN],
    "style-src": [OWN],
    "img-src": [OWN, "data:", "blob:"],
    "font-src": [OWN],
    "manifest-src": [OWN],
    "base-uri": [NOTHING],
    "form-action": [NOTHING],
    # Only trusted.js may turn strings into markup or script addresses.
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["default"],
}


def guarded(page: str, html: str) -> str:
    """Return a page with its policy; ProjectError if the page has something that the policy blocks."""
    if found := REFUSED.search(html):
        raise ProjectError(f"{page} 里有「{found[0].strip()}」，内容安全策略不让浏览器照做")
    if html.count(CHARSET) != 1:
        raise ProjectError(f"{page} 里没有「{CHARSET}」，内容安全策略没有地方放")
    meta = f'{CHARSET}\n      <meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return html.replace(CHARSET, meta)


def hash_source(text: str) -> str:
    """Return the source expression that allows an inline script or style: the hash of its content."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy(html: str, given: Mapping[str, Sequence[str]] = DIRECTIVES) -> str:
    """Return the policy of a page, which allows the page's inline scripts by their hashes."""
    inline = dict.fromkeys(map(hash_source, INLINE.findall(html)))
    directives = {**given, "script-src": [*given["script-src"], *inline]}
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())
