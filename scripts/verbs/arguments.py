"""The arguments of the verbs for a county: its folder, a word, and options."""

import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from calculator.loading.folder import DEFAULT_FOLDER, county

_COUNTY = "--county", "--policy"


class Asked(NamedTuple):
    """The county's folder, the values of each option in their order, and the word of a verb that has one."""

    county: Path
    options: dict[str, list[str]]
    word: str = ""


def read(
    argv: Sequence[str], usage: str, options: Collection[str] = (), flags: Collection[str] | None = None
) -> Asked:
    """Return what the arguments ask for; end with the usage if they ask for help or are not understood.

    Each of the `options`, such as `--port`, has a value. The folder is named by itself or behind `--county`;
    for a verb with `flags` only so, and it must have one word, which can be a flag. ProjectError if the
    folder is not that of a county.
    """
    if {"-h", "--help"} & set(argv):
        print(usage)
        sys.exit()
    words: list[str] = []
    folders: list[str] = []
    given: dict[str, list[str]] = {}
    unknown: list[str] = []
    rest = list(argv)
    while rest:
        each = rest.pop(0)
        name, equals, value = each.partition("=")
        if name in (*options, *_COUNTY) and (equals or rest):
            values = folders if name in _COUNTY else given.setdefault(name, [])
            values.append(value if equals else rest.pop(0))
        elif each.startswith("-") and each not in (flags or ()):
            unknown.append(each)
        else:
            (folders if flags is None else words).append(each)
    unknown += [*folders[1:], *words[1:]]
    if unknown or (flags is not None and not words):
        refuse(f"不认得：{' '.join(unknown)}\n\n{usage}" if unknown else usage)
    return Asked(county(Path(folders[0])) if folders else DEFAULT_FOLDER, given, *words)


def refuse(wrong: str) -> NoReturn:
    """Print what is wrong with the arguments, and end with the status for that."""
    print(wrong, file=sys.stderr)
    sys.exit(2)
