"""The effect of one more or one fewer, the chart, the target, and changes that end a ground."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from scripts.pages.sealed import fragment
from tests.browser.support.calculator_page import CalculatorPage

# Rural: 500 × 70 % = 350, 7.50 a report up to 20, 5 a year's end for each beyond, at most 50; 10 off for each
# sign-in short of 20 (articles 9, 11(1), 12(3)). So 19 sign-ins and 18 reports are 350 + 135 − 10 = 475.
MONTH: dict[str, Any] = {
    "month": "2026-10",
    "worker_type": "rural",
    "sign_ins": "19",
    "valid_reports": "18",
    "major_reports": "0",
    "previous_valid_reports": "",
    "target": "",
}
FLAT = "第 21 条起本月不再增加，年底另计；第 31 条起不再增加"
REPORTS = {
    "0": f"有效信息多 1 条：+7.50 元；{FLAT}",
    "18": f"有效信息少 1 条：−7.50 元；多 1 条：+7.50 元；{FLAT}",
    "20": f"有效信息少 1 条：−7.50 元；多 1 条：本月不变，年底 +5.00 元；{FLAT}",
    "30": f"有效信息少 1 条：本月不变，年底 −5.00 元；多 1 条：不变；{FLAT}",
    "31": f"有效信息少 1 条：不变；多 1 条：不变；{FLAT}",
}
SIGN_INS = {
    "19": "签到少 1 次：−10.00 元；多 1 次：+10.00 元；第 21 次起不再增加",
    "20": "签到少 1 次：−10.00 元；多 1 次：不变；第 21 次起不再增加",
}
BAD_TARGET = "想要的金额要写以元计的金额，最多两位小数，不超过 1000000，例如 350 或 142.50（写的是 四百八）"

# Whether the own point stands on the line of what the month pays, and what lies under it on the axis.
ON_THE_LINE = """(svg) => {
  const own = svg.querySelector("[data-chart-own]");
  const point = svg.createSVGPoint();
  [point.x, point.y] = [own.cx.baseVal.value, own.cy.baseVal.value];
  return svg.querySelector("[data-chart-payable]").isPointInStroke(point);
}"""


@pytest.fixture(name="page")
def page_with_the_month(ready_page: CalculatorPage) -> CalculatorPage:
    ready_page.unfold()
    ready_page.fill(MONTH)
    return ready_page


def section(page: CalculatorPage) -> Locator:
    return page.root.get_by_role("region", name="再多一点、少一点会怎样")


def steps(page: CalculatorPage) -> Locator:
    return section(page).locator("[data-steps] li")


def places(page: CalculatorPage, line: str) -> list[tuple[float, float]]:
    """Return the corners of a line of the chart."""
    path: str = page.words()["chart"][line]
    corners = [corner.split() for corner in path.removeprefix("M").split("L")]
    return [(float(x), float(y)) for x, y in corners]


def test_a_step_says_each_side_and_where_it_ends(page: CalculatorPage) -> None:
    for reports, sentence in REPORTS.items():
        page.fill({"valid_reports": reports})
        expect(steps(page)).to_have_text([SIGN_INS["19"], sentence])
    page.fill({"sign_ins": "20"})
    expect(steps(page).first).to_have_text(SIGN_INS["20"])


def test_steps_follow_the_reading_that_was_taken(page: CalculatorPage) -> None:
    # Rural and part-time rural are not one: no price for each (reading rural-name); 350 − 10, and no more.
    page.root.locator("[data-readings] summary").click()
    page.root.locator("[data-alternative=no_unit_price] [data-take]").click()
    page.settle()
    expect(steps(page).nth(1)).to_contain_text("少 1 条：不变；多 1 条：不变")
    page.root.get_by_role("button", name="改回默认").click()
    page.settle()
    expect(steps(page).nth(1)).to_have_text(REPORTS["18"])


def test_the_chart_has_the_hand_worked_corners_and_the_own_point(page: CalculatorPage) -> None:
    chart = page.words()["chart"]
    # 340 without a report, 490 from 20 on; with the year's end 540 from 30 on.
    assert [tick["text"] for tick in chart["across"]] == ["0", "20", "30", "40"]
    assert [tick["text"] for tick in chart["up"]] == ["340", "490", "540"]
    x = {tick["text"]: tick["at"] for tick in chart["across"]}
    y = {tick["text"]: tick["at"] for tick in chart["up"]}
    # Drawn to scale: 20 of 40 is half the way, 490 of 340 to 540 three quarters.
    assert x["20"] - x["0"] == pytest.approx((x["40"] - x["0"]) / 2, abs=1)
    assert y["340"] - y["490"] == pytest.approx((y["340"] - y["540"]) * 3 / 4, abs=1)
    corners = {"payable": ("340", "490", "490", "490"), "total": ("340", "490", "540", "540")}
    for line, amounts in corners.items():
        assert places(page, line) == list(zip(x.values(), (y[amount] for amount in amounts), strict=True))
    assert chart["most"] == ""
    # 18 of 40 across; 475 is 135 of the 200 between 340 and 540.
    assert chart["own"]["x"] == pytest.approx(x["0"] + (x["40"] - x["0"]) * 18 / 40, abs=1)
    assert chart["own"]["y"] == pytest.approx(y["340"] - (y["340"] - y["540"]) * 135 / 200, abs=1)
    assert section(page).locator("svg").evaluate(ON_THE_LINE)
    expect(section(page).locator("[data-chart-own]")).to_be_visible()


@pytest.mark.parametrize(
    ("filled", "says"),
    [
        ({"valid_reports": None}, "虚线连年底另发。"),
        # 350 + 150 − 10 = 490, far to the right of the drawing.
        ({"valid_reports": "45"}, "你现在 45 条，490.00 元。"),
        # Between 100 and 300 more (article 11(3)) is no one place.
        ({"major_reports": "1"}, "你现在 18 条，575.00～775.00 元。"),
    ],
    ids=["not known", "off the drawing", "a span"],
)
def test_the_own_point_is_left_out_where_there_is_none(
    page: CalculatorPage, filled: dict[str, Any], says: str
) -> None:
    page.fill(filled)
    expect(section(page).locator("[data-chart-own]")).to_be_hidden()
    expect(section(page).locator("[data-chart-says]")).to_contain_text(says)


def test_a_span_is_drawn_as_its_lowest_and_its_highest(page: CalculatorPage) -> None:
    page.fill({"major_reports": "1"})
    # 440 to 640 without a report, 590 to 790 from 20 on, 840 with the year's end.
    assert [tick["text"] for tick in page.words()["chart"]["up"]] == ["440", "590", "640", "790", "840"]
    y = {tick["text"]: tick["at"] for tick in page.words()["chart"]["up"]}
    assert [y for _, y in places(page, "payable")] == [y["440"], *[y["590"]] * 3]
    assert [y for _, y in places(page, "most")] == [y["640"], *[y["790"]] * 3]


def test_the_chart_is_a_picture_with_its_words(page: CalculatorPage) -> None:
    says = "横着是有效信息（条），竖着是元；实线是本月应发；虚线连年底另发；你现在 18 条，475.00 元。"
    expect(section(page).get_by_role("img", name=says, exact=True)).to_be_visible()
    expect(section(page).locator("figcaption")).to_have_text(says)


def test_a_target_that_is_reached_needs_no_change(page: CalculatorPage) -> None:
    page.fill({"target": "475"})
    expect(section(page).locator("[data-needed-summary]")).to_have_text("要到 475.00 元：已经够了")
    expect(section(page).locator("[data-needed-rows] li")).to_have_count(0)


def test_each_count_shows_its_smallest_change_that_reaches_the_target(page: CalculatorPage) -> None:
    page.fill({"target": "４８０"})
    rows = section(page).locator("[data-needed-rows] li")
    expect(section(page).locator("[data-needed-summary]")).to_have_text(
        "要到 480.00 元，还差 5.00 元：签到再多 1 次（共 20 次），或者有效信息再多 1 条（共 19 条）"
    )
    expect(rows).to_have_text(
        [
            "签到再多 1 次（共 20 次），是 485.00 元",
            "有效信息再多 1 条（共 19 条），是 482.50 元",
            # Article 11(2): 30, 20 and 10; article 11(3): 100 to 300, 500 to 1000.
            "如果再有 1 条省级通报表扬的信息（第十一条第二项），是 505.00 元",
            "如果再有 1 条市级通报表扬的信息（第十一条第二项），是 495.00 元",
            "如果再有 1 条县级通报表扬的信息（第十一条第二项），是 485.00 元",
            "如果再有 1 条重大信息（第十一条第三项），是 575.00～775.00 元",
            "如果再有 1 条特别重大信息（第十一条第三项），是 975.00～1475.00 元",
            "合起来最少要加：签到再多 1 次（共 20 次），是 485.00 元",
            "单靠这些做不到：明显隐患或纠纷未及时上报、不服从综治中心指令、不积极配合被通报或反馈"
            "（已经是 0 次，不能再少）",
        ]
    )


def test_two_counts_together_can_reach_what_one_alone_cannot(page: CalculatorPage) -> None:
    # Sign-ins alone come to 485, reports alone to 490; one and two more to 500.
    page.fill({"target": "495"})
    together = "合起来最少要加：签到再多 1 次（共 20 次）、有效信息再多 2 条（共 20 条），是 500.00 元"
    expect(section(page).locator("[data-needed-summary]")).to_contain_text(together)
    alone = "单靠这些做不到：签到（最多到 485.00 元）；有效信息（最多到 490.00 元）；"
    expect(section(page).locator("[data-needed-rows] li").last).to_contain_text(alone)


def test_a_target_that_cannot_be_reached_is_reported(page: CalculatorPage) -> None:
    page.fill({"target": "501"})
    never = "要到 501.00 元，还差 26.00 元：签到、有效信息合起来也做不到：最多到 500.00 元"
    expect(section(page).locator("[data-needed-summary]")).to_contain_text(never)


def test_a_sum_comes_with_the_reminder_that_reports_are_to_be_true(page: CalculatorPage) -> None:
    page.fill({"target": "480"})
    caution = section(page).locator(".needed-caution")
    expect(caution).to_contain_text(
        "信息要真实，捏造事实、弄虚作假造成损失和不良影响的，是办法所列的淘汰情形。"
    )
    link = caution.get_by_role("link", name="第十三条第三项")
    expect(link).to_have_attribute("href", "../text/#art-13-3")
    page.fill({"target": ""})
    expect(section(page).locator("[data-needed]")).to_be_hidden()


def test_an_unreadable_target_does_not_hide_the_other_figures(page: CalculatorPage) -> None:
    page.fill({"target": "四百八"})
    expect(page.error("target")).to_have_text(BAD_TARGET)
    expect(page.box("target")).to_have_attribute("aria-invalid", "true")
    expect(page.total("payable")).to_have_text("475.00 元")
    expect(page.total("payable")).to_be_visible()
    expect(section(page).locator("[data-needed]")).to_be_hidden()
    page.box("target").press("Enter")
    summary = page.root.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=BAD_TARGET).click()
    expect(page.box("target")).to_be_focused()
    page.box("target").fill("480")
    page.settle()
    expect(summary).to_be_hidden()
    expect(page.error("target")).to_be_hidden()
    expect(section(page).locator("[data-needed]")).to_be_visible()


def test_beside_another_fault_its_box_can_still_be_reached(page: CalculatorPage) -> None:
    page.fill({"target": "x", "sign_ins": "x"})
    expect(page.figures).to_be_hidden()
    expect(steps(page).first).to_be_hidden()
    page.box("sign_ins").press("Enter")
    page.root.locator(".error-summary a").nth(1).click()
    expect(page.box("target")).to_be_focused()


def test_a_ground_that_can_be_ended_names_the_change(page: CalculatorPage) -> None:
    # Article 13(2): two months running without a valid report.
    page.fill({"valid_reports": "0", "previous_valid_reports": "0"})
    ground = page.root.locator("[data-ground=zero_reports]")
    expect(ground).to_have_attribute("data-status", "met")
    expect(ground).to_contain_text("本月有效信息达到 1 条，这一项就没有出现（第十三条第二项）")
    page.fill({"valid_reports": "1"})
    expect(ground).to_have_attribute("data-status", "not_met")
    expect(ground.locator(".ground-leave")).to_be_hidden()


def test_this_section_is_hidden_while_the_answer_is_hidden(ready_page: CalculatorPage) -> None:
    case = fragment("2026-10", "rural", sign_ins=19, valid_reports=18, hide=1)
    ready_page.page.goto("about:blank")
    ready_page.page.goto(f"calculator/{case}")
    ready_page.ready()
    expect(ready_page.root.locator(".more")).to_be_hidden()
    assert "7.50" not in ready_page.root.inner_text()
    ready_page.root.get_by_role("button", name="看答案").click()
    expect(steps(ready_page)).to_have_text([SIGN_INS["19"], REPORTS["18"]])
