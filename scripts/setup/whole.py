"""Write cached files so that builds which run at the same time never read half a file."""

import os
from pathlib import Path
from threading import get_ident


def write_whole(path: Path, content: bytes) -> None:
    """Write a file and create its folder; other processes see the whole file or none.

    If several threads or processes write the same file at once, the last one's content stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError:  # on a full disk the partial file must not stay
        partial.unlink(missing_ok=True)
        raise
