"""The folders that are compared, each behind a host of its own, and what the run says to those hosts."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.measure.bench.link import FREE, Shape
from scripts.setup.bootstrap import ROOT
from scripts.site.compressed import compressed
from scripts.site.server import HOST, SiteHandler

# Compressed already: a host sends these as they are.
PACKED = {".png", ".jpg", ".webp", ".woff2", ".pdf"}


class Served:
    """A host as the run sees it."""

    def __init__(self, process: "subprocess.Popen[str]", files: object) -> None:
        self._process = process
        self.address = f"http://{HOST}:{self._ask(files)['port']}/"

    def restart(self, shape: Shape = FREE, *, away: bool = False) -> None:
        """Begin to count anew, over a line of this shape, or refuse everything."""
        self._ask({"shape": shape, "away": away})

    def sent(self, by: float | None = None) -> int:
        """Return the bytes sent since then, heads included; only up to a moment where one is given.

        The moment is in seconds of the machine's clock, which browser and host share.
        """
        return int(self._ask({} if by is None else {"by": by})["sent"])

    def _ask(self, command: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


@contextmanager
def served(folder: Path, node: Sequence[str]) -> Iterator[Served]:
    """Serve a folder, compressed beforehand, from another process until the block ends."""
    files = listed(folder, node)
    command = [sys.executable, "-m", "scripts.measure.bench.server"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        try:
            yield Served(process, files)
        finally:
            process.terminate()


def listed(folder: Path, node: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return by path what a host needs of each file: type, tag, and where its forms lie."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    forms = compressed(paths, node)
    files = {}
    for path in paths:
        brotli, gzip, content = forms[path]
        kind = SiteHandler.extensions_map.get(path.suffix, "application/octet-stream")
        file = {"plain": str(path), "type": kind, "tag": f'"{content[:16]}"'}
        for name, form in (("br", brotli), ("gzip", gzip)):
            if path.suffix not in PACKED and form.stat().st_size < path.stat().st_size:
                file[name] = str(form)
        files["/" + path.relative_to(folder).as_posix()] = file
    return files
