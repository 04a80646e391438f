"""The documents are correct: the files and commands they name exist, and the output they show is printed."""

import functools
import json
import re
import struct
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from calculator.api import VERBS as CALCULATOR_VERBS
from calculator.api import Calculator
from calculator.elimination import STATUS_LABELS
from calculator.errors import PolicyError
from calculator.grounds import KINDS as GROUND_KINDS
from calculator.loading.folder import DEFAULT_FOLDER, load
from calculator.policy import Policy
from calculator.rules import KINDS as RULE_KINDS
from calculator.totals import TOTAL_LABELS
from scripts.__main__ import VERBS
from scripts.content import handbook
from scripts.content.pages import PAGES
from tests.support.county import copied, first_rows
from tests.support.officers_edits import DAMAGE

ROOT = Path(__file__).resolve().parents[1]
NAMES = (
    *("README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md", "policy/README.md"),
    # docs/notes/tests.md has tests/test_notes.py; a decision names the files of its day.
    *sorted(f"docs/notes/{path.name}" for path in ROOT.glob("docs/notes/*.md") if path.name != "tests.md"),
)
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in NAMES}
REFERENCE, OFFICERS = TEXTS["docs/notes/reference.md"], TEXTS["policy/README.md"]
ENDINGS = r"\.(?:py|toml|txt|md|js|mjs|json|lock|yml|png|j2)"
MADE = re.compile(
    r"(site|build|node_modules|\.venv|handbook)/|sbom\.cdx|NOTICE\.|answers\.toml|decisions/NNNN-"
)
EXAMPLE = re.compile(r"```sh\necho '(.+)' \|\n  \.venv/bin/python -m calculator (\w+)\n```")
SHOWN = re.compile(r"```json (\S+)\n(.+?)\n```", re.DOTALL)


def quoted(text: str) -> Iterator[str]:
    """Yield each text between backticks outside fenced blocks."""
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def exists(path: str, document: str) -> bool:
    return any((place / path).exists() for place in (ROOT, (ROOT / document).parent, DEFAULT_FOLDER))


@pytest.mark.parametrize("name", NAMES)
def test_every_path_a_document_names_exists(name: str) -> None:
    text = TEXTS[name]
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    paths = [each for each in quoted(text) if re.fullmatch(rf"[\w./-]+(?:/|{ENDINGS})|\.ci/run", each)]
    paths += re.findall(rf"(?:calculator|docs|scripts|tests)/[\w./-]+{ENDINGS}(?!\w)", text)
    assert [path for path in (*links, *paths) if not MADE.match(path) and not exists(path, name)] == []
    assert links or paths


@pytest.mark.parametrize("name", NAMES)
def test_every_command_a_document_names_exists(name: str) -> None:
    text = TEXTS[name]
    assert set(re.findall(r"-m scripts ([a-z]\w*)", text)) <= VERBS.keys()
    assert set(re.findall(r"-m calculator ([a-z]\w*)", text)) <= set(CALCULATOR_VERBS)
    assert re.findall(r"(?:/(?:work|tmp|home|root|Users)/)\S*", text) == []


def test_the_reference_lists_every_verb_and_page() -> None:
    assert set(re.findall(r"`python3 -m scripts (\w+)`", REFERENCE)) == VERBS.keys()
    assert [page for page in PAGES if f"`{page}`" not in REFERENCE] == []
    kept = (ROOT / "tests" / "scripts" / "site" / "anchors.txt").read_text(encoding="utf-8")
    # The anchors of the calculator and of the finder are needed by scripts; other tests check them.
    rows = table(REFERENCE, "| page | anchors |")
    named = {
        each for page, text in rows if page[0] != "c" for each in re.findall(r"#[a-z1-9-]+(?=`|$)", text)
    }
    assert len(named) > 20
    assert [each for each in sorted(named) if f"{each}\n" not in kept] == []


def examples() -> list[tuple[str, str, str, str]]:
    """Return the reference's examples: verb, request, the part of the answer, and that part as shown."""
    asked = [*EXAMPLE.finditer(REFERENCE)]
    ends = [each.start() for each in asked[1:]] + [len(REFERENCE)]
    return [
        (each[2], each[1], part, shown)
        for each, end in zip(asked, ends, strict=True)
        for part, shown in SHOWN.findall(REFERENCE[each.end() : end])
    ]


@functools.cache
def run(verb: str, typed: str) -> tuple[int, bytes]:
    """Run a command of the reference once, however many parts of its answer are shown."""
    command = [sys.executable, "-m", "calculator", verb]
    done = subprocess.run(command, input=typed.encode(), capture_output=True, cwd=ROOT, check=False)
    return done.returncode, done.stdout


@pytest.mark.parametrize(("verb", "typed", "part", "shown"), examples())
def test_the_reference_shows_what_the_commands_print(verb: str, typed: str, part: str, shown: str) -> None:
    code, printed = run(verb, typed)
    answer: Any = json.loads(printed)
    assert code == (2 if "errors" in answer else 0)
    for key in () if part == "all" else part.split("."):
        answer = answer[int(key)] if isinstance(answer, list) else answer[key]
    assert json.loads(shown) == answer


def test_no_example_of_the_reference_is_passed_over() -> None:
    assert len(examples()) == REFERENCE.count("```json") > 5
    assert len(EXAMPLE.findall(REFERENCE)) == REFERENCE.count("```sh") == 8


def test_the_reference_names_every_key_of_input_and_output(policy: Policy, calculator: Calculator) -> None:
    request = {"month": "2026-10", "worker_type": "rural", "sign_ins": 19, "valid_reports": None}
    answer = calculator.estimate({**request, "readings": {"base-share": "by_result"}})
    ground = calculator.risk({"worker_type": "rural"})["grounds"][0]
    year = calculator.year({"year": 2026})
    history = {"months": [], "township_statement": True}
    more = calculator.needed({**request, "valid_reports": 0, "target": "450", "history": history})
    options = [option for reading in policy.readings.values() for option in reading.options]
    names = {
        *(*request, *policy.inputs, *policy.workers, *policy.readings, *options, *policy.grounds),
        *(*answer, *answer["policy"], *TOTAL_LABELS, *STATUS_LABELS, *answer["readings"][0]),
        *(*year, *year["months"][0], "counted", "next", *CALCULATOR_VERBS),
        *(*answer["lines"][0], *(line["id"] for line in answer["lines"])),
        *(*answer["unknown"], *more, *more["inputs"][0], *more["together"], *more["steps"][0]),
        *(*more["curve"], *more["curve"]["points"][0], *more["leave"][0], *more["caution"]),
    }
    assert names - set(quoted(REFERENCE)) == set()
    assert f"`{{{', '.join(ground)}}}`" in REFERENCE
    assert f"`{{{', '.join(more['together']['changes'][0])}}}`" in REFERENCE


def table(text: str, head: str) -> list[list[str]]:
    """Return the rows of the tables that have this head, without backticks."""
    rows = []
    for found in re.findall(rf"^{re.escape(head)}\n\|[-|]+\|\n((?:\|.*\n)+)", text, flags=re.MULTILINE):
        rows += [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in found.splitlines()]
    return rows


def test_the_register_in_the_reference_is_the_policys(policy: Policy) -> None:
    listed = {row[0]: row[1].replace("`", "") for row in table(REFERENCE, "| reading | alternatives |")}
    assert listed == {
        key: ", ".join(option for option in reading.options if option != "default")
        for key, reading in policy.readings.items()
    }


def test_the_officers_tables_match_the_policy(policy: Policy) -> None:
    units = {"yuan": "元", "times": "次数", "percent": "百分比"}
    rows = policy.tables.parameters.items()
    parameters = [[row["label"], key, units[row["unit"]], row["article"]] for key, row in rows]
    assert table(OFFICERS, "| 中文 | id | 单位 | 条款 |") == parameters
    kinds = [*policy.tables.rules.items(), *policy.grounds.items()]
    assert table(OFFICERS, "| 中文 | id | kind |") == [[row["label"], key, row["kind"]] for key, row in kinds]
    assert table(OFFICERS, "| 中文 | id |") == [[each.label, key] for key, each in policy.inputs.items()]
    files = {row[0] for row in table(OFFICERS, "| 文件 | 里面是什么 | 什么时候动它 |")}
    assert files == {f"{path.name}{'/' * path.is_dir()}" for path in DEFAULT_FOLDER.iterdir()}


def test_every_kind_is_described() -> None:
    design = TEXTS["docs/notes/design.md"]
    rules = table(design, "| kind | the amount | used for |")
    grounds = table(design, "| kind | met when | one more when | undecided when |")
    assert [row[0] for row in rules] == [row[0] for row in table(OFFICERS, "| kind | 怎样算 |")]
    assert [row[0] for row in grounds] == [row[0] for row in table(OFFICERS, "| kind | 什么时候算出现 |")]
    assert {row[0] for row in rules} == RULE_KINDS.keys()
    assert {row[0] for row in grounds} == GROUND_KINDS.keys()
    undecided = {row[0] for row in grounds if row[3] != "never"}
    assert undecided == {key for key, kind in GROUND_KINDS.items() if "undecided" in kind.STATUSES}


def edited(folder: Path, file: str, old: str, new: str) -> Path:
    """Return a copy of the county's folder with one edit."""
    county = copied(folder / "county")
    text = (county / file).read_text(encoding="utf-8")
    assert old in text
    (county / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return county


@pytest.mark.parametrize(("file", "old", "new"), DAMAGE)
def test_the_problems_officers_read_of_are_reported(tmp_path: Path, file: str, old: str, new: str) -> None:
    with pytest.raises(PolicyError) as refused:
        handbook.load(edited(tmp_path, file, old, new))
    said = [str(problem).splitlines()[0] for problem in refused.value.problems]
    own = f"--county {tmp_path / 'county'} "  # not in a command for the default county
    assert any(sentence.replace(own, "") in OFFICERS for sentence in said)
    assert len(table(OFFICERS, "| 程序说 | 是怎么回事 |")) == len(DAMAGE)


@pytest.mark.parametrize(
    ("month", "working"),
    [("2026-12", "7.50 元 × 20 条 = 150.00 元"), ("2027-01", "8.00 元 × 20 条 = 160.00 元")],
)
def test_the_officers_example_of_a_changed_amount_works(tmp_path: Path, month: str, working: str) -> None:
    (block,) = re.findall(r"```toml\n(.+?\n)```", OFFICERS, flags=re.DOTALL)
    file = "parameters.toml"
    tables = first_rows((DEFAULT_FOLDER / file).read_text(encoding="utf-8")).split("[[parameters]]")
    (old,) = (each for each in tables if 'id = "report_price"' in each)
    county = edited(tmp_path, file, f"[[parameters]]{old}", f"{block}\n")
    request = {"month": month, "worker_type": "rural", "sign_ins": 20, "valid_reports": 20}
    lines = Calculator(load(county)).estimate(request)["lines"]
    assert [line["working"] for line in lines if line["id"] == "report_pay"] == [working]
    assert working in OFFICERS


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_map_of_folders_lists_the_top_level(name: str) -> None:
    listed = re.findall(r"^\| `([^`]+)/` \|", TEXTS[name], flags=re.MULTILINE)
    made = re.findall(r"^/(\w+)/$", (ROOT / ".gitignore").read_text(), flags=re.MULTILINE)
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()} - {*made}
    # A hidden folder of an editor does not belong to the project.
    assert sorted(listed) == sorted(name for name in folders if name[0] != "." or name == ".ci")


def test_the_two_readmes_have_the_same_commands_and_paths() -> None:
    twins = [TEXTS["README.md"], TEXTS["README.zh.md"]]
    same = r"^#+ |^- |^    echo.*|-m scripts [a-z]+|[a-z]+/[a-z_/.-]+|\]\((?!README).+?\)"
    english, chinese = (sorted(re.findall(same, text, flags=re.MULTILINE)) for text in twins)
    assert english == chinese
    assert [text for text in twins if len(text.splitlines()) >= 120] == []


def test_the_screenshot_is_small() -> None:
    picture = (ROOT / "docs" / "notes" / "calculator-360.png").read_bytes()
    width, height = struct.unpack(">II", picture[16:24])
    assert (width, len(picture) < 150_000, height <= 1400) == (360, True, True)


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    npm = json.loads((ROOT / "package.json").read_text("utf-8"))
    groups = [*project["dependency-groups"].values()]
    groups += [npm.get(key, {}) for key in ("dependencies", "devDependencies")]
    names = sorted(name.split()[0] for group in groups for name in group)
    listed = table(TEXTS["docs/notes/dependencies.md"], "| name | why this one |")
    assert sorted(row[0] for row in listed) == names
