"""A placeholder with another worker type's figure is refused, and so are duplicates."""

import shutil
from pathlib import Path

import pytest

from calculator.errors import PolicyError, Problem
from scripts.content import handbook
from scripts.content.placeholders import written
from tests.calculator.conftest import edit
from tests.scripts.content.test_handbook import refusal

# Every worker type the same from January 2027 on; until then each has a price of its own.
ALIKE_LATER = 'community_full_time = 24.5 }, { from = 2027-01-01, value = 8, basis = "某文" }'


def test_one_row_by_worker_type_makes_every_sentence_name_it(county: Path) -> None:
    """Also if a later row is equal for all worker types: the printed month must not show 7.50 for 24.50."""
    edit(county, "parameters.toml", "community_full_time = 24.5 }", ALIKE_LATER)
    policy = handbook.load(county).policy
    price = policy.tables.parameter("report_price")
    assert written(price, "community_full_time", policy) == "24.50 元"
    edit(county, "faq.toml", "{report_price.community_full_time}", "{report_price}")
    with pytest.raises(PolicyError, match="要写明哪一类网格员"):
        handbook.load(county)


def test_an_amount_that_later_differs_must_name_the_worker_type(county: Path) -> None:
    """The officer who adds such a row is shown every sentence that has to follow."""
    row = (
        "value = 10 }, { from = 2026-11-01, rural = 10, community_part_time = 12, community_full_time = 14 }"
    )
    text = (county / "parameters.toml").read_text(encoding="utf-8")
    head, sign_in = text.rsplit("value = 10 }", 1)
    assert 'id = "sign_in_price"' in head.rpartition("[[parameters]]")[2]
    (county / "parameters.toml").write_text(head + row + sign_in, encoding="utf-8")
    with pytest.raises(PolicyError) as refused:
        handbook.load(county)
    said = {(each.file, each.message) for each in refused.value.problems}
    message = "{sign_in_price} 要写明哪一类网格员"
    files = ("consequences.toml", "faq.toml", "glossary.toml", "pages.toml", "sheet.toml", "trainers.toml")
    assert said == {(file, message) for file in files}


def test_a_second_file_of_a_category_is_refused(county: Path) -> None:
    """Its items would take the place of the first's without a word."""
    folder = county / "categories"
    shutil.copyfile(folder / "persons.toml", folder / "again.toml")
    again = "14.1 在 categories/again.toml 里已经有了；是备份就移出这个文件夹"
    assert Problem("categories/persons.toml", "article", again) in refusal(county)


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("consequences.toml", 'rule = "cooperation_deduction"', 'rule = "order_deduction"', "deductions"),
        ("consequences.toml", 'ground = "failures_in_year"', 'ground = "phone_checks"', "grounds"),
        ("sheet.toml", 'input = "praised_by_city"', 'input = "sign_ins"', "rows"),
        ("sheet.toml", 'fact = "criticised_by"', 'fact = "result"', "facts"),
    ],
)
def test_a_duplicate_is_refused(file: str, old: str, new: str, key: str, county: Path) -> None:
    """The page would have the same heading, or the sheet the same row, two times."""
    edit(county, file, old, new)
    doubled = new.split('"')[1]
    assert Problem(file, key, f"{doubled} 写了不止一次") in refusal(county)
