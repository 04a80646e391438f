"""The elimination grounds judged from the kept months and the month in the form, in calm words."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.support.kept_months import KeptMonths, row

LABELS = {
    "met": "已出现",
    "one_more": "再出现一次即符合",
    "not_met": "未出现",
    "undecided": "办法没有写明",
}
# Failed in March and May (article 13(1): twice in a row, or three times a year), no reports in May
# (13(2): two months in a row), one check missed (13(2): two), a fabrication with a loss alone
# (13(3): a loss and a bad effect), criticised by the county (13(5): the city or above).
KEPT = (
    row("2026-03", result="fail", criticised_by=["county"]),
    row("2026-04", result="pass", fabrication={"loss": True, "bad_effect": False}),
    row("2026-05", result="fail", valid_reports=0, phone_checks_missed=1),
)
# No two failures follow each other, but June's may follow May's; two of three in 2026; June's zero may follow
# May's; one of two checks; a loss alone is not decided; the county is below the city.
JUDGED = {
    "consecutive_failures": "one_more",
    "failures_in_year": "one_more",
    "stated_neglect": "not_met",
    "zero_reports": "one_more",
    "phone_checks": "one_more",
    "fabrication": "undecided",
    "title_misuse": "not_met",
    "serious_case": "not_met",
    "higher_criticism": "not_met",
}


@pytest.fixture(scope="module")
def judged(_module_context: NewContext) -> KeptMonths:
    page = KeptMonths(_module_context()).begin()
    page.unfold()
    page.bring(*KEPT)
    return page


@pytest.fixture(name="page")
def keeper(judged: KeptMonths) -> KeptMonths:
    # A month that nothing is filled in for is not judged.
    judged.choose("month", "2026-11")
    judged.empty()
    expect(judged.grounds).to_be_visible()
    expect(judged.root.locator("[data-grounds-from]")).to_have_text("按记下的各月判断。")
    return judged


def text(page: KeptMonths, ground: str, part: str) -> str:
    return page.ground(ground).locator(f".ground-{part}").inner_text()


def test_the_grounds_are_judged_from_all_kept_months(page: KeptMonths) -> None:
    assert page.statuses() == JUDGED
    # A word beside each, and not a colour alone.
    assert {name: text(page, name, "status") for name in JUDGED} == {
        name: LABELS[status] for name, status in JUDGED.items()
    }


def test_a_ground_names_what_counts_what_one_more_does_and_who_decides(page: KeptMonths) -> None:
    assert text(page, "failures_in_year", "counted") == "2026年3月 考核不合格；2026年5月 考核不合格"
    assert text(page, "failures_in_year", "next") == "再有一次：该条所列情形即出现"
    assert text(page, "phone_checks", "counted") == "2026年5月 手机抽查未接听也未回拨 1 次"
    assert text(page, "fabrication", "counted") == (
        "2026年4月 捏造事实、弄虚作假（造成损失：有；不良影响：没有）"
    )
    assert text(page, "higher_criticism", "next") == "如果有一次（市级通报批评）：该条所列情形即出现"
    for name in JUDGED:
        decides = text(page, name, "decides")
        assert "乡镇平安办" in decides or "第十三条第五项" in decides
        assert text(page, name, "rest").startswith("第十三条第")


def test_the_month_in_the_form_is_judged_with_the_stored_months(page: KeptMonths) -> None:
    page.fill({"month": "2026-06", "valid_reports": "0", "result": "fail", "phone_checks_missed": "1"})
    # May and June: twice in a row, three in the year, twice no reports, two checks.
    for name in ("consecutive_failures", "failures_in_year", "zero_reports", "phone_checks"):
        expect(page.ground(name)).to_have_attribute("data-status", "met")
    expect(page.root.locator("[data-grounds-from]")).to_have_text("按记下的各月和上面填的这个月判断。")
    assert text(page, "consecutive_failures", "counted") == "2026年5月 考核不合格；2026年6月 考核不合格"
    assert text(page, "zero_reports", "leave") == "本月有效信息达到 1 条，这一项就没有出现（第十三条第二项）"
    expect(page.ground("zero_reports").locator(".ground-next")).to_be_hidden()
    # Not kept, so not in the sums: 350 + 150, 500 and 350 (articles 9, 11(1)).
    expect(page.sum("payable")).to_have_text("1350.00 元")
    assert "2026-06" not in page.stored()


def test_the_month_before_is_asked_only_where_it_is_not_kept(page: KeptMonths) -> None:
    page.fill({"month": "2026-05", "result": "", "previous_result": "fail"})
    # April is kept as passed; May stands in the form without a result: the year has March's failure alone.
    expect(page.ground("failures_in_year")).to_have_attribute("data-status", "not_met")
    expect(page.ground("consecutive_failures")).to_have_attribute("data-status", "not_met")
    page.fill({"month": "2026-07", "previous_result": "fail"})
    # June is not kept: with March and May it is the third of the year.
    expect(page.ground("failures_in_year")).to_have_attribute("data-status", "met")


def test_the_page_never_says_that_the_worker_is_eliminated(page: KeptMonths) -> None:
    page.fill({"month": "2026-06", "valid_reports": "0", "result": "fail", "criticised_by": ["city"]})
    expect(page.ground("higher_criticism")).to_have_attribute("data-status", "met")
    said = page.root.inner_text()
    assert [word for word in ("淘汰了", "被淘汰", "开除", "辞退", "你已") if word in said] == []
    # Words of the measures are in quotation marks.
    assert "「直接淘汰」" in text(page, "higher_criticism", "decides")


def test_without_kept_months_the_form_alone_is_judged_again(page: KeptMonths) -> None:
    page.erase_all()
    for name in JUDGED:
        expect(page.ground(name)).to_have_attribute("data-status", "not_met")
        expect(page.ground(name).locator(".ground-counted")).to_be_hidden()
    expect(page.root.locator("[data-grounds-from]")).to_contain_text("还没有填任何情况")
    # The other tests look at the same page.
    page.bring(*KEPT)
