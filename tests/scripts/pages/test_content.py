"""Results computed from the content: filled sentences, tables, drawings, uses of clauses, effects."""

import dataclasses
import doctest
import importlib
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from calculator.money import Span
from scripts.content import handbook
from scripts.content.entries import PARTS
from scripts.content.handbook import Handbook
from scripts.content.placeholders import filled
from scripts.pages.computed.pay_tables import Due, Stretch, Table, by_count, effects, stretches
from scripts.pages.computed.uses import Use, uses
from scripts.pages.drawings import path, steps
from scripts.setup.bootstrap import ROOT
from tests.scripts.conftest import append_rows
from tests.support.county import copied

MODULES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts)
    for file in (ROOT / "scripts").rglob("*.py")
    if file.stem != "__init__" and "standins" not in file.parts
)
WORKERS = ["rural", "community_part_time", "community_full_time"]
NOTHING = Span(0, 0)


def exact(fen: int) -> Span:
    """Return an amount that is known."""
    return Span(fen, fen)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """The handbook with the amounts of 2022 only, without later changes of the county."""
    return handbook.load(copied(tmp_path_factory.mktemp("first") / "county"))


@pytest.fixture
def raised(county: Path) -> Handbook:
    """The handbook after amounts have risen in the month it is printed for, November 2026."""
    append_rows(county, "2026-11-01")
    return handbook.load(county)


def said(of: Handbook) -> dict[str, str]:
    """Return a sentence of each file that says an amount."""
    rules = {row["rule"]: row["triggers"] for part in list(PARTS)[:2] for row in of.consequences[part]}
    questions = {each["id"]: each["answer"] for each in of.questions}
    terms = {each["id"]: each["means"] for each in of.terms}
    rows = {each["input"]: each["threshold"] for each in of.sheet["rows"]}
    return {
        "consequence": rules["sign_in_deduction"],
        "question": questions["app_failed_counts"],
        "term": terms["sign_in"],
        "row": rows["sign_ins"],
        "step": next(answer for step in of.steps for answer in step["answer"] if "签到次数列为" in answer),
        "untouched": rules["surplus_reward"],
    }


def test_sentences_follow_an_amount_of_the_printed_month(first: Handbook, raised: Handbook) -> None:
    """A sign-in missed costs 12 yuan in place of 10; 5 and 50 yuan for the surplus stay."""
    before, after = said(first), said(raised)
    assert after.pop("untouched") == before.pop("untouched")
    for name, sentence in before.items():
        assert len(re.findall(r"(?<![\d.])10\.00 元", sentence)) == 1, name
        assert after[name] == sentence.replace("10.00 元", "12.00 元"), name


def test_sentences_say_a_worker_types_own_amount(first: Handbook, raised: Handbook) -> None:
    """The sentence lists the standards: 500, 1000 and 1630, then 600, 1200 and 1700."""
    amounts = [
        re.findall(r"\d+\.\d\d 元", term["means"])
        for of in (first, raised)
        for term in of.terms
        if term["id"] == "standard"
    ]
    assert amounts == [["500.00 元", "1000.00 元", "1630.00 元"], ["600.00 元", "1200.00 元", "1700.00 元"]]


def test_sentences_do_not_run_ahead_of_the_printed_month(first: Handbook, county: Path) -> None:
    """Amounts from December on are not those of November."""
    append_rows(county, "2026-12-01")
    assert said(handbook.load(county)) == said(first)


def test_every_unit_is_said_as_it_is(first: Handbook) -> None:
    """Amounts have their unit, percentages their sign, counts neither; "unlimited" has its own words."""
    these = {
        "a": ["{base_share} {report_quota.rural} {report_price.rural}", 3],
        "b": "{report_pay_most.rural}",
    }
    assert filled(these, first.policy) == {"a": ["70% 20 7.50 元", 3], "b": "不设"}


def strings(value: Any) -> Iterator[str]:
    """Yield every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def test_no_placeholder_is_left(content: Handbook) -> None:
    """A brace on a page would be a placeholder without a value."""
    unfilled = {"policy", "editions", "packed", "article_tables", "files", "earlier"}
    fields = {each.name for each in dataclasses.fields(content)} - unfilled
    texts = [text for name in fields for text in strings(getattr(content, name))]
    assert len(texts) > 1000
    # The figures of a gap are those of one worker type: the pay page fills them in.
    texts = [text for text in texts if "{gap." not in text]
    assert [text for text in texts if set(text) & set("{}｛｝")] == []


def test_the_examples_in_docstrings_hold() -> None:
    """The examples in docstrings give the shown output, and there are some examples."""
    results = {name: doctest.testmod(importlib.import_module(name)) for name in MODULES}
    assert [name for name, result in results.items() if result.failed] == []
    assert sum(result.attempted for result in results.values()) >= 5


@pytest.mark.parametrize(("worker", "price"), [*zip(WORKERS, (750, 1500, 2450), strict=True)])
def test_reports_are_paid_in_three_stretches(worker: str, price: int, first: Handbook) -> None:
    """To the 20th by price; to the 30th, 5 yuan at the year's end, which are the 50 a month; then nothing."""
    table = by_count(first.policy, "valid_reports", 10)
    assert list(table) == list(range(30 + 10 + 1))
    assert stretches(table, worker) == [
        Stretch(1, 20, exact(price), NOTHING),
        Stretch(21, 30, NOTHING, exact(500)),
        Stretch(31, None, NOTHING, NOTHING),
    ]


@pytest.mark.parametrize("worker", WORKERS)
def test_sign_ins_are_paid_in_two_stretches(worker: str, first: Handbook) -> None:
    """Each of the 20 saves 10 yuan, and one more earns nothing."""
    table = by_count(first.policy, "sign_ins", 0)
    assert list(table) == list(range(20 + 1))
    assert stretches(table, worker) == [
        Stretch(1, 20, exact(1000), NOTHING),
        Stretch(21, None, NOTHING, NOTHING),
    ]


def test_a_panel_has_its_marks_where_the_pay_bends(first: Handbook) -> None:
    """40 counts over 262 units from 64: 20 half way, 30 three quarters. 350 at 174, 550 at 26, 500 at 63."""
    panel, *others = steps.panels(by_count(first.policy, "valid_reports", 10), WORKERS)
    assert [each.worker for each in (panel, *others)] == WORKERS
    assert list(panel.across) == [(64.0, "0"), (195.0, "20"), (260.5, "30"), (326.0, "40")]
    assert list(panel.up) == [(174.0, "350.00"), (63.0, "500.00"), (26.0, "550.00")]
    assert panel.payable.startswith("M64.0 174.0H70.5V168.4H")  # 262 / 40 = 6.55; 148 × 7.5 / 200 = 5.55
    assert panel.payable.endswith("V63.0H326.0V63.0")
    assert panel.total.endswith("V26.0H326.0V26.0")
    assert [len(re.findall(r"H[\d.]+V", line)) for line in (panel.payable, panel.total)] == [40, 40]


def test_a_panel_draws_no_second_line_over_the_first(first: Handbook) -> None:
    """Sign-ins earn nothing at the year's end: one line, from 500 − 20 × 10 = 300 up to 500."""
    panel = steps.panels(by_count(first.policy, "sign_ins", 0), WORKERS)[0]
    assert panel.total == ""
    assert list(panel.across) == [(64.0, "0"), (326.0, "20")]
    assert list(panel.up) == [(174.0, "300.00"), (26.0, "500.00")]


def test_a_range_is_not_drawn_as_a_line() -> None:
    """A month with an open amount has no single step to draw."""
    table: Table = {
        count: {"open": Due(Span(0, count), NOTHING), "known": Due(exact(count), NOTHING)}
        for count in range(3)
    }
    assert [panel.worker for panel in steps.panels(table, ["open", "known"])] == ["known"]


def test_the_path_of_a_decision_goes_down_the_page(first: Handbook) -> None:
    """Every step is there in its order, no box lies on another, and only the first of a path has no arrow."""
    drawing = path.draw(first.review["steps"], first.policy)
    boxes = [box for each in drawing.paths for box in each.boxes]
    told = [(box.who[1], "".join(line for _, line in box.what)) for box in boxes]
    assert told == [(f"{step['when']} · {step['who']}", step["what"]) for step in first.review["steps"]]
    assert [each.heading[1] for each in drawing.paths] == ["补助", "淘汰名单", "条文解释"]
    assert [box.arrow for box in boxes] == [False, True, True, True, False, False]
    ends = [0, *(box.top + box.height for box in boxes)]
    # An arrow, or a heading with its room, stands between two boxes.
    gaps_between = [box.top - end for box, end in zip(boxes, ends, strict=False)]
    assert gaps_between == [34, 26, 26, 26, 46, 46]
    for each in drawing.paths:
        assert each.boxes[0].top - 34 < each.heading[0] < each.boxes[0].top
    assert ends[-1] <= drawing.height


def test_every_line_of_the_path_fits_its_box(first: Handbook) -> None:
    """Letters are 14 units wide and high at most; between lines, and to the box, none touches another."""
    for box in (box for each in path.draw(first.review["steps"], first.policy).paths for box in each.boxes):
        lines = [box.who, *box.what]
        assert max(len(line) for _, line in lines) * 14 <= path.BOX_WIDTH - 2 * path.PAD
        heights = [y for y, _ in lines]
        assert heights[0] - 14 >= box.top
        assert all(below - above >= 14 for above, below in pairwise(heights))
        clause = box.top + box.height - path.PAD + 2  # where templates/_path.j2 puts it
        assert clause - heights[-1] >= 14
        assert clause < box.top + box.height


def test_uses_of_a_clause_are_listed_in_the_order_of_the_pages(first: Handbook) -> None:
    """Art. 12(3): rule, amounts, consequence, four questions, a reading, a word, the sheet."""
    assert [use.address for use in uses(first)["12.3"]] == [
        *("pay#order", "pay#rates", "rewards#sign-in-deduction"),
        *("faq#one-sign-in-short", "faq#two-sign-ins-a-day", "faq#spare-sign-ins", "faq#app-failed-counts"),
        *("readings#sign-in-shortfall", "glossary#sign-in", "sheet"),
    ]
    # The number and its price are one use.
    assert uses(first)["12.3"][1].name == "补助：标准和单价"
    assert uses(first)["14.5.5"] == [Use("上报类别：劳资矛盾纠纷", "categories#art-14-5-5")]
    assert uses(first)["16"] == []


def test_an_effect_on_a_full_month_is_given_by_worker_type(first: Handbook) -> None:
    """490 − 489 = 1 yuan for the full-time only; at 20 reports every report counted is none more."""
    found = effects(first.policy)
    for option in ("lower_price", "capped"):
        assert found["full-time-price", option] == {"社区专职": "本月应发变动 −1.00 元"}
    assert ("report-quota-stop", "every_report") not in found
    # Art. 9's three tenths to the year's end: 7.50, 15 and 24.50 × 20.
    assert list(found["surplus-time", "whole_item"].values()) == [
        f"本月应发变动 −{amount} 元，年底另发变动 +{amount} 元" for amount in ("150.00", "300.00", "490.00")
    ]
    assert not any(option == "default" for _, option in found)
