"""A copy of the county's folder as it was first written, for tests that edit it.

An officer may add a dated row at any time; tests that put in rows of their own must not meet it.
"""

import re
import shutil
from pathlib import Path

from calculator.loading.folder import DEFAULT_FOLDER

_LATER_ROWS = re.compile(r"^((?:values|times) = \[\s*\{[^}]*\})[^\]]*\]", re.MULTILINE)
_FIRST_DAY = r"(?m)^in_force_from = (\S+)"
_DATED = ("parameters.toml", "elimination.toml")


def copied(target: Path) -> Path:
    """Copy the county's folder to `target`, each value with its first dated row alone.

    The months worked by hand stay behind: they refuse many an edit that a test makes on purpose.
    """
    shutil.copytree(DEFAULT_FOLDER, target, ignore=shutil.ignore_patterns("proofs.toml"))
    for name in _DATED:
        (target / name).write_text(first_rows((target / name).read_text(encoding="utf-8")), encoding="utf-8")
    return target


def begun(folder: Path, version: str, first: str = "2026-01-01") -> None:
    """Begin an edition of a copied county that governs from the `first` day of a month on."""
    from scripts.content.revision.draft import begin  # most tests do without

    before = re.findall(_FIRST_DAY, (folder / "measure.toml").read_text("utf-8"))[0]
    begin(version, folder)
    in_force_from(folder, first)
    for name in ("articles.toml", "source.txt"):
        text = (folder / name).read_text("utf-8")
        assert in_words(before) in text
        (folder / name).write_text(text.replace(in_words(before), in_words(first)), "utf-8")


def in_force_from(folder: Path, day: str) -> None:
    """Set the first day of an edition, which `begin` has set to the day of its version."""
    text = (folder / "measure.toml").read_text("utf-8")
    (folder / "measure.toml").write_text(re.sub(_FIRST_DAY, f"in_force_from = {day}", text), "utf-8")


def in_words(day: str) -> str:
    """Return a day as the measures write it.

    >>> in_words("2022-05-06")
    '2022年5月6日'
    """
    year, month, number = map(int, day.split("-"))
    return f"{year}年{month}月{number}日"


def first_rows(text: str) -> str:
    """Return a policy file's text with each value's first dated row alone.

    >>> first_rows("values = [{ from = 2022-05-06, value = 5 }, { from = 2027-01-01, value = 6 }]")
    'values = [{ from = 2022-05-06, value = 5 }]'
    """
    return _LATER_ROWS.sub(r"\1]", text)
