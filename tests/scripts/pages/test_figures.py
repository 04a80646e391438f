"""Every figure on every page, against the measures worked by hand and the command line asked from outside.

All of it is asked of two sites: the one there is, and the one after the county has raised amounts and
renamed a line, so that no page can keep an old figure where the new one must stand.
"""

import functools
import json
import re
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scripts.content.pages import PAGES
from scripts.setup.bootstrap import ROOT
from tests.scripts.conftest import Edition
from tests.scripts.pages.figures import Figure, figures, visible
from tests.support.markup import Element

EDITIONS = ("now", "changed")
# These pages show amounts that the engine computes.
OTHERS = ("pay", "calculator")
HAND = tomllib.loads(Path(__file__).with_name("figures.toml").read_text(encoding="utf-8"))
MONTH = "2026-11"
WORKERS = {
    "农村网格员": "rural",
    "社区兼职网格员": "community_part_time",
    "社区专职网格员": "community_full_time",
}
# How the title of a worked month names each count.
COUNTS = {
    "sign_ins": r"签到 (\d+) 次",
    "valid_reports": r"有效信息 (\d+) 条",
    "praised_by_city": r"(\d+) 条被市级通报表扬",
    "major_reports": r"(\d+) 条重大信息",
    "missed_hazards": r"(\d+) 次隐患未及时上报",
}


def asked(edition: Edition, verb: str, request: dict[str, Any]) -> Any:
    """Return the answer of the command line with an edition's policy."""
    return json.loads(_printed(edition.folder, verb, json.dumps(request)))


@functools.cache
def _printed(folder: Path, verb: str, request: str) -> str:
    """Return the output of the command, cached because several pages are compared with the same answer."""
    command = [sys.executable, "-m", "calculator", verb, "--policy", str(folder)]
    done = subprocess.run(command, input=request.encode(), capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout.decode()
    return done.stdout.decode()


def amount(span: dict[str, str]) -> str:
    """Return a total of the command line as a page shows it."""
    ends = span["min"] if span["min"] == span["max"] else f"{span['min']}～{span['max']}"
    return f"{ends} 元".replace("-", "−")


def lines_of(slip: Element) -> dict[str, tuple[str, str, str]]:
    """Return the lines of a slip: least, most, and the working."""
    return {
        each.get("data-line"): (
            each.get("data-min"),
            each.get("data-max"),
            each.one("span", "p", has_class="line-working").text,
        )
        for each in slip.all("li", has="data-line")
    }


def amounts_of(slip: Element) -> dict[str, str]:
    """Return the amounts shown on the lines of a slip that are not zero, by the lines' names."""
    return {
        each.one("span", has_class="line-name").text: each.one("span", has_class="line-amount").text
        for each in slip.all("li", has="data-line")
        if "data-zero" not in each.attributes
    }


def totals_of(slip: Element) -> dict[str, str]:
    """Return the totals shown on a slip."""
    return {each.get("data-total"): each.one("dd").text for each in slip.all("div", has="data-total")}


def worked(edition: Edition) -> dict[str, tuple[str, Element]]:
    """Return the titles and slips of the worked months by their anchors."""
    page = edition.articles["pay"]
    anchors = [each.get("id") for each in page.section("examples").all("h3")]
    return {
        anchor: (page.section(anchor).one("h3").text, page.section(anchor).one("div", has_class="slip"))
        for anchor in anchors
    }


def situation(title: str) -> dict[str, Any]:
    """Return the request a worked month's title describes; each of its numbers is a count."""
    (worker,) = [worker for name, worker in WORKERS.items() if title.startswith(name)]
    found = {key: re.search(pattern, title) for key, pattern in COUNTS.items()}
    counts = {key: int(match.group(1)) for key, match in found.items() if match}
    assert len(counts) == len(re.findall(r"\d+", title))
    return {"month": MONTH, "worker_type": worker, **counts}


def shown_by(answer: dict[str, Any]) -> set[Figure]:
    """Return the figures of a statement: the workings of its lines, the sums of their groups, and its pay."""
    texts = [f"{line['min']} {line['max']} {line['working']}" for line in answer["lines"]]
    sums = [*answer["groups"], *(answer["totals"][name] for name in ("payable", "year_end"))]
    return figures("\n".join([*texts, *map(amount, sums)]))


def nothing_happened(answer: dict[str, Any]) -> str:
    """Return how many lines of a statement are zero, as its fold says it."""
    return f"{sum((line['min'], line['max']) == ('0.00', '0.00') for line in answer['lines'])} 项"


def by_hand(edition: Edition, page: str) -> set[Figure]:
    """Return the figures listed for a page in figures.toml."""
    listed = HAND[page].keys() | HAND[edition.name].get(page, {}).keys()
    return figures("\n".join(listed))


def test_each_figure_listed_is_what_its_working_gives() -> None:
    """figures.toml is the arithmetic of these tests: each figure beside how it comes about."""
    pages = [HAND[name] for name in HAND if name not in EDITIONS]
    pages += [page for name in EDITIONS for page in HAND[name].values()]
    listed = [item for page in pages for item in page.items()]
    assert len(listed) > 70
    for figure, working in listed:
        sum_, _, source = working.partition("；")
        assert source, figure
        assert re.fullmatch(r"[\d+*/ -]+", sum_), figure
        ((number, unit),) = figures(figure)
        assert number == eval(sum_) * (100 if unit == "元" else 1), figure


@pytest.mark.parametrize("page", [name for name in PAGES if name not in OTHERS])
def test_a_page_shows_just_the_figures_worked_by_hand(page: str, edition: Edition) -> None:
    """No number on the page is without its working, and none of those is missing."""
    assert figures(visible(edition.articles[page])) == by_hand(edition, page)


def test_the_pay_page_shows_just_what_is_worked_or_computed(edition: Edition) -> None:
    """All other figures are the command line's for the months that the titles name."""
    page = edition.articles["pay"]
    tables = {each.get("id"): visible(page.section(each.get("id"))) for each in page.all("h2")}
    text = "\n".join(words for anchor, words in tables.items() if anchor not in ("by-reports", "by-sign-ins"))
    titles = [title for title, _ in worked(edition).values()]
    answers = [asked(edition, "estimate", situation(title)) for title in titles]
    zeros = map(nothing_happened, answers)
    computed = set().union(*map(shown_by, answers), *map(figures, titles), *map(figures, zeros))
    assert figures(text) == by_hand(edition, "pay") | computed


def test_worked_months_are_those_their_titles_name(edition: Edition) -> None:
    """Line by line and total by total, a printed slip is the command line's answer."""
    assert len(worked(edition)) == 5
    for title, slip in worked(edition).values():
        answer = asked(edition, "estimate", situation(title))
        lines = {line["id"]: (line["min"], line["max"], line["working"]) for line in answer["lines"]}
        assert lines_of(slip) == lines
        shown = totals_of(slip)
        assert shown == {key: amount(answer["totals"][key]) for key in shown}
        assert {"payable", "year_end"} <= set(shown)


def test_the_first_slip_of_the_calculator_is_that_of_its_form(edition: Edition) -> None:
    """Before any script runs, the page shows an example; other programs find no amount of a month there."""
    page = edition.articles["calculator"]
    fields = {
        each.get("name"): each.get("data-start") or each.get("value")
        for each in page.all("input")
        if each.get("type") != "radio"
    }
    (worker,) = [each.get("value") for each in page.all("input", has="checked")]
    counts = {
        key: int(value) for key, value in fields.items() if value.isdigit() and not key.startswith("phone")
    }
    request = {"month": fields["month"], "worker_type": worker, **counts}
    assert fields["month"] == MONTH
    assert len(counts) == 10
    answer = asked(edition, "estimate", request)
    slip = page.one("section", has_class="slip")
    assert lines_of(slip) == {line["id"]: ("", "", line["working"]) for line in answer["lines"]}
    assert totals_of(slip) == {key: amount(total) for key, total in answer["totals"].items()}
    assert page.one("button", has_class="slip-bar").one("strong").text == amount(answer["totals"]["payable"])
    moved = readings_shown(slip, answer)
    risk = asked(edition, "risk", {"worker_type": worker, "months": [{"month": MONTH, "valid_reports": 20}]})
    grounds = {each.get("data-ground"): each for each in page.all("li", has="data-ground")}
    assert {key: each.get("data-status") for key, each in grounds.items()} == {
        ground["id"]: ground["status"] for ground in risk["grounds"]
    }
    said = "\n".join(ground["reason"] for ground in risk["grounds"])
    workings = "\n".join(line["working"] for line in answer["lines"])
    computed = shown_by(answer) | moved | figures(said) | figures(workings)
    assert figures(visible(page)) == computed | by_hand(edition, "calculator")


def readings_shown(slip: Element, answer: dict[str, Any]) -> set[Figure]:
    """Check the readings that a slip shows and their effects; return the figures in them."""
    shown = {
        (each.get("data-reading"), each.get("data-alternative")): each
        for each in slip.all("li", has="data-reading")
        if "hidden" not in each.attributes
    }
    assert list(shown) == [(each["reading"], each["alternative"]) for each in answer["readings"]]
    found: set[Figure] = set()
    for change, each in zip(answer["readings"], shown.values(), strict=True):
        moved: set[Figure] = set()
        for total in ("payable", "year_end"):
            ends = [
                figures(change["totals"][total][end]).pop().number
                - figures(answer["totals"][total][end]).pop().number
                for end in ("min", "max")
            ]
            moved |= {Figure(abs(end), "元") for end in ends} if any(ends) else set()
        assert figures(each.one("p", has_class="reading-effect").text) == moved
        found |= moved | figures(visible(each))
    # What the text leaves open is said above them: the totals under each of them alone.
    possible = [answer["totals"], *(change["totals"] for change in answer["readings"])]
    whole = set()
    for total in ("payable", "year_end"):
        spans = [Decimal(each[total][end]) for each in possible for end in ("min", "max")]
        whole |= {Figure(int(end * 100), "元") for end in (min(spans), max(spans))}
    (open_,) = slip.all("strong", has="data-shown")
    assert figures(open_.text) == whole
    found |= figures(open_.text)
    places = {change["reading"] for change in answer["readings"]}
    note = slip.one("p", has_class="readings-note").text
    assert note.startswith(f"办法有 {len(places)} 处没有写清楚，会改变这个结果")
    return found | {Figure(len(places), "")}
