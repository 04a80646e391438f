"""A county of another shape, in data alone: one worker type, a pool that deductions use up, few pages."""

import re
import shutil
from pathlib import Path

import pytest

from calculator.api import Calculator
from calculator.errors import PolicyError
from scripts.content import handbook
from scripts.content.handbook import Handbook
from scripts.content.pages import FILE_OF, PAGES
from scripts.pages import render
from scripts.pages.addresses import lost
from scripts.pages.trial import trial
from scripts.setup.bootstrap import ROOT
from tests.support.markup import parse

TOWN = ROOT / "tests" / "counties" / "town"
LEFT_OUT = {"review", "faq", "readings", "glossary", "sheet", "trainers"}
# Words of the default county's text, which no page of this one may have.
FOREIGN = re.compile("大宁|平安|乡镇|县里|县委|农村网格员|社区|有效信息|签到|第十|三类|五类|试行|APP")


@pytest.fixture(scope="module")
def town() -> Handbook:
    """The town's folder."""
    return handbook.load(TOWN)


@pytest.fixture(scope="module")
def pages(town: Handbook) -> dict[str, str]:
    """The town's pages, without a runtime."""
    return render.render(town, None)


def test_the_pages_without_data_are_left_out_and_no_link_leads_there(
    town: Handbook, pages: dict[str, str]
) -> None:
    assert {name.removesuffix(".md") for name in pages} == set(PAGES) - LEFT_OUT
    assert lost(pages) == []
    assert list(trial(town)) == []


def test_no_page_has_words_of_another_text(pages: dict[str, str]) -> None:
    # Everyday words of the finder are the same everywhere, and `about` says how WeChat and phones behave.
    everyday = re.compile(r"<template>.*?</template>", re.DOTALL)
    told = {name: FOREIGN.findall(everyday.sub("", text)) for name, text in pages.items()}
    assert {name: found for name, found in told.items() if found} == {}


def amounts(page: str, heading: str) -> dict[str, str]:
    """Return the rows of the table under a heading: the first cell, and the last."""
    section = page.partition(heading)[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \|.* (\S+) \|$", section, re.MULTILINE)
    return dict(rows)


def test_the_pool_is_used_up_and_never_below_zero(pages: dict[str, str]) -> None:
    """1200 − 20 × (90 − 80) = 1000; − 20 × 59 = 20; with 30 reported, 20 × 60 = 1200 takes all of it."""
    table = amounts(pages["pay.md"], "{ #by-items }")
    wanted = {"90": "1200.00", "89": "1180.00", "80": "1000.00", "31": "20.00", "30": "0.00", "0": "0.00"}
    assert {count: table[count] for count in wanted} == wanted
    assert table["95 及以上"] == "1200.00"


def test_the_examples_are_worked_from_the_towns_text(pages: dict[str, str]) -> None:
    """80 items and a missed meeting: 1200 − 20 × 10 − 30 = 970. 20 items: 1200 − 1400 is below zero."""
    totals = parse(pages["pay.md"]).all("div", has="data-total")
    payable = [each.text.strip() for each in totals if each.get("data-total") == "payable"]
    assert payable == ["本月应发1200.00 元", "本月应发970.00 元", "本月应发0.00 元"]


def test_articles_have_the_names_and_levels_of_the_towns_text(pages: dict[str, str]) -> None:
    assert "[第五条第一项](text.md#art-5-1)" in pages["rewards.md"]
    # Inside an article are 项, inside these 目; no article of this text has 类.
    assert '{ data-clause="第三条第一项第一目" }' in pages["duties.md"]
    assert "第三条规定的两类上报内容" in pages["categories.md"]
    assert "九条原文" in pages["index.md"]
    assert "# 青石镇网格员手册" in pages["index.md"]
    assert "2026-09-01 起施行" in pages["text.md"]


def test_each_deduction_is_taken_from_the_pool(town: Handbook) -> None:
    """Two meetings and the quarter's book: 1200 − 2 × 30 − 50 = 1090; the next month 1200 − 60 = 1140."""
    calculator = Calculator(town.editions)
    month = {"month": "2026-11", "worker_type": "member", "items_reported": 90, "meetings_absent": 2}
    assert calculator.estimate({**month, "book_incomplete": 1})["totals"]["payable"]["min"] == "1090.00"
    assert calculator.estimate({**month, "month": "2026-12"})["totals"]["payable"]["min"] == "1140.00"


@pytest.mark.parametrize("page", sorted(LEFT_OUT - {"readings"}))
def test_a_page_that_is_not_left_out_needs_its_file(page: str, tmp_path: Path) -> None:
    county = Path(shutil.copytree(TOWN, tmp_path / "town"))
    text = (county / "pages.toml").read_text("utf-8")
    (county / "pages.toml").write_text(re.sub(rf'"{page}"(, )?', "", text).replace(", ]", "]"), "utf-8")
    with pytest.raises(PolicyError, match=re.escape(f"{FILE_OF[page]}：没有这个文件")):
        handbook.load(county)


def test_no_page_speaks_of_another_time_of_pay(pages: dict[str, str]) -> None:
    """The town pays by the month (article 4), and one table has every figure of the one chart."""
    assert "年底" not in pages["pay.md"]
    assert "图里的每个数，下面的表里都有。" in pages["pay.md"]
    page = parse(pages["calculator.md"])
    assert "official.year_end" not in {each.get("data-field") for each in page.walk()}
    assert "只看本月应发；不想知道就空着" in page.text
    (total,) = [each for each in page.walk() if each.get("data-total") == "year_end"]
    assert total.get("data-quiet") is not None
