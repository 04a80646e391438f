"""The performance page: every number on it is of the results kept, or of how they are made."""

import json
import re
from itertools import chain

from scripts.bench.page import kept_results, performance
from tests.scripts.markup import Element

NUMBER = re.compile(r"\d+(?:\.\d+)*")


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


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


def test_a_page_without_results_says_so(content: object) -> None:
    from scripts import pages
    from scripts.handbook import Handbook

    assert isinstance(content, Handbook)
    shown = performance({})
    assert shown["made"] == {}
    assert {found for _, (found, *_) in shown["goals"]} == {shown["unmeasured"]}
    assert "有多快" in pages.render(content, None)["performance.md"]
