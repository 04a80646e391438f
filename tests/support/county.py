"""A copy of the county's folder as it was first written, for tests that edit it.

An officer may add a dated row at any time; tests that put in rows of their own must not meet it.
"""

import re
import shutil
from pathlib import Path

from calculator.loading.folder import DEFAULT_FOLDER

_LATER_ROWS = re.compile(r"^((?:values|times) = \[\s*\{[^}]*\})[^\]]*\]", re.MULTILINE)
_DATED = ("parameters.toml", "elimination.toml")


def copied(target: Path) -> Path:
    """Copy the county's folder to `target`, each value with its first dated row alone.

    The months worked by hand stay behind: they refuse many an edit that a test makes on purpose.
    """
    shutil.copytree(DEFAULT_FOLDER, target, ignore=shutil.ignore_patterns("proofs.toml"))
    for name in _DATED:
        (target / name).write_text(first_rows((target / name).read_text(encoding="utf-8")), encoding="utf-8")
    return target


def first_rows(text: str) -> str:
    """Return a policy file's text with each value's first dated row alone.

    >>> first_rows("values = [{ from = 2022-05-06, value = 5 }, { from = 2027-01-01, value = 6 }]")
    'values = [{ from = 2022-05-06, value = 5 }]'
    """
    return _LATER_ROWS.sub(r"\1]", text)
