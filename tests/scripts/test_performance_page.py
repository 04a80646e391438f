"""The performance page: every number on it is of the results kept, or of how they are made."""

import json
import re
from itertools import chain
from typing import Any

import pytest

from scripts import pages
from scripts.bench.page import kept_results, performance
from scripts.bench.summary import GOALS
from scripts.handbook import Handbook
from tests.scripts.markup import Element

NUMBER = re.compile(r"\d+(?:\.\d+)*")


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def spread_of(median: float) -> dict[str, Any]:
    """Return a figure of the results that is the same in three rounds, as a ratio to stock too."""
    same = {"median": median, "min": median, "max": median}
    return {**same, "runs": 3, "ratio": same}


def rendered(content: Handbook, monkeypatch: pytest.MonkeyPatch, results: dict[str, Any]) -> str:
    """Return the page as it would be with other results; the battery's, asked for by place, stay."""
    monkeypatch.setattr(pages, "kept_results", lambda *place: kept_results(*place) if place else results)
    return pages.render(content, None)["performance.md"]


def test_no_number_is_typed(articles: dict[str, Element]) -> None:
    """1 is what a ratio is compared with."""
    page = articles["performance"]
    edition = page.one("div", has_class="edition").text
    shown = performance(kept_results())
    known = numbers(json.dumps({**shown, "bars": None}, ensure_ascii=False)) | numbers(edition) | {"1"}
    bars = shown["bars"].groups if shown["bars"] else ()
    known |= {bar.value for bar in chain.from_iterable(group.bars for group in bars)}
    # The command is called so, whatever was measured.
    text = "\n".join(page.texts(lambda _: False))
    assert numbers(text.replace("python3", "")) - known == set()


def test_every_goal_has_its_verdict(articles: dict[str, Element]) -> None:
    goals = performance(kept_results())["goals"]
    text = articles["performance"].section("goals").text
    assert all(label in text and verdict in text for label, (*_, verdict) in goals)


@pytest.mark.parametrize("figure", ["second_ready_ms", "key_ms", "first_memory", "first_bytes"])
def test_a_missed_goal_says_why(content: Handbook, monkeypatch: pytest.MonkeyPatch, figure: str) -> None:
    """Ten times what it may be is missed; no other goal was measured, so no other is named."""
    (goal,) = (each for each in GOALS if each.figure == figure)
    found = spread_of(goal.must * 10)
    made = kept_results()["made"]
    results = {"made": made, "profiles": {goal.profile or "network": {"ours": {figure: found}}}}
    page = rendered(content, monkeypatch, results)
    section = page.partition("{ #missed }")[2].partition("## ")[0]
    assert [each["label"] for each in performance(results)["missed"]] == [goal.label]
    assert section.count("要求不超过") == section.count(f"**{goal.label}**") == 1
    assert ("还剩下什么" in section) is (figure != "first_bytes")
    assert ("为什么，没有查。" in section) is (figure == "first_bytes")


def test_the_page_says_which_build_was_measured_where_that_is_known(
    content: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {key: each for key, each in kept_results()["made"].items() if key not in ("build", "revision")}
    told = {"build": "0a1b2c", "revision": "3d4e5f+"}
    for more, told_here in ({}, []), (told, ["编号 0a1b2c", "源代码 3d4e5f+", "加号是说"]):
        results = {"made": {**made, **more}}
        page = rendered(content, monkeypatch, results)
        assert ("量的是这一份网站" in page) is bool(told_here)
        assert [each for each in told_here if each not in page] == []


def test_a_later_key_is_told_only_where_it_is_quicker() -> None:
    for later, told in ((30.0, "30.0 毫秒"), (40.0, "")):
        ours = {"key_ms": spread_of(40.0), "kept_key_ms": spread_of(later)}
        assert performance({"profiles": {"cpu": {"ours": ours}}})["later_key"] == told


def test_a_page_without_results_says_so(content: Handbook) -> None:
    shown = performance({})
    assert shown["made"] == {}
    assert {found for _, (found, *_) in shown["goals"]} == {shown["unmeasured"]}
    assert shown["missed"] == []
    assert "有多快" in pages.render(content, None)["performance.md"]
