"""Digests of the earlier editions: their months are computed with these files, so no file may change."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from calculator.errors import Problem
from calculator.loading.folder import EDITIONS, FILES, Tables, folders, misnamed
from scripts.content.reading import checked, read
from scripts.content.rows import Problems, Table

Seals = Mapping[str, Mapping[str, str]]

# This many missing files have one common cause.
_SEVERAL = 2
SEALED, COMMAND = "sealed", "python3 -m scripts revise --seal"


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each policy file of a folder; it is the same for LF and CRLF."""
    # Imported here because most counties have no earlier edition, and the import is slow.
    from hashlib import sha256

    return {name: sha256(text.encode()).hexdigest() for name, text in read(folder, []).items()}


def sealed_tables(folder: Path, present: str, versions: Table, problems: Problems) -> dict[str, Tables]:
    """Return the tables of the earlier editions; of a changed edition, only the change is noted."""
    found: list[Problem] = []
    tables = _earlier(folder, present, found)
    sealed: Seals = versions.get(SEALED, {})
    broken = {version: list(_broken(folder, version, seals)) for version, seals in sealed.items()}
    halves = {place.name: _half(place) for place in folders(folder / EDITIONS)}
    for version, changed in {**broken, **{name: half for name, half in halves.items() if half}}.items():
        if changed:
            problems += changed
            found = [each for each in found if not each.file.startswith(f"{EDITIONS}/{version}/")]
    problems += found
    return tables


def _half(place: Path) -> Problems:
    """Return one problem for an edition of which several files are missing, such as a folder half copied."""
    missing = [name for name in FILES if not (place / name).is_file()]
    if len(missing) < _SEVERAL:
        return []
    wrong = f"旧版 {place.name} 不全，缺 {'、'.join(missing)}；从备份放回整个文件夹"
    return [Problem(f"{EDITIONS}/{place.name}", "", wrong)]


def unsealed(folder: Path, versions: Table) -> list[str]:
    """Return the earlier editions, in order, that lack the digest of a file."""
    seals = versions.get(SEALED, {})
    return [
        version
        for version in versions["versions"]
        if (folder / EDITIONS / version).is_dir() and not set(FILES) <= set(seals.get(version, ()))
    ]


def seals_written(seals: Seals) -> str:
    """Return digests as TOML for versions.toml."""
    parts = []
    for version, files in seals.items():
        lines = "".join(f'"{name}" = "{digest}"\n' for name, digest in files.items())
        parts.append(f'\n[{SEALED}."{version}"]\n{lines}')
    return "".join(parts)


def _earlier(folder: Path, present: str, problems: Problems) -> dict[str, Tables]:
    """Return the checked tables of the earlier editions by version."""
    found: dict[str, Tables] = {}
    for place in folders(folder / EDITIONS):
        own: Problems = []
        found[place.name] = checked(place, own)
        wrong = None if own else misnamed(found[place.name], place.name, present)
        own += [wrong] if wrong else []
        problems += [each._replace(file=f"{EDITIONS}/{place.name}/{each.file}") for each in own]
    return found


def _broken(folder: Path, version: str, seals: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each file of an earlier edition that differs from its digest."""
    place = folder / EDITIONS / version
    if not place.is_dir():
        return
    now = digests(place)
    for name, digest in seals.items():
        if now.get(name) != digest:
            done = "被改过" if name in now else "不见了，或者读不出来"
            wrong = f"旧版 {version} 的 {name} {done}，从备份放回"
            yield Problem(f"{EDITIONS}/{version}/{name}", "", wrong)
