"""versions.toml and the earlier editions: nothing may change that old links and stored months need.

Each edition has digests of its files, because its months are computed with them.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from calculator.errors import Problem
from calculator.loading.answers import FILE as ANSWERS
from calculator.loading.answers import check_answers, in_order, with_answers
from calculator.loading.folder import EDITIONS, FILES, Tables, command, folders, misnamed
from scripts.content import files
from scripts.content.guards.folder import seen
from scripts.content.guards.marks import check_marks
from scripts.content.pages import PAGES
from scripts.content.reading import checked, one_table, read
from scripts.content.rows import Problems, Table

Seals = Mapping[str, Mapping[str, str]]

SEALED = "sealed"
# This many missing files have one common cause.
_SEVERAL = 2


def check_versions(folder: Path, table: Table, version: str, kept: Sequence[str], problems: Problems) -> None:
    """Note a version that was changed by hand, and editions that are missing or not in the list."""
    *before, present = table["versions"]
    begin = command("revise", folder, "2027-01-01")
    if version != present:
        wrong = (
            f"现行的是 {present} 版，这里手改成了 {version}，以前的链接和各月记录就都打不开了。"
            f'改回 version = "{present}"；真要开始新的一版，改回以后运行 {begin}'
            "（写新办法施行的日期）"
        )
        problems.append(Problem(files.MEASURE, "version", wrong))
    for each in before:
        if each not in kept:
            wrong = f"{EDITIONS} 文件夹里没有 {each} 版，写着它的链接和各月记录就算不出来了；从备份放回"
            problems.append(Problem(files.VERSIONS, "versions", wrong))
    for each in kept:
        if each not in table["versions"]:
            wrong = f"不认得这一版，存旧版用 {begin}（写新办法施行的日期）；是备份就移出这个文件夹"
            problems.append(Problem(f"{EDITIONS}/{each}", "", wrong))


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each policy file of a folder; it is the same for LF and CRLF."""
    # Imported here because most counties have no earlier edition, and the import is slow.
    from hashlib import sha256

    return {name: sha256(text.encode()).hexdigest() for name, text in read(folder, []).items()}


def sealed_tables(folder: Path, present: str, versions: Table, problems: Problems) -> dict[str, Tables]:
    """Return the tables of the earlier editions; of a changed edition, only the change is noted."""
    found: dict[str, Tables] = {}
    sealed: Seals = versions.get(SEALED, {})
    for place in folders(folder / EDITIONS):
        own: Problems = []
        found[place.name] = checked(place, own)
        wrong = None if own else misnamed(found[place.name], place.name, present)
        own += [wrong] if wrong else []
        own = [each._replace(file=f"{EDITIONS}/{place.name}/{each.file}") for each in own]
        own += _added(place)
        problems += _half(place) or list(_broken(place, sealed.get(place.name, {}))) or own
    return found


def answered(
    folder: Path, earlier: Mapping[str, Tables], newest: Tables, problems: Problems
) -> dict[str, Tables]:
    """Return the earlier editions with their answers; note each problem of the file, which may be missing."""
    found: Problems = []
    table = one_table(folder, ANSWERS, found) if (folder / ANSWERS).exists() else {"answers": []}
    if not found:
        check_answers(table["answers"], [*in_order(earlier.values()), newest], found)
        found += check_marks({ANSWERS: table}, PAGES)
    problems += found
    rows = [] if found else table["answers"]
    return {version: with_answers(tables, rows) for version, tables in earlier.items()}


def _broken(place: Path, seals: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each file of an earlier edition that differs from its digest."""
    now = digests(place)
    for name, digest in seals.items():
        if now.get(name) != digest:
            done = "被改过" if name in now else "不见了，或者读不出来"
            wrong = f"旧版 {place.name} 的 {name} {done}，从备份放回"
            yield Problem(f"{EDITIONS}/{place.name}/{name}", "", wrong)


def _added(place: Path) -> Iterator[Problem]:
    """Yield a problem for each file of an earlier edition that `revise` did not save."""
    for path in seen(place):
        if path.name not in files.ORDER:
            wrong = "存好的旧版里没有这一个，是后来放进去的；移出这个文件夹"
            yield Problem(f"{EDITIONS}/{place.name}/{path.name}", "", wrong)


def _half(place: Path) -> Problems:
    """Return one problem for an edition of which several files are missing, such as a folder half copied."""
    missing = [name for name in FILES if not (place / name).is_file()]
    if len(missing) < _SEVERAL:
        return []
    wrong = f"旧版 {place.name} 不全，缺 {'、'.join(missing)}；从备份放回整个文件夹"
    return [Problem(f"{EDITIONS}/{place.name}", "", wrong)]


def unsealed(folder: Path, versions: Table) -> list[str]:
    """Return the earlier editions, in order, that lack the digest of a file."""
    seals = versions.get(SEALED, {})
    return [
        version
        for version in versions["versions"]
        if (folder / EDITIONS / version).is_dir() and not set(FILES) <= set(seals.get(version, ()))
    ]


def seals_written(seals: Seals) -> str:
    """Return digests as TOML for versions.toml."""
    parts = []
    for version, own in seals.items():
        lines = "".join(f'"{name}" = "{digest}"\n' for name, digest in own.items())
        parts.append(f'\n[{SEALED}."{version}"]\n{lines}')
    return "".join(parts)
