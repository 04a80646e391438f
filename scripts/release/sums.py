"""Checksums of a release, for `sha256sum -c`."""

from hashlib import sha256
from pathlib import Path

NAME = "SHA256SUMS"


def write(folder: Path) -> Path:
    """Write the SHA-256 of every other file below a folder, in the order of their names; return the path."""
    path = folder / NAME
    files = sorted(
        (each.relative_to(folder).as_posix(), each)
        for each in folder.rglob("*")
        if each.is_file() and each != path
    )
    lines = [f"{sha256(each.read_bytes()).hexdigest()}  {name}\n" for name, each in files]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path
