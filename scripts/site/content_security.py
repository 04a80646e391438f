"""Say in every page of a finished site what a browser may do there: what this site needs, and nothing else.

The policy stands in the pages themselves, so it holds on any host, and in a copy of the site.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

from calculator.errors import ProjectError

# Scripts that a browser runs: those with a type hold JSON.
INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'
# What our policies never let through: the build stops before a reader meets it.
REFUSED = re.compile(r"<style\b|\sstyle=\"|\son\w+=\"|href=\"javascript:", re.IGNORECASE)
NOTHING, OWN = "'none'", "'self'"
DIRECTIVES = {
    "default-src": [NOTHING],
    # The worker runs Python; some browsers hold it to the page's policy.
    "script-src": [OWN, "'wasm-unsafe-eval'"],
    "worker-src": [OWN],
    "connect-src": [OWN],
    "style-src": [OWN],
    "img-src": [OWN, "data:", "blob:"],
    "font-src": [OWN],
    "manifest-src": [OWN],
    "base-uri": [NOTHING],
    "form-action": [NOTHING],
    # Strings become markup or addresses of scripts by way of trusted.js only.
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["default"],
}


def guarded(page: str, html: str) -> str:
    """Return a page with its policy; ProjectError where the page has what the policy would refuse."""
    if found := REFUSED.search(html):
        raise ProjectError(f"{page} 里有「{found[0].strip()}」，内容安全策略不让浏览器照做")
    if html.count(CHARSET) != 1:
        raise ProjectError(f"{page} 里没有「{CHARSET}」，内容安全策略没有地方放")
    meta = f'{CHARSET}\n      <meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return html.replace(CHARSET, meta)


def named(text: str) -> str:
    """Return what a policy lets an inline script or style through by: its content's hash."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy(html: str, given: Mapping[str, Sequence[str]] = DIRECTIVES) -> str:
    """Return the policy of a page: the scripts that stand in it are let through by their content."""
    inline = dict.fromkeys(map(named, INLINE.findall(html)))
    directives = {**given, "script-src": [*given["script-src"], *inline]}
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())
