"""Digests of the kept editions: months of old editions are computed by them, so no file of theirs changes."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from calculator.editions import FOLDER, Tables, earlier_tables
from calculator.errors import Problem
from calculator.policy import FILES, read
from scripts.content.rows import Problems, Table

Seals = Mapping[str, Mapping[str, str]]

SEALED, COMMAND = "sealed", "python3 -m scripts edition --seal"


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each policy file of a folder, whatever ends its lines."""
    # Most counties keep no edition yet, and the library takes its time to load.
    from hashlib import sha256

    return {name: sha256(text.encode()).hexdigest() for name, text in read(folder, []).items()}


def sealed_tables(folder: Path, present: str, versions: Table, problems: Problems) -> dict[str, Tables]:
    """Return the tables of the earlier editions; of one that was changed, that alone is noted."""
    found: list[Problem] = []
    tables = earlier_tables(folder, present, found)
    broken = {version: list(_broken(folder, version, seals)) for version, seals in _seals(versions).items()}
    for version, changed in broken.items():
        if changed:
            problems += changed
            found = [each for each in found if not each.file.startswith(f"{FOLDER}/{version}/")]
    problems += found
    return tables


def unsealed(folder: Path, versions: Table) -> list[str]:
    """Return the kept editions, in order, that lack the digest of a file."""
    seals = _seals(versions)
    return [
        version
        for version in versions["versions"]
        if (folder / FOLDER / version).is_dir() and not set(FILES) <= set(seals.get(version, ()))
    ]


def seals_written(seals: Seals) -> str:
    """Return digests as they stand in versions.toml."""
    parts = []
    for version, files in seals.items():
        lines = "".join(f'"{name}" = "{digest}"\n' for name, digest in files.items())
        parts.append(f'\n[{SEALED}."{version}"]\n{lines}')
    return "".join(parts)


def check_seals(value: object) -> str | None:
    """Check the digests of versions.toml."""
    sound = isinstance(value, Mapping) and all(
        isinstance(files, Mapping) and all(isinstance(each, str) for each in files.values())
        for files in value.values()
    )
    return None if sound else f"由命令来写：{COMMAND}"


def _seals(versions: Table) -> Seals:
    seals: Seals = versions.get(SEALED, {})
    return {} if check_seals(seals) else seals


def _broken(folder: Path, version: str, seals: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each file of a kept edition that is not as it was stored."""
    place = folder / FOLDER / version
    if not place.is_dir():
        return
    now = digests(place)
    for name, digest in seals.items():
        if now.get(name) != digest:
            done = "被改过" if name in now else "不见了，或者读不出来"
            wrong = f"旧版 {version} 的 {name} {done}，从备份放回"
            yield Problem(f"{FOLDER}/{version}/{name}", "", wrong)
