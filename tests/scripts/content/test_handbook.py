"""The loader of the pages' content: its refusals with file and key, all reported at once."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

from calculator.errors import PolicyError, Problem
from scripts.__main__ import VERBS, run_verb
from scripts.content import handbook
from scripts.content.categories import SIX_POINTS
from scripts.content.handbook import Handbook
from scripts.content.pages import FILE_OF
from tests.calculator.conftest import edit
from tests.support.county import copied

Damage = dict[str, str]

# One edit of a file each, and the problem it must be refused with.
DAMAGES: dict[str, Damage] = {
    case["name"]: case
    for name in ("damage.toml", "damage_categories.toml", "damage_sentences.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["damage"]
}

# A missing table, which the message must name: its file, its name, a line in it, and the file, the key
# and the name in the message.
LOSSES = {
    "a duty": ("duties.toml", "duties", 'article = "6.7"', ("duties.toml", "duties", "6.7")),
    "an item": ("categories/events.toml", "items", '\narticle = "14.2.3"', ("categories", "items", "14.2.3")),
    **{
        f"{part}: {each}": (file, part, f'{key} = "{each}"\n', (file, part, each))
        for file, part, key, each in (
            ("consequences.toml", "rewards", "rule", "praise_reward"),
            ("consequences.toml", "deductions", "rule", "order_deduction"),
            ("consequences.toml", "grounds", "ground", "higher_criticism"),
            ("sheet.toml", "rows", "input", "major_reports"),
        )
    },
}

# Damage to tables that sentences refer to: the check of that file reports it, and nothing else raises.
SHARE = "values = [{ from = 2022-05-06, value = 70 }]"
ROWS = ("parameters.base_share.values", "要写成 [{ from = 日期, … }]，至少一行")
ODD_PARAMETERS = {
    "no values": (SHARE, "values = []", *ROWS),
    "a number for values": (SHARE, "values = 70", *ROWS),
    "numbers for rows": (SHARE, "values = [70]", f"{ROWS[0]}[0]", "要写成 { from = 日期, … }"),
    "a list for a name": ('id = "base_share"', 'id = ["base_share"]', "parameters[1].id", "要写小写英文编号"),
}


def without_table(folder: Path, file: str, name: str, holding: str) -> None:
    """Take out the one `[[name]]` that holds a line, with all inside it."""
    head, *tables = (folder / file).read_text(encoding="utf-8").split(f"[[{name}]]")
    kept = [table for table in tables if holding not in table]
    assert len(kept) == len(tables) - 1
    (folder / file).write_text(f"[[{name}]]".join([head, *kept]), encoding="utf-8")


def refusal(folder: Path) -> tuple[Problem, ...]:
    """Return the problems for which a folder is refused."""
    with pytest.raises(PolicyError) as caught:
        handbook.load(folder)
    assert all(str(problem) in str(caught.value) for problem in caught.value.problems)
    return caught.value.problems


def told(problems: tuple[Problem, ...], file: str, key: str, message: str) -> bool:
    """Tell whether just one problem is of a file and a key and begins with a message."""
    at_place = [each for each in problems if each.file == file and each.key == key]
    return [each.message.startswith(message) for each in at_place] == [True]


def test_the_countys_folder_is_accepted(content: Handbook) -> None:
    """Without damage the folder is accepted, so the refusals below are due to the damage."""
    assert [duty["number"] for duty in content.duties] == list(range(1, 10))
    assert [len(category["items"]) for category in content.categories] == [4, 4, 4, 6, 11]
    assert len(content.examples) == 5
    assert all(set(good) == {*SIX_POINTS} for item in content.items.values() for good in item["good"])


def rounds() -> Iterator[list[Damage]]:
    """Yield the damages in rounds: one of each file, or one that makes its file unreadable."""
    yield from ([case] for case in DAMAGES.values() if not case["key"])
    of_file: defaultdict[str, list[Damage]] = defaultdict(list)
    for case in DAMAGES.values():
        of_file[case["file"]] += [case] if case["key"] else []
    yield from ([case for case in cases if case] for cases in zip_longest(*of_file.values()))


def test_a_fault_is_refused_with_its_file_and_key(tmp_path: Path) -> None:
    """The message names the file, the key and the fault."""
    for number, cases in enumerate(rounds()):
        county = copied(tmp_path / str(number))
        for case in cases:
            edit(county, case["file"], case["old"], case["new"])
        problems = refusal(county)
        for case in cases:
            assert told(problems, case["file"], case["key"], case["message"]), (case["name"], problems)


@pytest.mark.parametrize(("file", "name", "holding", "lost"), LOSSES.values(), ids=LOSSES.keys())
def test_a_removed_table_is_refused_with_the_name_of_what_is_missing(
    file: str, name: str, holding: str, lost: tuple[str, str, str], county: Path
) -> None:
    """Every duty, item, reward, deduction, ground and count of the policy is on the site."""
    without_table(county, file, name, holding)
    assert Problem(lost[0], lost[1], f"缺 {lost[2]} 这一项") in refusal(county)


def test_a_whole_category_cannot_be_left_out(county: Path) -> None:
    """The disputes have no places of their own in the text, so their category itself is asked for."""
    (county / "categories" / "disputes.toml").unlink()
    assert Problem("categories", "", "缺 14.5 这一项") in refusal(county)


@pytest.mark.parametrize("name", ["good", "poor"])
def test_an_item_is_shown_both_well_and_badly_reported(name: str, county: Path) -> None:
    """The first item has one example of either kind; without it there is nothing to compare."""
    file = county / "categories" / "persons.toml"
    text = file.read_text(encoding="utf-8")
    block = re.compile(rf"\[\[items\.{name}\]\]\n(?:.+\n)+")
    file.write_text(block.sub("", text, count=1), encoding="utf-8")
    assert refusal(county) == (Problem("categories/persons.toml", f"items.14.1.1.{name}", "缺这个键"),)
    keywords = 'keywords = ["邪教",'
    file.write_text(
        block.sub("", text, count=1).replace(keywords, f"{name} = []\n{keywords}", 1), encoding="utf-8"
    )
    assert refusal(county) == (Problem("categories/persons.toml", f"items.14.1.1.{name}", "至少要写 1 个"),)


def test_an_item_must_name_a_similar_item(county: Path) -> None:
    """Every item is like some other, and says which."""
    file = county / "categories" / "persons.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"near = \[\n(?:  .+\n)+\]", "near = []", text, count=1), encoding="utf-8")
    assert refusal(county) == (Problem("categories/persons.toml", "items.14.1.1.near", "至少要写 1 个"),)


def test_an_example_may_count_people_and_money_in_words(county: Path) -> None:
    """Only what looks like the measures or like a number that is somebody's is refused."""
    edit(county, "categories/persons.toml", 'text = "村东头', 'text = "第三条巷子 1234 号，几百元，村东头')
    with pytest.raises(PolicyError, match="教学示例里不写条款和金额"):
        handbook.load(county)
    edit(county, "categories/persons.toml", "第三条巷子", "第三个巷子")
    text = handbook.load(county).items["14.1.1"]["poor"][0]["text"]
    assert text.startswith("第三个巷子 1234 号，几百元，")


def test_emergency_numbers_may_be_typed_and_the_open_left_empty(county: Path) -> None:
    """110, 119 and 120 are no amounts; a consequence on which nothing is open says nothing of it."""
    sentence = 'undecided = "什么形式算“指令”'
    edit(county, "consequences.toml", sentence, 'undecided = "" # "什么形式算“指令”')
    edit(county, "consequences.toml", "spares = ", 'spares = "110、119、120" # ')
    consequences = handbook.load(county).consequences
    assert consequences["deductions"][1]["undecided"] == ""
    assert consequences["rewards"][0]["spares"] == "110、119、120"


@pytest.mark.parametrize("name", ["steps", "bring", "channels"])
def test_the_review_page_cannot_lose_a_part(name: str, county: Path) -> None:
    """A word in place of a list would print an empty section."""
    file = county / "review.toml"
    head, *tables = file.read_text(encoding="utf-8").split("[[")
    kept = "".join(f"[[{table}" for table in tables if not table.startswith(f"{name}]]"))
    file.write_text(f'{name} = "见办法"\n{head}{kept}', encoding="utf-8")
    assert refusal(county) == (Problem("review.toml", name, f"要写成 [[{name}]] 的列表"),)


def test_all_faults_are_reported_at_once(county: Path) -> None:
    """One run shows all there is to mend, in every file, and nothing that only follows from it."""
    wanted = [
        DAMAGES["a duty leads to a category that is none"],
        DAMAGES["a dispute is not in the paragraph"],
        DAMAGES["an example counts below nothing"],
        DAMAGES["an example is of no type of worker"],
        DAMAGES["a step is of no clause"],
        DAMAGES["a channel's date is none"],
        DAMAGES["a good report names an amount"],
        DAMAGES["a ground does not say what it spares"],
        DAMAGES["a placeholder has a worker type too many"],
        DAMAGES["the measures' word names no clause"],
        DAMAGES["an answer leads to a page that is none"],
        DAMAGES["a question is never answered"],
        DAMAGES["the sheet has a typed number"],
    ]
    for case in wanted:
        edit(county, case["file"], case["old"], case["new"])
    problems = refusal(county)
    assert len(problems) == len(wanted)
    assert all(told(problems, case["file"], case["key"], case["message"]) for case in wanted)


def test_all_faults_of_one_example_are_reported_at_once(county: Path) -> None:
    """An example is read as the engine reads a request, which collects its faults."""
    whole = 'worker_type = "rural", sign_ins = 19, valid_reports = 20'
    edit(county, "examples.toml", whole, 'worker_type = "county", sign_ins = 1000, reports = 20')
    place = "examples.rural_one_sign_in_short.situation"
    keys = {problem.key for problem in refusal(county)}
    assert keys == {f"{place}.{key}" for key in ("worker_type", "sign_ins", "valid_reports", "reports")}


def test_examples_wait_until_the_policy_is_sound(county: Path) -> None:
    """Unreadable amounts are reported first, because examples cannot be computed without them."""
    edit(county, "parameters.toml", "rural = 7.5,", "rural = 7.555,")
    edit(county, "examples.toml", "sign_ins = 19", "sign_ins = -19")
    assert {problem.file for problem in refusal(county)} == {"parameters.toml"}


@pytest.mark.parametrize("file", ["pages.toml", *FILE_OF.values()])
def test_a_missing_file_is_named(file: str, county: Path) -> None:
    """A folder with a missing file is refused."""
    (county / file).unlink()
    assert refusal(county) == (Problem(file, "", "没有这个文件或读不出来，从备份放回"),)


@pytest.mark.parametrize(("old", "new", "key", "message"), ODD_PARAMETERS.values(), ids=ODD_PARAMETERS.keys())
def test_an_odd_parameter_is_refused_before_a_sentence_asks_for_it(
    old: str, new: str, key: str, message: str, county: Path
) -> None:
    """Sentences refer to parameters.toml, so its own faults must be reported first."""
    edit(county, "parameters.toml", old, new)
    assert told(refusal(county), "parameters.toml", key, message)


def test_check_prints_the_problems_of_the_loader(county: Path) -> None:
    """`python3 -m scripts check` prints each problem of the loader on one line."""
    for name in ("an answer leads to a page that is none", "an item is near to itself"):
        edit(county, DAMAGES[name]["file"], DAMAGES[name]["old"], DAMAGES[name]["new"])
    with pytest.raises(PolicyError) as told_so:
        run_verb(VERBS["check"], [str(county)])
    head, *lines = str(told_so.value).splitlines()
    assert head == "政策数据有 2 处问题："
    assert lines == [str(problem) for problem in refusal(county)]
    assert lines[0].startswith(
        "faq.toml · questions.how_is_pay_made_up.see[0]：没有这一页：wages（可以写：index、"
    )
    assert lines[1] == "categories/persons.toml · items.14.1.1：容易混的不能是它自己"
