"""The worked months and the printed tables, against figures worked by hand from the measures.

Each is worked twice: with the amounts there are, and with those after the change in conftest.py.
"""

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from calculator.api import Calculator
from calculator.loading.folder import load
from tests.scripts.conftest import Edition
from tests.scripts.pages.test_figures import amounts_of, totals_of, worked


class Amounts(NamedTuple):
    """Article 9 and article 11, item 1: amounts by worker type in 分, and what a missed sign-in costs."""

    standard: tuple[int, int, int]
    price: tuple[int, int, int]
    sign_in: int
    base: str


AMOUNTS = {
    "now": Amounts((50000, 100000, 163000), (750, 1500, 2450), 1000, "基础补助"),
    "changed": Amounts((60000, 120000, 170000), (900, 1800, 2550), 1200, "固定补助"),
}

BY_HAND = tomllib.loads(Path(__file__).with_name("worked_months.toml").read_text(encoding="utf-8"))


def table(edition: Edition, anchor: str) -> dict[str, list[str]]:
    """Return the rows of a printed table by their first cell."""
    rows = edition.articles["pay"].section(anchor).rows()
    found = {first: cells for first, *cells in rows}
    assert len(found) == len(rows)
    return found


def yuan(fen: int) -> str:
    """Return an amount of 分 as the tables show it."""
    return f"{fen // 100}.{fen % 100:02}"


@pytest.mark.parametrize("anchor", BY_HAND["months"])
def test_a_worked_month_is_as_worked_by_hand(anchor: str, edition: Edition) -> None:
    """Every line, every sum, and no line besides."""
    by_hand = BY_HAND["months"][anchor][edition.name]
    _, slip = worked(edition)[anchor]
    assert amounts_of(slip) == by_hand["lines"]
    assert totals_of(slip) == by_hand["totals"]
    assert [each.all("span")[1].text for each in slip.all("p", has_class="group-sum")] == by_hand["sums"]


def test_every_worked_month_is_worked_by_hand(edition: Edition) -> None:
    """An example added to the page is worked by hand too."""
    assert list(worked(edition)) == list(BY_HAND["months"])


@pytest.mark.parametrize("anchor", BY_HAND["tables"])
def test_rows_at_each_threshold_are_as_worked_by_hand(anchor: str, edition: Edition) -> None:
    """Below, at and above the 20 of articles 8 and 12, and where the 50 of article 11 are reached."""
    by_hand = BY_HAND["tables"][anchor][edition.name]
    found = table(edition, anchor)
    assert {first: found.get(first) for first in by_hand} == by_hand


@pytest.mark.parametrize(
    ("anchor", "others"), [("by-reports", "签到 20 次"), ("by-sign-ins", "有效信息 20 条")]
)
def test_a_table_says_for_which_month_it_is(anchor: str, others: str, edition: Edition) -> None:
    """The rows below are worked with the count the sentence above the table names."""
    caption, *_ = edition.articles["pay"].section(anchor).all("p")
    assert caption.text.startswith(f"{others}、没有别的奖励和扣款时，本月应发（元）")


def test_every_row_by_reports_is_base_plus_priced_plus_surplus(edition: Edition) -> None:
    """Articles 9 and 11, item 1, in one line: 70%, up to 20 at their price, 5 for each more up to 50."""
    amounts = AMOUNTS[edition.name]
    wanted = {}
    for count in range(41):
        surplus = min(500 * max(0, count - 20), 5000)
        paid = [
            yuan(standard * 70 // 100 + price * min(count, 20))
            for standard, price in zip(amounts.standard, amounts.price, strict=True)
        ]
        first = f"{count} 及以上" if count == 40 else str(count)
        wanted[first] = [f"{each}（{yuan(surplus)}）" if surplus else each for each in paid]
    assert table(edition, "by-reports") == wanted


def test_every_row_by_sign_ins_is_the_full_month_less_what_is_missed(edition: Edition) -> None:
    """Article 12, item 3: so much off for each sign-in below 20."""
    amounts = AMOUNTS[edition.name]
    assert table(edition, "by-sign-ins") == {
        f"{count} 及以上" if count == 20 else str(count): [
            yuan(standard * 70 // 100 + price * 20 - amounts.sign_in * (20 - count))
            for standard, price in zip(amounts.standard, amounts.price, strict=True)
        ]
        for count in range(21)
    }


@pytest.mark.parametrize(
    ("counter", "last", "other"), [("valid_reports", 30, "sign_ins"), ("sign_ins", 20, "valid_reports")]
)
@pytest.mark.parametrize("worker", ["rural", "community_full_time"])
def test_nothing_changes_after_the_last_step(
    counter: str, last: int, other: str, worker: str, edition: Edition
) -> None:
    """The steps end where the page says, and 「及以上」 is true up to the greatest count there is."""
    engine = Calculator(load(edition.folder))

    def totals(count: int) -> object:
        request = {"month": "2026-11", "worker_type": worker, other: 20, counter: count}
        return engine.estimate(request)["totals"]

    assert totals(last - 1) != totals(last) == totals(last + 1) == totals(999)


def test_the_rates_are_those_of_article_9_and_11(edition: Edition) -> None:
    """Standard, price of a report, and how many are paid at it."""
    amounts = AMOUNTS[edition.name]
    assert edition.articles["pay"].section("rates").rows() == [
        [name, f"{yuan(standard)} 元", f"{yuan(price)} 元", "20"]
        for name, standard, price in zip(
            ("农村网格员", "社区兼职网格员", "社区专职网格员"), amounts.standard, amounts.price, strict=True
        )
    ]


def test_a_line_goes_by_its_name_of_today(edition: Edition) -> None:
    """After renaming a line in pay.toml, every page uses the new name and none the old one."""
    names = {amounts.base for amounts in AMOUNTS.values()}
    for page in ("pay", "calculator"):
        text = edition.articles[page].text
        assert {name for name in names if name in text} == {AMOUNTS[edition.name].base}
    orders = edition.articles["pay"].section("order").all("strong")
    assert orders[0].text == AMOUNTS[edition.name].base


def test_the_table_of_deductions_follows(edition: Edition) -> None:
    """Article 12, item by item."""
    rows = edition.articles["rewards"].section("deductions").rows()
    assert [cells[-1] for cells in rows] == [
        "每次 100.00 元",
        "每次 30.00 元",
        "每次 30.00 元",
        f"{yuan(AMOUNTS[edition.name].sign_in)} 元",
    ]


def test_the_table_of_rewards_is_article_11(edition: Edition) -> None:
    """Article 11, item by item, with what the text says of when each is paid."""
    rows = edition.articles["rewards"].section("rewards").rows()
    assert [cells[1:] for cells in rows] == [
        ["5.00 元，每月最多 50.00 元", "年底"],
        ["30.00 元", "没有写"],
        ["20.00 元", "没有写"],
        ["10.00 元", "没有写"],
        ["100.00 元 至 300.00 元", "没有写"],
        ["500.00 元 至 1000.00 元", "没有写"],
    ]
