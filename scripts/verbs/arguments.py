"""The arguments of the verbs that make a county's site: a folder, and options."""

import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from calculator.errors import ProjectError
from calculator.loading.folder import DEFAULT_FOLDER


class Asked(NamedTuple):
    """The county's folder, and the values of each option in their order."""

    county: Path
    options: dict[str, list[str]]


def read(argv: Sequence[str], usage: str, options: Collection[str] = ()) -> Asked | int:
    """Return what the arguments ask for; after printing the usage, the exit status: 0 for help, else 2.

    Each of the `options`, such as `--port`, has a value. ProjectError if there is no such folder.
    """
    if {"-h", "--help"} & set(argv):
        print(usage)
        return 0
    folders: list[str] = []
    given: dict[str, list[str]] = {}
    unknown: list[str] = []
    rest = list(argv)
    while rest:
        each = rest.pop(0)
        name, equals, value = each.partition("=")
        if name in options and (equals or rest):
            given.setdefault(name, []).append(value if equals else rest.pop(0))
        elif each.startswith("-") or folders:
            unknown.append(each)
        else:
            folders.append(each)
    if unknown:
        print(f"不认得：{' '.join(unknown)}\n\n{usage}", file=sys.stderr)
        return 2
    county = Path(folders[0]) if folders else DEFAULT_FOLDER
    if not county.is_dir():
        raise ProjectError(f"没有这个文件夹：{county}")
    return Asked(county, given)
