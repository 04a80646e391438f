"""The files of the county's folder, and those that do not belong there: copies, backups, files of editors."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from calculator.loading.folder import EDITIONS
from scripts.content import files

_NAME = re.compile(r"[a-z0-9_-]+\.toml", re.ASCII)


def category_files(folder: Path) -> list[str]:
    """Return the names of a folder's category files, without copies and hidden files."""
    names = [path.name for path in seen(folder / files.CATEGORIES)]
    return sorted(f"{files.CATEGORIES}/{name}" for name in names if _NAME.fullmatch(name))


def strays(folder: Path, known: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each file or folder that is not read; `known` are the county's files."""
    for path in seen(folder):
        if path.name not in (*known, EDITIONS):
            yield _told("", path.name, known)
    for path in seen(folder / files.CATEGORIES):
        if not _NAME.fullmatch(path.name):
            yield _told(f"{files.CATEGORIES}/", path.name, filter(_NAME.fullmatch, [path.name.lower()]))
    for path in seen(folder / EDITIONS):
        if not path.is_dir():
            yield _told(f"{EDITIONS}/", path.name, ())


def _told(inside: str, name: str, known: Iterable[str]) -> str:
    if name.startswith("~$"):
        return f"{inside}{name} 是 Word 开着文件时留下的，关掉 Word；数据文件要用记事本一类的纯文本编辑器改"
    like = next((each for each in known if name.lower().startswith(each.removesuffix(".toml"))), "")
    rest = f"，名字要正好是 {like} 才会读" if like else ""
    return f"{inside}{name} 没有用上{rest}；是备份就移出这个文件夹"


def seen(folder: Path) -> list[Path]:
    """Return the content of a folder without hidden files, sorted; an empty list without a folder."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))
