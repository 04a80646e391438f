"""Begin a new edition: save the county's files whole, and give them the new version and first day."""

import os
import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from calculator.errors import PolicyError, Problem, ProjectError
from calculator.loading.folder import EDITIONS, FILES, folders
from scripts.content import files
from scripts.content.guards.kept import SEALED, Seals, check_versions, digests, seals_written, unsealed
from scripts.content.reading import checked, one_table
from scripts.content.rows import Table


def begin(version: str, folder: Path) -> str:
    """Save the newest edition, begin one that is in force from the day `version`, and return the saved one.

    All is written beside the county's files and renamed at the end. ProjectError if it cannot be done.
    """
    day = first_day(version)
    measure = _measure(folder)
    present, since = str(measure["version"]), measure["in_force_from"]
    known = listed(folder, present)
    if version in known["versions"] or (folder / EDITIONS / version).exists():
        raise ProjectError(f"已经有 {version} 版了，换一天")
    if day <= since:
        raise ProjectError(f"新的一版要晚于现在的 {present} 版，它从 {since} 起施行；这里写的是 {day}")
    text = _once((folder / files.MEASURE).read_text("utf-8-sig"), "version", f'"{version}"')
    text = _once(text, "in_force_from", version)
    place = folder / EDITIONS
    kept, fresh = place / present, place / f".{present}"
    if kept.exists():
        raise ProjectError(f"{EDITIONS} 文件夹里已经有 {present} 版，先看它是从哪里来的，再移出去")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in files.ORDER:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, fresh / name)
    seals = {**known.get(SEALED, {}), present: digests(fresh)}
    written = {files.MEASURE: text, files.VERSIONS: _versions(folder, [*known["versions"], version], seals)}
    _put(folder, fresh, kept, written)
    return present


def first_day(version: str) -> date:
    """Return the day that a version names; ProjectError if it is no first day of a month."""
    try:
        day = date.fromisoformat(version)
    except ValueError:
        day = None
    if day is None or str(day) != version:
        raise ProjectError(f"要写新办法从哪天起施行，例如 2027-01-01；写的是 {version}")
    if day.day > 1:
        raise ProjectError(f"要从某月 1 日起；{version} 在月中，办法没有写一个月分两段怎样算")
    return day


def untouched(folder: Path, saved: str) -> list[str]:
    """Return the files with sentences about the text that are byte for byte those of a saved edition."""
    told = [name for name in files.ORDER if name not in (*FILES, files.FIGURES, files.SOURCE)]
    pairs = {name: (folder / name, folder / EDITIONS / saved / name) for name in told}
    return [
        name
        for name, both in pairs.items()
        if all(path.is_file() for path in both) and len({path.read_bytes() for path in both}) == 1
    ]


def seal(folder: Path) -> list[str]:
    """Write the digests of the saved editions that have none, and return their versions."""
    known = listed(folder, _measure(folder)["version"])
    missing = unsealed(folder, known)
    fresh = {each: digests(folder / EDITIONS / each) for each in missing}
    text = _versions(folder, known["versions"], {**known.get(SEALED, {}), **fresh})
    (folder / files.VERSIONS).write_text(text, "utf-8")
    return missing


def _put(folder: Path, fresh: Path, kept: Path, written: dict[str, str]) -> None:
    """Rename the new files and the saved edition into their places; after a fault none is in place."""
    before = {name: (folder / name).read_bytes() for name in written}
    try:
        for name, text in written.items():
            (fresh.parent / f".{name}").write_text(text, "utf-8")
        fresh.rename(kept)
        for name in written:
            os.replace(fresh.parent / f".{name}", folder / name)
    except OSError:
        for name, content in before.items():
            if (folder / name).read_bytes() != content:
                (folder / name).write_bytes(content)
            (fresh.parent / f".{name}").unlink(missing_ok=True)
        shutil.rmtree(kept if kept.exists() else fresh, ignore_errors=True)
        raise


def _once(text: str, key: str, value: str) -> str:
    """Return measure.toml with another value of a key, which must stand there once on a line of its own."""
    renamed, found = re.subn(rf'(?m)^{key}\s*=\s*("[^"]*"|[\d-]+)', f"{key} = {value}", text)
    if found != 1:
        raise ProjectError(f"{files.MEASURE} 里要正好有一行 {key} = …")
    return renamed


def _versions(folder: Path, versions: Sequence[str], seals: Seals) -> str:
    text = (folder / files.VERSIONS).read_text("utf-8-sig")
    head = "".join(line for line in text.splitlines(True) if line.startswith("#"))
    every = ", ".join(f'"{each}"' for each in versions)
    return f"{head}versions = [{every}]\n{seals_written(seals)}"


def _measure(folder: Path) -> Table:
    """Return measure.toml of the county's folder; PolicyError with every problem of its policy files."""
    problems: list[Problem] = []
    tables = checked(folder, problems)
    if problems:
        raise PolicyError(problems)
    return tables[files.MEASURE]


def listed(folder: Path, present: str) -> dict[str, Any]:
    """Return versions.toml; PolicyError if a version was changed by hand or its folder is missing."""
    problems: list[Problem] = []
    table = one_table(folder, files.VERSIONS, problems)
    if not problems:
        kept = [place.name for place in folders(folder / EDITIONS)]
        check_versions(folder, table, present, kept, problems)
    if problems:
        raise PolicyError(problems)
    return table
