"""The policy as it is, and as it was in earlier editions: an old link and an old month keep their own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calculator.errors import PolicyError, Problem
from calculator.policy import DEFAULT_FOLDER, Policy, build, folders, load, parse, read

FOLDER = "editions"

Tables = Mapping[str, Mapping[str, Any]]


def load_editions(folder: Path = DEFAULT_FOLDER) -> tuple[Policy, dict[str, Policy]]:
    """Return a county's policy and its earlier editions by version; PolicyError lists every problem."""
    present = load(folder)
    problems: list[Problem] = []
    earlier = earlier_tables(folder, present.measure["version"], problems)
    if problems:
        raise PolicyError(problems)
    return present, {version: build(tables) for version, tables in earlier.items()}


def earlier_tables(folder: Path, present: str, problems: list[Problem]) -> dict[str, Tables]:
    """Return the checked tables of the earlier editions by version, each from its own folder."""
    from calculator.lint import check

    found: dict[str, Tables] = {}
    for place in folders(folder / FOLDER):
        own: list[Problem] = []
        parsed = parse(read(place, own), own)
        check(parsed, own)
        version = parsed.get("measure.toml", {}).get("version")
        if not own and version != place.name:
            own.append(Problem("measure.toml", "version", f"写的是 {version}，与文件夹的名字不同"))
        if not own and version == present:
            own.append(Problem("measure.toml", "version", "与现行的版本相同；现行的要写新的版本"))
        problems += [each._replace(file=f"{FOLDER}/{place.name}/{each.file}") for each in own]
        found[place.name] = parsed
    return found
