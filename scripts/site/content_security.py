"""Say in every page of a finished site what a browser may do there: what this site needs, and nothing else.

The policy stands in the pages themselves, so it holds on any host, and in a copy of the site.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from calculator.errors import ProjectError

# Not scripts of type JSON, which nobody runs.
INLINE = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'
# What no policy of ours lets through: found here, before a reader finds it.
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


def guard(site: Path) -> None:
    """Put the policy into every page; ProjectError where a page has what it would refuse."""
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        name = page.relative_to(site).as_posix()
        if found := REFUSED.search(html):
            raise ProjectError(f"{name} 里有「{found[0].strip()}」，内容安全策略不让浏览器照做")
        if html.count(CHARSET) != 1:
            raise ProjectError(f"{name} 里没有「{CHARSET}」，内容安全策略没有地方放")
        meta = f'{CHARSET}\n      <meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
        page.write_text(html.replace(CHARSET, meta), encoding="utf-8")


def named(text: str) -> str:
    """Return what a policy lets an inline script or style through by: its content's hash."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy(html: str, given: Mapping[str, Sequence[str]] = DIRECTIVES) -> str:
    """Return the policy of a page: the scripts that stand in it are let through by their content."""
    inline = dict.fromkeys(map(named, INLINE.findall(html)))
    directives = {**given, "script-src": [*given["script-src"], *inline]}
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())
