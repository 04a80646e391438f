"""The commit that the files of the project are of, for results that outlive it."""

from collections.abc import Iterable
from pathlib import Path

from scripts.setup.bootstrap import ROOT, output_of

CHANGED = "+"


def revision(written: Iterable[Path] = (), root: Path = ROOT) -> str:
    """Return the short name of the commit, with "+" where tracked files differ from it; "" without git.

    `written` are files that whoever asks writes itself: they make no other program.
    """
    # A copy without its history may stand inside a repository of something else.
    if not (root / ".git").exists():
        return ""
    git = ("git", "-C", str(root))
    others = [f":(exclude){path.relative_to(root).as_posix()}" for path in written]
    changed = output_of(*git, "diff", "--name-only", "HEAD", "--", ".", *others)
    name = output_of(*git, "rev-parse", "--short", "HEAD")
    return f"{name}{CHANGED}" if name and changed else name
