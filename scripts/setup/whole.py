"""Files that are kept between builds: whole or not there, however many builds write them at once."""

import os
from pathlib import Path
from threading import get_ident


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, and its folder where there is none; whoever reads meanwhile finds all of it or nothing.

    Of several that write the same at once, in threads or in processes, the last one's stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError:  # a full disk: what was written of it must not go on filling it
        partial.unlink(missing_ok=True)
        raise
