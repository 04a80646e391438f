"""Read a county's folder into its editions."""

import shlex
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from calculator.errors import Problem, ProjectError
from calculator.loading.answers import FILE as ANSWERS
from calculator.loading.answers import check_answers, in_order, with_answers
from calculator.loading.checks import check
from calculator.loading.shapes import misshapen
from calculator.money import Literal
from calculator.packing import pack
from calculator.policy import RECEIPT, Policy, build
from calculator.versions import Editions

ENGINE = Path(__file__).resolve().parent.parent
DEFAULT_FOLDER = ENGINE.parent / "policy" / "daning"
# The folder of the earlier editions, with which old links and old months are computed.
EDITIONS = "editions"
FILES = (
    "measure.toml",
    "articles.toml",
    "workers.toml",
    "inputs.toml",
    "parameters.toml",
    "pay.toml",
    "readings.toml",
    "elimination.toml",
)

Tables = Mapping[str, Mapping[str, Any]]


def county(folder: Path) -> Path:
    """Return the folder of a county; ProjectError if there is none, or no county in it."""
    if not folder.exists():
        raise ProjectError(f"没有这个文件夹：{folder}")
    above = folder.resolve().parent
    if above.name == EDITIONS and (above.parent / FILES[0]).exists():
        raise ProjectError(f"{folder} 是一个县存好的旧版，不单独用；县的文件夹是 {above.parent}")
    if not any((folder / name).exists() for name in FILES):
        raise ProjectError(f"这里没有 {FILES[0]}，不是一个县的文件夹：{folder}")
    return folder


def command(verb: str, folder: Path, *more: str) -> str:
    """Return the command of a verb for a county's folder, as it is typed in a terminal."""
    named = () if folder == DEFAULT_FOLDER else ("--county", str(folder))
    return shlex.join(["python3", "-m", "scripts", verb, *named, *more])


def load(folder: Path = DEFAULT_FOLDER) -> Policy:
    """Return a county's policy; ProjectError names the first faulty file and the command that explains it."""
    return build(stamped([_checked(folder, folder)])[0])


def load_editions(folder: Path = DEFAULT_FOLDER) -> Editions:
    """Return the editions of a county; ProjectError as from `load`, or if two begin in one month."""
    newest = _checked(folder, folder)
    earlier = []
    for place in folders(folder / EDITIONS):
        tables = _checked(place, folder)
        wrong = misnamed(tables, place.name, newest["measure.toml"]["version"])
        if wrong:
            raise _refused(place, wrong.file, folder)
        earlier.append(tables)
    answers = _answers(folder, [*in_order(earlier), newest]) if (folder / ANSWERS).exists() else ()
    return Editions(map(build, stamped([with_answers(tables, answers) for tables in (*earlier, newest)])))


def stamped(editions: Iterable[Tables]) -> list[Tables]:
    """Return the engine's tables of editions, each with its receipt.

    `policy_sha256` is the SHA-256 of the tables of `FILES` with the answers of answers.toml, as `pack` writes
    them: comments and layout of the files do not count. `engine` is the SHA-256 of the engine's sources.
    """
    engine = _engine()
    found: list[Tables] = []
    for tables in editions:
        own = {name: tables[name] for name in FILES}
        digest = sha256(pack(own).encode()).hexdigest()
        receipt = {"edition": own["measure.toml"]["version"], "policy_sha256": digest, "engine": engine}
        found.append({**own, RECEIPT: receipt})
    return found


def _engine() -> str:
    """Return the SHA-256 of all modules in calculator/, in the order of their paths.

    Of each module: its path, a zero byte, its text with line feeds as line ends, a zero byte.
    """
    digest = sha256()
    modules = {path.relative_to(ENGINE).as_posix(): path for path in ENGINE.rglob("*.py")}
    for name in sorted(modules):
        digest.update(f"{name}\0{modules[name].read_text(encoding='utf-8')}\0".encode())
    return digest.hexdigest()


def tables_of(folder: Path, files: Sequence[str] = FILES) -> dict[str, dict[str, Any]]:
    """Return the tables of a folder's files; LookupError with the name of a file that cannot be read."""
    found = {}
    for name in files:
        try:
            found[name] = parse((folder / name).read_text(encoding="utf-8-sig"))
        except (OSError, RecursionError, ValueError) as error:
            raise LookupError(name) from error
    return found


def parse(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text, decimals as text; ValueError or RecursionError if it is not TOML."""
    return tomllib.loads(text, parse_float=Literal)


def folders(place: Path) -> list[Path]:
    """Return the folders inside a folder, sorted by name, without hidden ones; none if it does not exist."""
    return sorted(path for path in place.glob("*") if path.is_dir() and not path.name.startswith("."))


def misnamed(tables: Tables, name: str, present: str) -> Problem | None:
    """Return the problem of the version of an earlier edition whose folder has this name, None if it fits."""
    version = tables.get("measure.toml", {}).get("version")
    if version != name:
        return Problem("measure.toml", "version", f"写的是 {version}，与文件夹的名字不同")
    if version == present:
        return Problem("measure.toml", "version", "与现行的版本相同；现行的要写新的版本")
    return None


def _checked(folder: Path, county: Path) -> Tables:
    """Return the tables of one edition's folder; ProjectError if a check finds a problem."""
    try:
        tables = tables_of(folder)
    except LookupError as error:
        raise _refused(folder, error.args[0], county) from error
    wrong = misshapen(tables)
    if wrong:
        raise _refused(folder, wrong, county)
    problems: list[Problem] = []
    check(tables, problems)
    if problems:
        raise _refused(folder, problems[0].file, county)
    return tables


def _answers(folder: Path, editions: Sequence[Tables]) -> Sequence[Mapping[str, Any]]:
    """Return the rows of answers.toml; ProjectError if the file is faulty."""
    problems: list[Problem] = []
    try:
        tables = tables_of(folder, [ANSWERS])
    except LookupError as error:
        raise _refused(folder, ANSWERS, folder) from error
    rows: Sequence[Mapping[str, Any]] = tables[ANSWERS].get("answers", ())
    if not misshapen(tables):
        check_answers(rows, editions, problems)
    if problems or misshapen(tables):
        raise _refused(folder, ANSWERS, folder)
    return rows


def _refused(folder: Path, file: str, county: Path) -> ProjectError:
    return ProjectError(
        f"政策数据读不了：{folder / file} 里有问题。运行 {command('check', county)}，看是哪里、怎样改。"
    )
