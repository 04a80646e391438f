"""The loader of the pages' content: what it refuses, where it says so, and that it says all at once."""

import tomllib
from pathlib import Path

import pytest

from calculator.errors import PolicyError, Problem
from scripts import handbook
from scripts.handbook import CONTENT_FILES, Handbook

Damage = dict[str, str]

# One edit of a file each, and the problem it must be refused with.
DAMAGES: dict[str, Damage] = {
    case["name"]: case
    for case in tomllib.loads(Path(__file__).with_name("damage.toml").read_text(encoding="utf-8"))["damage"]
}

# Refused for what is no longer there, so the message names the missing thing.
LOSSES = {
    "a duty is missing": ("duties.toml", "duties", 'article = "6.7"', "duties", "缺 6.7 这一项"),
    "an item is missing": (
        "categories.toml",
        "categories.items",
        'article = "14.2.3"',
        "items",
        "缺 14.2.3 这一项",
    ),
}


def damage(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` of a file, which must be there."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, (file, old)
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


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


def test_the_countys_folder_is_taken(content: Handbook) -> None:
    """What is refused below is refused for its damage."""
    assert [duty["number"] for duty in content.duties] == list(range(1, 10))
    assert [len(category["items"]) for category in content.categories] == [4, 4, 4, 6, 11]
    assert len(content.examples) == 5


@pytest.mark.parametrize("case", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_fault_is_refused_with_its_file_and_key(case: Damage, county: Path) -> None:
    """Who edits the files is told which file, which key, and what is wrong."""
    damage(county, case["file"], case["old"], case["new"])
    assert told(refusal(county), case["file"], case["key"], case["message"])


@pytest.mark.parametrize(("file", "name", "holding", "key", "message"), LOSSES.values(), ids=LOSSES.keys())
def test_a_loss_is_refused_with_what_is_missing(
    file: str, name: str, holding: str, key: str, message: str, county: Path
) -> None:
    """Every duty of article 6 and every item of article 14 is on the site."""
    without_table(county, file, name, holding)
    assert Problem(file, key, message) in refusal(county)


def test_a_whole_category_cannot_be_left_out(county: Path) -> None:
    """The disputes have no places of their own in the text, so their category itself is asked for."""
    file = county / "categories.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index('[[categories]]\narticle = "14.5"')], encoding="utf-8")
    assert Problem("categories.toml", "categories", "缺 14.5 这一项") in refusal(county)


@pytest.mark.parametrize("name", ["steps", "bring", "channels"])
def test_the_review_page_cannot_lose_a_part(name: str, county: Path) -> None:
    """A word in place of a list would print an empty section."""
    file = county / "review.toml"
    head, *tables = file.read_text(encoding="utf-8").split("[[")
    kept = "".join(f"[[{table}" for table in tables if not table.startswith(f"{name}]]"))
    file.write_text(f'{name} = "见办法"\n{head}{kept}', encoding="utf-8")
    assert refusal(county) == (Problem("review.toml", name, "要写成列表 [ … ]"),)


def test_all_faults_are_said_at_once(county: Path) -> None:
    """One run shows all there is to mend, in every file, and nothing that only follows from it."""
    wanted = [
        DAMAGES["a duty leads to a category that is none"],
        DAMAGES["a dispute is not in the paragraph"],
        DAMAGES["an example counts below nothing"],
        DAMAGES["an example is of no type of worker"],
        DAMAGES["a step is of no clause"],
        DAMAGES["a channel's date is none"],
    ]
    for case in wanted:
        damage(county, case["file"], case["old"], case["new"])
    problems = refusal(county)
    assert len(problems) == len(wanted)
    assert all(told(problems, case["file"], case["key"], case["message"]) for case in wanted)


def test_all_faults_of_one_example_are_said_at_once(county: Path) -> None:
    """An example is read as the engine reads a request, which collects its faults."""
    whole = 'worker_type = "rural", sign_ins = 19, valid_reports = 20'
    damage(county, "examples.toml", whole, 'worker_type = "county", sign_ins = 1000, reports = 20')
    place = "examples.rural_one_sign_in_short.situation"
    keys = {problem.key for problem in refusal(county)}
    assert keys == {f"{place}.{key}" for key in ("worker_type", "sign_ins", "valid_reports", "reports")}


def test_examples_wait_until_the_policy_is_sound(county: Path) -> None:
    """With amounts that cannot be read there is nothing to try an example on; that is said first."""
    damage(county, "parameters.toml", "rural = 7.5,", "rural = 7.555,")
    damage(county, "examples.toml", "sign_ins = 19", "sign_ins = -19")
    assert {problem.file for problem in refusal(county)} == {"parameters.toml"}


@pytest.mark.parametrize("file", CONTENT_FILES)
def test_a_missing_file_is_named(file: str, county: Path) -> None:
    """A county's folder is whole or not taken."""
    (county / file).unlink()
    assert refusal(county) == (Problem(file, "", "没有这个文件或读不出来"),)
