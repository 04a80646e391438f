"""What a revision is said to change: when lines are paid, the values of each worker type, the grounds."""

from pathlib import Path

import pytest

from scripts.content.revision import differences
from scripts.content.revision.numbers import numbers
from scripts.content.revision.pair import Pair
from tests.calculator.conftest import edit
from tests.scenarios.revised import COUNTY
from tests.scripts.content.revision.county import NEW, pair_of
from tests.support.county import begun

THREE = "农村网格员、社区兼职网格员、社区专职网格员"


@pytest.fixture(scope="module")
def exam() -> Pair:
    """The exam's two texts."""
    return pair_of(COUNTY)


def test_a_line_whose_day_was_not_said_is_listed(exam: Pair) -> None:
    """The trial text does not say when rewards for praise and major reports are paid (11(2), 11(3))."""
    found = {each.label: each.how for each in differences.lines(exam) if each.how.endswith("→ 当月发")}
    assert found == {
        "超额奖励": "年底发 → 当月发",
        "通报表扬奖励": "没有写什么时候发 → 当月发",
        "重大信息奖励": "没有写什么时候发 → 当月发",
        "特别重大信息奖励": "没有写什么时候发 → 当月发",
    }
    assert not list(differences.unstated(exam))


def test_a_type_has_only_the_values_that_its_lines_use(exam: Pair) -> None:
    """A leader is paid for no report and gets no surplus reward (part 一); no rule uses the standard."""
    assert [each.label for each in numbers(exam) if each.alone] == [
        *("补助标准", "基础补助", "固定绩效"),
        *("省级通报表扬，每条", "市级通报表扬，每条", "县级通报表扬，每条"),
        *("重大信息，每条最少", "重大信息，每条最多", "特别重大信息，每条最少", "特别重大信息，每条最多"),
        *("明显隐患或纠纷未及时上报，每次扣", "不服从综治中心指令，每次扣", "每月签到次数", "少签到一次扣"),
    ]


def test_points_for_reports_concern_only_types_that_are_asked_for_reports(exam: Pair) -> None:
    """Part 四: 3 points for each report short of 20; a leader is asked for none."""
    found = {each.label: each.workers for each in numbers(exam) if each.new.endswith(" 分")}
    assert {label: who for label, who in found.items() if who != "各类"} == {"少报一条扣分": THREE}


def test_a_number_of_times_has_the_unit_of_its_count(exam: Pair) -> None:
    """20 sign-ins, now 22 (part 五); seniority from one year on (三); the score asks 20 reports (四)."""
    found = {each.label: (each.old, each.new) for each in numbers(exam) if each.new[-1] in "次条年"}
    del found["每月签到次数"]  # of the leader, who has no old one
    assert found == {
        "工龄补贴从满几年起": ("—", "1 年"),
        "得分看的签到次数": ("—", "22 次"),
        "得分看的有效信息条数": ("—", "20 条"),
    }
    assert ("每月签到次数", "20 次", "22 次") in [each[:1] + each[2:4] for each in numbers(exam)]


def test_a_ground_whose_results_come_from_the_score_is_listed(exam: Pair) -> None:
    """Part 七, 6: from 2027 on the score counts where there are counts, else the result filled in."""
    found = [(each.label, each.how, each.clause) for each in differences.grounds(exam)]
    how = (
        "2027年1月起填了次数的月份，合格不合格看算出的月考核得分；没有填次数的月份和以前的月份，看公布的结果"
    )
    assert found == [
        ("连续两次考核不合格", how, "第八条第五项"),
        ("一年累计三次考核不合格", how, "第八条第五项"),
        ("连续两个月有效信息为零", f"只管{THREE}", "第十三条第二项"),
    ]


def test_a_text_that_drops_the_score_leaves_the_published_results(exam: Pair) -> None:
    back = Pair(exam.new, exam.old)
    found = {each.label: each.how for each in differences.grounds(back)}
    published = "2026年12月起的月份，合格不合格只看公布的结果"
    assert found == {
        "连续两次考核不合格": published,
        "一年累计三次考核不合格": published,
        "连续两个月有效信息为零": "各类都管",
    }


def test_a_ground_of_months_counts_months_and_names_its_types(county: Path) -> None:
    """Three months without a count in place of two, for two types only; the count is another one."""
    begun(county, NEW, NEW)
    ground = 'label = "连续两个月有效信息为零"'
    whom = 'applies_to = ["rural", "community_full_time"]'
    edit(county, "elimination.toml", ground, f"{whom}\n{ground}")
    edit(county, "elimination.toml", 'counter = "valid_reports"', 'counter = "sign_ins"')
    text = (county / "elimination.toml").read_text("utf-8").partition('id = "zero_reports"')[2]
    edit(county, "elimination.toml", text, text.replace("value = 2 ", "value = 3 ", 1))
    both = pair_of(county)
    found = [(each.workers, each.old, each.new) for each in numbers(both)]
    assert found == [
        ("农村网格员、社区专职网格员", "2 个月", "3 个月"),
        ("社区兼职网格员", "2 个月", "—"),
    ]
    (ground,) = [each.how for each in differences.grounds(both)]
    assert ground == "只管农村网格员、社区专职网格员；判断的办法换了"
