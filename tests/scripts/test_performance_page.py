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
    monkeypatch.setattr(pages, "kept_results", lambda *place: kept_results(*place) if place else results)
    page = pages.render(content, None)["performance.md"]
    section = page.partition("{ #missed }")[2].partition("## ")[0]
    assert [each["label"] for each in performance(results)["missed"]] == [goal.label]
    assert section.count("要求不超过") == section.count(f"**{goal.label}**") == 1
    assert ("还剩下什么" in section) is (figure != "first_bytes")
    assert ("为什么，没有查。" in section) is (figure == "first_bytes")


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
