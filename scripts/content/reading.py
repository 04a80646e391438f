"""Load and parse a county's files for `check`: every mistake has its place and its correction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from calculator.errors import PolicyError, Problem
from calculator.loading import folder as engine
from calculator.loading.checks import check
from calculator.loading.folder import EDITIONS, FILES
from scripts.content.shapes import check_shapes
from scripts.content.unread.letters import cleaned

Read = TypeVar("Read")


def read(folder: Path, problems: list[Problem], files: Sequence[str] = FILES) -> dict[str, str]:
    """Return the texts of a folder's files; note missing files and files that are not UTF-8."""
    texts = {}
    for name in files:
        try:
            texts[name] = (folder / name).read_text(encoding="utf-8-sig")
        except OSError:
            problems.append(Problem(name, "", "没有这个文件或读不出来，从备份放回"))
        except UnicodeDecodeError as error:
            from scripts.content.unread.places import encoding

            problems.append(Problem(name, "", encoding(error.object)))
    return texts


def parse(texts: Mapping[str, str], problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """Return the tables of TOML texts, decimals as strings; note each text that is not TOML."""
    parsed = {}
    for name, text in texts.items():
        if not text.strip():
            problems.append(Problem(name, "", "是空的，从备份放回"))
            continue
        try:
            table = engine.parse(text)
        except (ValueError, RecursionError) as error:  # ValueError also for a number of thousands of digits
            # Loaded only for a file with a mistake.
            from scripts.content.unread.places import explained

            problems.append(Problem(name, "", explained(text, str(error))))
        else:
            parsed[name] = cleaned(name, table, text, problems)
    return parsed


def one_table(folder: Path, name: str, problems: list[Problem]) -> dict[str, Any]:
    """Return the table of a single file in its shape; empty with each problem noted if it has one."""
    found: list[Problem] = []
    parsed = parse(read(folder, found, (name,)), found)
    check_shapes(parsed, found)
    problems += found
    return {} if found else parsed[name]


def checked(folder: Path, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """Return the tables of a folder's policy files; note every problem of shapes and cross-checks."""
    parsed = parse(read(folder, problems), problems)
    check_shapes(parsed, problems)
    check(parsed, problems)
    return parsed


def of_earlier(
    folder: Path, versions: Iterable[str], read_one: Callable[[str, Path, list[Problem]], Read]
) -> dict[str, Read]:
    """Return by version what is read of each earlier edition; PolicyError with every problem and its file.

    `read_one` gets the version and the folder of an edition, and notes problems.
    """
    found, problems = {}, []
    for version in versions:
        own: list[Problem] = []
        found[version] = read_one(version, folder / EDITIONS / version, own)
        problems += [each._replace(file=f"{EDITIONS}/{version}/{each.file}") for each in own]
    if problems:
        raise PolicyError(problems)
    return found
