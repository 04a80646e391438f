"""`edition`: save the policy data under its version, and begin a new version."""

import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from calculator.errors import PolicyError, Problem, ProjectError
from calculator.loading.folder import DEFAULT_FOLDER, EDITIONS, FILES, folders
from scripts.content.guards.kept import FILE as VERSIONS
from scripts.content.guards.kept import check_versions
from scripts.content.guards.seals import SEALED, Seals, digests, seals_written, unsealed
from scripts.content.reading import checked, parse, read
from scripts.content.shapes import check_shapes, wrong_value

_SEAL = "--seal"
_USAGE = f"""用法：python3 -m scripts edition 新的版本

新的版本写办法印发的日期，例如 2027-01-01。现在的数据整份存进 editions 文件夹，再改新的。
写 {_SEAL}，给以前存的、还没有记号的旧版记上记号，以后它被改了，check 会说。"""


def run(argv: list[str]) -> int:
    """Save the present edition in a folder of its own and give the county's files the new version."""
    if {"-h", "--help"} & set(argv):
        print(_USAGE)
        return 0
    if argv == [_SEAL]:
        print(f"记上了：{'、'.join(seal()) or '没有要记的'}。")
        return 0
    if len(argv) != 1 or argv[0].startswith("-"):
        print(_USAGE, file=sys.stderr)
        return 2
    (version,) = argv
    kept = begin(version)
    print(f"{kept} 版已存好，链接和各月记录里写着它的照它算。现在是 {version} 版，可以改数了。")
    return 0


def begin(version: str, folder: Path = DEFAULT_FOLDER) -> str:
    """Save the present version, begin another, and return the saved one; ProjectError if it cannot."""
    present = _present(folder)
    listed = _listed(folder, present)
    versions = listed["versions"]
    wrong = wrong_value("version", version)
    if wrong:
        raise ProjectError(wrong)
    if version in versions or version == present or (folder / EDITIONS / version).exists():
        raise ProjectError(f"已经有 {version} 版了，换一个")
    measure = folder / "measure.toml"
    text = measure.read_text("utf-8-sig")
    renamed, found = re.subn(r'(?m)^version = "[^"]*"', f'version = "{version}"', text)
    if found != 1:
        raise ProjectError(f'{measure.name} 里要有一行 version = "{present}"')
    kept = folder / EDITIONS / present
    kept.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(folder / name, kept / name)
    measure.write_text(renamed, "utf-8")
    seals = {**listed.get(SEALED, {}), present: digests(kept)}
    _write(folder, [*versions, version], seals)
    return present


def seal(folder: Path = DEFAULT_FOLDER) -> list[str]:
    """Write the digests of the saved editions that have none, and return their versions."""
    listed = _listed(folder, _present(folder))
    missing = unsealed(folder, listed)
    _write(
        folder,
        listed["versions"],
        {**listed.get(SEALED, {}), **{each: digests(folder / EDITIONS / each) for each in missing}},
    )
    return missing


def _write(folder: Path, versions: Sequence[str], seals: Seals) -> None:
    file = folder / VERSIONS
    head = "".join(line for line in file.read_text("utf-8-sig").splitlines(True) if line.startswith("#"))
    every = ", ".join(f'"{each}"' for each in versions)
    file.write_text(f"{head}versions = [{every}]\n{seals_written(seals)}", "utf-8")


def _present(folder: Path) -> str:
    """Return the version of the county's folder; PolicyError with every problem of its policy files."""
    problems: list[Problem] = []
    tables = checked(folder, problems)
    if problems:
        raise PolicyError(problems)
    version: str = tables["measure.toml"]["version"]
    return version


def _listed(folder: Path, present: str) -> dict[str, Any]:
    """Return versions.toml; PolicyError if a version was changed by hand or its folder is missing."""
    problems: list[Problem] = []
    parsed = parse(read(folder, problems, (VERSIONS,)), problems)
    check_shapes(parsed, problems)
    if not problems:
        kept = [place.name for place in folders(folder / EDITIONS)]
        check_versions(parsed[VERSIONS], present, kept, problems)
    if problems:
        raise PolicyError(problems)
    return parsed[VERSIONS]
