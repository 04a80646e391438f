"""versions.toml and the earlier editions: report changes that break links and stored months."""

from collections.abc import Mapping, Sequence

from calculator.errors import Problem
from calculator.loading.folder import EDITIONS
from calculator.policy import Policy
from scripts.content.rows import Problems, Table

FILE = "versions.toml"
_COMMAND = "python3 -m scripts revise"


def newest(table: Table, earlier: Mapping[str, Policy]) -> Policy | None:
    """Return the newest of the earlier editions by the list of versions; None if there is none."""
    listed = [earlier[version] for version in table["versions"] if version in earlier]
    return listed[-1] if listed else None


def check_versions(table: Table, version: str, kept: Sequence[str], problems: Problems) -> None:
    """Note a version that was changed by hand, and editions that are missing or not in the list."""
    *before, present = table["versions"]
    if version != present:
        wrong = (
            f"现行的是 {present} 版，这里手改成了 {version}，以前的链接和各月记录就都打不开了。"
            f'改回 version = "{present}"；真要开始新的一版，改回以后运行 {_COMMAND} 2027-01-01'
            "（写新办法施行的日期）"
        )
        problems.append(Problem("measure.toml", "version", wrong))
    for each in before:
        if each not in kept:
            wrong = f"{EDITIONS} 文件夹里没有 {each} 版，写着它的链接和各月记录就算不出来了；从备份放回"
            problems.append(Problem(FILE, "versions", wrong))
    for each in kept:
        if each not in table["versions"]:
            wrong = f"不认得这一版，存旧版用 {_COMMAND}；是备份就移出这个文件夹"
            problems.append(Problem(f"{EDITIONS}/{each}", "", wrong))
