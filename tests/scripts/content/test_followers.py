"""One lost, renamed or unreadable row is one sentence, however many other rows name it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from calculator.loading.folder import DEFAULT_FOLDER
from scripts.content.files import ORDER
from tests.calculator.conftest import edit
from tests.scripts.content.test_guards import NEW
from tests.scripts.content.test_handbook import refusal, without_table
from tests.support.county import begun

SAFETY = "categories/safety.toml"


def renamed(folder: Path, file: str, old: str, new: str) -> None:
    """Replace what stands in a line of its own, which may stand in other tables too."""
    text = (folder / file).read_text("utf-8")
    assert f"\n{old}" in text
    (folder / file).write_text(text.replace(f"\n{old}", f"\n{new}", 1), "utf-8")


Change = Callable[[Path], None]
CASES: list[tuple[Change, str, str, str]] = [
    (
        lambda folder: without_table(folder, "parameters.toml", "parameters", 'id = "surplus_price"'),
        "parameters.toml",
        "parameters",
        "没有 surplus_price 这一项，有 6 处要用它，例如 pay.toml · rules.surplus_reward.rate",
    ),
    (
        lambda folder: renamed(folder, "readings.toml", 'id = "surplus-cap"', 'id = "surplus-caps"'),
        "readings.toml",
        "readings",
        "没有 surplus-cap 这一项，有 4 处要用它",
    ),
    (
        lambda folder: without_table(folder, SAFETY, "items", '\narticle = "14.4.4"'),
        "categories",
        "items",
        "缺 14.4.4 这一项",
    ),
    (
        lambda folder: renamed(folder, SAFETY, 'article = "14.4.4"', 'artikle = "14.4.4"'),
        SAFETY,
        "items[3].artikle",
        "不认得这个键，是不是要写 article",
    ),
    (
        lambda folder: renamed(folder, SAFETY, 'article = "14.4.4"', "article = 7"),
        SAFETY,
        "items[3].article",
        "要写",
    ),
    (
        lambda folder: edit(folder, "inputs.toml", 'id = "refused_orders"', 'id = "refused_order"'),
        "inputs.toml",
        "inputs",
        "没有 refused_orders 这一项，有 2 处要用它，例如 pay.toml · rules.order_deduction",
    ),
    (
        lambda folder: edit(folder, "parameters.toml", "value = 20 }]", "valeu = 20 }]"),
        "parameters.toml",
        "parameters.praise_by_city.values[0]",
        "要写 value，或者",
    ),
    (
        lambda folder: edit(folder, "inputs.toml", 'id = "deductions"', 'id = "deduction"'),
        "inputs.toml",
        "groups",
        "没有 deductions 这一项，有 3 处要用它",
    ),
    (
        lambda folder: edit(folder, "faq.toml", "[[questions]]\n", "[[questions]]\n[[questions]]\n"),
        "faq.toml",
        "questions[0]",
        "缺这些键：id、question、answer、articles、",
    ),
]


@pytest.mark.parametrize(("change", "file", "key", "says"), CASES)
def test_one_row_is_one_sentence(change: Change, file: str, key: str, says: str, county: Path) -> None:
    change(county)
    (problem,) = refusal(county)
    assert (problem.file, problem.key) == (file, key)
    assert problem.message.startswith(says)


def test_what_a_new_text_leaves_out_is_told_at_the_first_file_that_still_uses_it(county: Path) -> None:
    """All places are told, the first one in the order in which an officer changes the files."""
    begun(county, NEW, NEW)
    head = (county / "readings.toml").read_text("utf-8").partition("[[readings]]")[0]
    (county / "readings.toml").write_text(f"{head}readings = []\n", "utf-8")
    without_table(county, "parameters.toml", "parameters", 'id = "base_share"')
    problems = refusal(county)
    told = {each.message.removeprefix("前一版的 ").partition("，")[0]: each for each in problems}
    first, *others = [f"rewards[{row}].readings[{place}]" for row, place in enumerate((0, 1, 1, 1))]
    cap = told["surplus-cap"]
    assert (cap.file, cap.key) == ("consequences.toml", first)
    assert cap.message == (
        "前一版的 surplus-cap，readings.toml 里没有了。新办法取消了它，这里就不再用它（还有 "
        f"{'、'.join(f'consequences.toml · {key}' for key in others)}）；"
        "没有取消，就在 readings.toml 里补回，或者改回编号"
    )
    assert "这里就不再用它；没有取消" in told["notices-add"].message
    assert (told["base_share"].file, told["base_share"].key) == ("pay.toml", "rules.base.share")
    assert problems.index(told["base_share"]) < problems.index(cap)


def test_problems_stand_in_the_order_in_which_an_officer_changes_the_files() -> None:
    """The order is that of the table in the officers' guide."""
    guide = (DEFAULT_FOLDER.parent / "README.md").read_text("utf-8")
    rows = re.findall(r"(?m)^ +\| \d \| (.*)$", guide)
    assert [
        name.rstrip("/") for row in rows for name in re.findall(r"`([a-z]+\.(?:toml|txt)|categories/)`", row)
    ] == list(ORDER)


def test_a_reference_to_an_empty_list_has_no_empty_list_of_words(county: Path) -> None:
    head = (county / "readings.toml").read_text("utf-8").partition("[[readings]]")[0]
    (county / "readings.toml").write_text(f"{head}readings = []\n", "utf-8")
    assert "没有这个理解：notices-add" in [each.message for each in refusal(county)]


def test_a_reference_that_one_row_has_alone_is_told_where_it_stands(county: Path) -> None:
    edit(county, "pay.toml", 'rate = "surplus_price"', 'rate = "surplus_prices"')
    (problem,) = refusal(county)
    assert (problem.file, problem.key) == ("pay.toml", "rules.surplus_reward.rate")
