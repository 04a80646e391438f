"""One mistake gives one sentence that names what to change; consequences of it are not reported."""

import re
import shutil
from pathlib import Path

import pytest

from scripts.content import handbook
from scripts.content.files import ORDER
from scripts.setup.bootstrap import ROOT
from tests.calculator.conftest import edit
from tests.scenarios.revised import COUNTY
from tests.scripts.content.test_handbook import refusal
from tests.support.county import begun

PAY, MEASURE, PARAMETERS, FAQ = "pay.toml", "measure.toml", "parameters.toml", "faq.toml"
QUOTAS = "rural = 20, community_part_time = 20, community_full_time = 20 }"


def put(folder: Path, file: str, behind: str, old: str, new: str) -> None:
    """Replace the first `old` behind a line."""
    head, line, rest = (folder / file).read_text("utf-8").partition(behind or "\n")
    assert line
    assert old in rest
    (folder / file).write_text(head + line + rest.replace(old, new, 1), "utf-8")


# The line before the edit, the old text, the new text, and the key and words of the reported problem.
SLIPS = [
    (
        PARAMETERS,
        'id = "report_quota"',
        'article = "8.2"',
        'article = "8.20"',
        "parameters.report_quota.article",
        "8.20",
    ),
    (PARAMETERS, 'id = "surplus_price"', '"11.1"', '"11.2"', "parameters.surplus_price.article", "改成 11.1"),
    (PARAMETERS, 'id = "report_price"', '"11.1"', '"11.2"', "parameters.report_price.article", "改成 11.1"),
    (
        PARAMETERS,
        'id = "report_quota"',
        QUOTAS,
        QUOTAS.replace("rural = 20", "rural = 21"),
        "parameters.report_quota.values[0].rural",
        "这里是 21",
    ),
    (
        PARAMETERS,
        'id = "report_quota"',
        QUOTAS,
        QUOTAS.replace("part_time = 20", "part_time = 21"),
        "parameters.report_quota.values[0].community_part_time",
        "这里是 21",
    ),
    (PAY, 'id = "surplus_reward"', '"8.2"', '"8.20"', "rules.surplus_reward.also[0]", "8.20"),
    (PAY, 'id = "hazard_deduction"', '"12.1"', '"12.2"', "rules.hazard_deduction.article", "它的数写在 12.1"),
    (
        PAY,
        'id = "monthly_rewards"',
        '"11.1"',
        '"11.2"',
        "ceilings.monthly_rewards.article",
        "它的数写在 11.1",
    ),
    (
        MEASURE,
        "interpreter = ",
        '_article = "15"',
        '_article = "16"',
        "interpreter_article",
        "没有「县委政法委」",
    ),
    (
        PARAMETERS,
        'label = "补助标准"',
        'id = "base_share"',
        'id = "standard"',
        "parameters.standard",
        "编号重复",
    ),
    (PAY, 'id = "base"', "paid = ", "piad = ", "rules.base.piad", "是不是要写 paid"),
    (
        PAY,
        'id = "report_pay"',
        '"report_price"',
        '"reports_price"',
        "rules.report_pay.rate",
        "写 report_price",
    ),
    (FAQ, "", '[[questions]]\nid = "how', 'id = "how', "id", "前面少了 [[questions]] 这一行"),
    (FAQ, "", "[[questions]]", "[[question]]", "question", "是不是要写 questions"),
    (MEASURE, "assessor = ", '_article = "7"', '_article = "8"', "assessor_article", "没有「乡镇平安办」"),
]


@pytest.mark.parametrize(("file", "behind", "old", "new", "key", "says"), SLIPS)
def test_one_slip_is_one_sentence(
    file: str, behind: str, old: str, new: str, key: str, says: str, county: Path
) -> None:
    put(county, file, behind, old, new)
    (problem,) = refusal(county)
    assert (problem.file, problem.key) == (file, key)
    assert says in problem.message


def test_the_printed_line_is_not_a_basis(county: Path) -> None:
    """The line `check` prints is taken over as it is: the price of 80 yuan still rests on nothing."""
    prices = "rural = 7.5, community_part_time = 15, community_full_time = 24.5 }"
    new = prices.replace("7.5,", "80,").replace(" }", ', basis = "文件的名称和文号" }')
    edit(county, PARAMETERS, prices, f"{prices}, {{ from = 2027-01-01, {new}")
    (problem,) = refusal(county)
    assert problem.key == "parameters.report_price.values[1].basis"
    assert "换成那份文件真正的名称和文号" in problem.message


def test_a_copied_category_is_named(county: Path) -> None:
    folder = county / "categories"
    (folder / "safety-2.toml").write_bytes((folder / "safety.toml").read_bytes())
    told = [(each.file, each.key) for each in refusal(county)]
    assert told == [("categories/safety.toml", "article")]
    assert "categories/safety-2.toml" in refusal(county)[0].message


def test_a_changed_old_row_is_reported_once_after_a_new_edition(county: Path) -> None:
    """The row differs from the text, the old edition and the new row: only the text is reported."""
    prices = "rural = 7.5, community_part_time = 15, community_full_time = 24.5 }"
    edit(county, PARAMETERS, prices, f"{prices}, {{ from = 2027-01-01, {prices.replace('7.5', '8')}")
    begun(county, "2027-01-01")
    edit(county, PARAMETERS, "rural = 7.5,", "rural = 75,")
    (problem,) = refusal(county)
    assert problem.key == "parameters.report_price.values[0].rural"
    assert "这里是 75；照原文改回" in problem.message


def test_a_county_may_leave_out_the_page_of_categories(tmp_path: Path) -> None:
    """Its text has categories all the same; each was called missing."""
    town = tmp_path / "town"
    shutil.copytree(ROOT / "tests" / "counties" / "town", town)
    edit(town, "pages.toml", "left_out = [", 'left_out = ["categories", ')
    duties = (town / "duties.toml").read_text("utf-8")
    (town / "duties.toml").write_text(re.sub(r"leads_to = .*", "leads_to = []", duties), "utf-8")
    assert "categories" not in handbook.load(town).pages


@pytest.mark.parametrize("file", [name for name in ORDER if name.endswith(".toml")])
def test_a_file_that_cannot_be_read_is_one_sentence(file: str, tmp_path: Path) -> None:
    """The exam's county, whose files name worker types, lines and clauses of each other."""
    folder = Path(shutil.copytree(COUNTY, tmp_path / "county"))
    with (folder / file).open("a", encoding="utf-8") as end:
        end.write("begins = 2027-1-1\n")
    (problem,) = refusal(folder)
    assert (problem.file, problem.key) == (file, "")
    assert "日期要写成 2027-01-01 这样" in problem.message
