"""The pages' text for the search: cells separated, articles as places, excluded parts left out."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scripts.site import search_text

CUT = "\u200b"


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    """The built index."""
    found: dict[str, Any] = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def read(index: dict[str, Any]) -> Mapping[str, Mapping[str, str]]:
    """The built index's title and text by place, without the marks between words."""
    return {
        entry["location"]: {name: entry[name].replace(CUT, "") for name in ("title", "text")}
        for entry in index["docs"]
    }


def test_no_line_of_a_result_begins_with_a_comma(index: dict[str, Any]) -> None:
    texts = [entry[name] for entry in index["docs"] for name in ("title", "text")]
    parted = re.compile(f"{CUT}[，。、；：？！）」》”]|[（「《“]{CUT}")
    assert [text for text in texts if parted.search(text)] == []
    # The words are parted as before, and each of these marks parts words in the browser.
    assert sum(text.count(CUT) for text in texts) > 20_000
    assert [
        mark
        for mark in "，。、；：？！（）「」『』《》〈〉【】〔〕“”‘’…·"
        if mark not in index["config"]["separator"]
    ] == []


def test_cells_are_words(read: Mapping[str, Mapping[str, str]]) -> None:
    # Article 9: 500, 1,000 and 1,630 yuan; article 11(1): 7.5, 15 and 24.5 yuan a report.
    words = read["pay/#rates"]["text"].replace("元", " ").split()
    assert {"500.00", "7.50", "1000.00", "15.00", "1630.00", "24.50"} <= set(words)
    joined = [place for place, entry in read.items() if "150.007.50" in entry["text"]]
    assert joined == []


def test_each_article_is_a_place(read: Mapping[str, Mapping[str, str]]) -> None:
    articles = {place: entry for place, entry in read.items() if place.startswith("text/#art-")}
    assert len(articles) == 16
    assert articles["text/#art-7"]["title"] == "第七条"
    assert articles["text/#art-7"]["text"].startswith("<p>网格员工作考核由各乡镇平安办负责")


def test_the_cards_for_danger_are_left_to_the_finder(read: Mapping[str, Mapping[str, str]]) -> None:
    assert [place for place, entry in read.items() if "先打电话，再上报" in entry["text"]] == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<table><tr><td>190</td><td>7.50</td></tr></table>", "190 7.50"),
        ("<div><span>+150.00</span><span>7.50 元</span></div>", "+150.00 7.50 元"),
        ("<p>少<strong>签</strong>到</p>", "<p>少签到 </p>"),
        ("<p>一</p><p>二</p>", "<p>一 </p><p>二 </p>"),
        ("<p>一<br>二</p>", "<p>一 二 </p>"),
    ],
)
def test_a_gap_is_where_a_reader_sees_one(html: str, text: str) -> None:
    parser = search_text.Parser()
    parser.feed(f'<h1 id="a">页</h1>{html}')
    parser.close()
    assert "".join(parser.data[-1].text).strip() == text
