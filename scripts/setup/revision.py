"""The commit of the project's files, noted beside results."""

from pathlib import Path

from scripts.setup.bootstrap import ROOT, output_of

CHANGED = "+"


def revision(root: Path = ROOT) -> str:
    """Return the short name of the commit, with "+" where tracked files differ from it; "" without git."""
    # A copy without its history may stand inside a repository of something else.
    if not (root / ".git").exists():
        return ""
    git = ("git", "-C", str(root))
    changed = output_of(*git, "diff", "--name-only", "HEAD")
    name = output_of(*git, "rev-parse", "--short", "HEAD")
    return f"{name}{CHANGED}" if name and changed else name
