"""Files of a copy that no server sends: as text in scripts, which pages on a disk may load."""

import gzip
import json
import tempfile
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile, copytree

from calculator.errors import ProjectError
from scripts.setup.bootstrap import NODE_MODULES, ROOT
from scripts.site import build, modules

# Texts that a script in a page must not have: they end it, or begin a comment.
ENDS = ("</script", "<!--")


def packed(content: bytes) -> str:
    """Return bytes as docs/assets/js/copy/local.js reads them: gzip in base64, repeatable."""
    return b64encode(gzip.compress(content, 9, mtime=0)).decode()


def carried(name: str, text: str) -> str:
    """Return a script that brings a file's text to local.js."""
    return f"payloads[{json.dumps(name)}]={json.dumps(text, ensure_ascii=False)}\n"


def inside(text: str) -> str:
    """Return a text that may stand in a page's script element; ProjectError where it may not."""
    if found := [end for end in ENDS if end in text.lower()]:
        raise ProjectError(f"要放进单个网页的脚本里有「{found[0]}」，放进去就断了")
    return text


def worker(site: Path) -> str:
    """Return the worker of a built site with what it needs to run from a blob.

    A worker from a blob is held to the policy of its page, so the page's trusted types are made there too.
    """
    names = (modules.FIRST, "worker.js")
    return "\n".join((modules.home(site) / name).read_text(encoding="utf-8") for name in names)


def joined(node: Sequence[str], script: str, *options: str) -> str:
    """Return a script of docs/assets/js, shortened by esbuild with some options."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "js"
        copytree(ROOT / "docs" / modules.FOLDER, source)
        for name, package in build.SCRIPTS.items():
            copyfile(NODE_MODULES / package, source / Path(build.VENDOR).name / name)
        modules.esbuild(node, source, [script], source / "made", *options)
        return (source / "made" / Path(script).name).read_text(encoding="utf-8")
