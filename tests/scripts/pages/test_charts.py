"""The drawings of the pay show the amounts of the tables beside them, worked by hand from the measures."""

import re

import pytest

from tests.scripts.conftest import Edition
from tests.support.markup import Element

# Amounts where the line bends, from below, and the counts there. 350 = 500 × 70 %, 500 = 350 + 20 × 7.5,
# 550 = 500 + 50 at the year's end (articles 9 and 11, item 1); likewise for the others, and after the change.
REPORTS = {
    "now": {
        "农村": ["350.00", "500.00", "550.00"],
        "社区兼职": ["700.00", "1000.00", "1050.00"],
        "社区专职": ["1141.00", "1631.00", "1681.00"],
    },
    "changed": {
        "农村": ["420.00", "600.00", "650.00"],
        "社区兼职": ["840.00", "1200.00", "1250.00"],
        "社区专职": ["1190.00", "1700.00", "1750.00"],
    },
}
# 20 sign-ins too few: 20 × 10 = 200 off, after the change 20 × 12 = 240 off (article 12, item 3).
SIGN_INS = {
    "now": {
        "农村": ["300.00", "500.00"],
        "社区兼职": ["800.00", "1000.00"],
        "社区专职": ["1431.00", "1631.00"],
    },
    "changed": {
        "农村": ["360.00", "600.00"],
        "社区兼职": ["960.00", "1200.00"],
        "社区专职": ["1460.00", "1700.00"],
    },
}
PRICES = {"now": ("7.50", "15.00", "24.50"), "changed": ("9.00", "18.00", "25.50")}
LINES = ("steps-payable", "steps-total")
MISSED = {"now": "10.00", "changed": "12.00"}


def texts(drawing: Element, name: str) -> list[str]:
    """Return the texts of a drawing that are of a kind."""
    return [each.text for each in drawing.all("text", has_class=name)]


def charts(edition: Edition) -> list[dict[str, Element]]:
    """Return the two rows of charts, by reports and by sign-ins, each by the worker type's name."""
    rows = edition.articles["pay"].section("steps").all("div", has_class="charts")
    return [{each.one("strong").text: each for each in row.all("figure")} for row in rows]


@pytest.mark.parametrize(
    ("row", "amounts", "counts", "unit"),
    [(0, REPORTS, ["0", "20", "30", "40"], "有效信息（条）"), (1, SIGN_INS, ["0", "20"], "签到（次）")],
)
def test_a_chart_is_marked_where_the_pay_bends(
    row: int, amounts: dict[str, dict[str, list[str]]], counts: list[str], unit: str, edition: Edition
) -> None:
    """Its axes carry just the amounts and counts at which something changes, and their units."""
    found = charts(edition)[row]
    assert {name: texts(each, "steps-amount") for name, each in found.items()} == amounts[edition.name]
    for each in found.values():
        assert texts(each, "steps-count") == counts
        assert texts(each, "steps-unit") == ["元", unit]


def test_a_caption_says_in_words_what_the_chart_shows(edition: Edition) -> None:
    """Up to the 20th at its price, 5 each at the year's end up to the 30th, nothing from the 31st on."""
    reports, sign_ins = charts(edition)
    captions = [each.one("figcaption").text.partition("　")[2] for each in reports.values()]
    assert captions == [
        f"第 1 条至第 20 条：每条 +{price} 元；"
        f"第 21 条至第 30 条：每条 +5.00 元，年底发；第 31 条起：不再增加。连年底另发，最多共 {most} 元。"
        for price, (*_, most) in zip(PRICES[edition.name], REPORTS[edition.name].values(), strict=True)
    ]
    assert {each.one("figcaption").text.partition("　")[2] for each in sign_ins.values()} == {
        f"第 1 次至第 20 次：每次 +{MISSED[edition.name]} 元；第 21 次起：不再增加。"
    }


def test_every_number_of_a_chart_stands_in_the_tables(edition: Edition) -> None:
    """A reader who cannot see the picture finds every number in the table."""
    page = edition.articles["pay"]
    for row, anchor in zip(charts(edition), ("by-reports", "by-sign-ins"), strict=True):
        cells = [cell for cells in page.section(anchor).rows() for cell in cells]
        table = {number for cell in cells for number in cell.replace("）", "").replace("（", " ").split()}
        for name, figure in row.items():
            for amount in texts(figure, "steps-amount"):
                fen = int(amount.replace(".", ""))
                whole = f"{(fen - 5000) // 100}.{fen % 100:02}"
                assert amount in table or {whole, "50.00"} <= table, (name, amount)
            assert set(texts(figure, "steps-count")) <= {each.removesuffix(" 及以上") for each in cells}


def test_a_line_rises_as_often_as_the_pay_does(edition: Edition) -> None:
    """The stairs have a step for each count: 40 by reports and 20 by sign-ins, and none goes down."""
    for row, steps in zip(charts(edition), (40, 20), strict=True):
        for figure in row.values():
            for line in (each for each in figure.all("path") if each.get("class") in LINES):
                heights = [float(each) for each in re.findall(r"V([\d.]+)", line.get("d"))]
                assert len(heights) == steps
                assert heights == sorted(heights, reverse=True)  # the top of a drawing is 0


def test_the_gap_is_explained_where_there_is_one(edition: Edition) -> None:
    """1630 × 30 % = 489 and 20 × 24.5 = 490; after the change 1700 × 30 % = 510 = 20 × 25.5."""
    page = edition.articles["pay"]
    gaps = [each for each in page.all("h2") if each.get("id").startswith("gap-")]
    if edition.name == "changed":
        assert gaps == []
        return
    (gap,) = gaps
    assert gap.text == "为什么是 490.00，不是 489.00"
    (said,) = page.section("gap-community-full-time").all("p")
    assert said.text == (
        "第九条说社区专职网格员的绩效奖金是标准的其余部分，合 489.00 元；第十一条第一项写明每条 24.50 元，"
        "20 条合 490.00 元，差 1.00 元。本站按写明的每条价格算，县里按哪个发还没有定，见理解登记。"
    )
