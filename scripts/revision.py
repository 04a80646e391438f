"""Which state of the sources something was made from, for results that are kept."""

from pathlib import Path

from scripts.bootstrap import ROOT, output_of

CHANGED = "+"


def revision(tree: Path = ROOT) -> str | None:
    """Return the commit's short name, with a plus where tracked files differ from it; None without git."""
    git = ("git", "-C", str(tree))
    top, _, name = output_of(*git, "rev-parse", "--show-toplevel", "--short", "HEAD").partition("\n")
    # Sources unpacked inside somebody else's repository are none of its states.
    if not name or Path(top).resolve() != tree.resolve():
        return None
    changed = output_of(*git, "status", "--porcelain", "--untracked-files=no")
    return name + CHANGED * bool(changed)
