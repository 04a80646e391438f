"""The page on reliability: every count is of the results kept, a failure is shown as one, and so is a gap."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from calculator.errors import ProjectError
from scripts import pages
from scripts.battery import counts, findings, verb
from scripts.battery.page import RESULTS, SECTIONS, reliability
from scripts.bench.page import kept_results
from scripts.handbook import Handbook
from tests.scripts.markup import Element

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
MADE = {
    "policy": "2022-05-06",
    "checked": "2026-11-23",
    "python": "3.11.7",
    "chromium": "156.0.1.2",
    "pyodide": "0.29.5",
}
MEASURE = {"version": "2022-05-06", "checked": "2026-11-23"}
UNTRIED = ("这一份手册还没有试过这一样。", "还没有试</td>")


def weighed(heap: int, kept: int) -> dict[str, Any]:
    items = {"caches": [kept, 1], "databases": ["handbook-months"], "texts": [3, 0]}
    return {"heap": heap, "renderer": 0, "usage": 14_040_576, "items": items}


def section(tried: Mapping[str, int], failed: int = 0, **measured: Any) -> dict[str, Any]:
    return {"tried": tried, "failed": failed, "failures": [], "measured": measured, "made": MADE}


WHOLE = {
    "situations": section({"risk": 50_000, "pay": 200_000}),
    "hostile": section({"link": 4000, "right afterwards": 3}, 7, **{"requests looked at": 10_934}),
    "faults": section(
        {"install": 640, "mended": 20, "two pages": 1},
        ends={"figure": 600, "sentence": 41, "nothing kept": 0},
    ),
    "week": section(
        {"loads": 1000}, loads={"early": weighed(2_941_540, 83), "late": weighed(3_181_248, 84)}, requests=99
    ),
}


def printed(content: Handbook, monkeypatch: pytest.MonkeyPatch, results: Mapping[str, Any]) -> str:
    """Return the page's Markdown as it would be with these results."""
    monkeypatch.setattr(pages, "kept_results", lambda *place: results if place else kept_results())
    return pages.render(content, None)["reliability.md"]


def test_no_number_is_typed(articles: dict[str, Element], content: Handbook) -> None:
    page = articles["reliability"]
    shown = reliability(kept_results(RESULTS), content.policy.measure)
    known = {*NUMBER.findall(str(shown)), *NUMBER.findall(page.one("div", has_class="edition").text)}
    text = "\n".join(page.texts(lambda _: False))
    assert set(NUMBER.findall(text.replace("python3", ""))) - known == set()
    assert shown["tried"] in text


def test_every_section_of_the_verb_and_every_trial_kept_has_its_words() -> None:
    assert verb.SECTIONS.keys() <= SECTIONS.keys()
    kept = kept_results(RESULTS)
    assert kept.keys() <= SECTIONS.keys()
    for name, section in SECTIONS.items():
        assert section.trials.keys() & section.checks.keys() == set()
        assert kept.get(name, {"tried": {}})["tried"].keys() <= {*section.trials, *section.checks}


def test_counts_are_said_in_the_order_of_the_page() -> None:
    shown = reliability(WHOLE, MEASURE)
    # 200,000 + 50,000 + 4,000 + 640 + 1 + 1,000; looked at afterwards 3 + 20.
    assert (shown["tried"], shown["checked"], shown["failed"]) == ("255,641", "23", "7")
    assert shown["untried"] == []
    situations = shown["sections"]["situations"]
    assert situations.trials == [("一个月的补助", "20 万"), ("几个月的淘汰情形", "5 万")]
    assert (situations.tried, situations.failed, situations.old) == ("25 万", "", False)
    assert situations.programs == "Python 3.11.7"
    hostile = shown["sections"]["hostile"]
    assert (hostile.failed, hostile.requests) == ("7", "10,934")
    assert (hostile.tried, hostile.trials) == ("4,000", [("打开一个坏链接", "4,000")])
    assert (hostile.checked, hostile.checks) == ("3", [("知道答案的月份，还算得对不对", "3")])
    assert hostile.programs == "Chromium 156.0.1.2，Pyodide 0.29.5"
    faults = shown["sections"]["faults"]
    assert (faults.tried, faults.checked) == ("641", "20")
    assert faults.ends == [
        ("给出了数，数是对的", "600"),
        ("用一句话说明了为什么不行", "41"),
        ("还没有存过，页面也没有取到：看到的是浏览器或者网络自己的页", "0"),
    ]
    ((use, weights),) = shown["sections"]["week"].weights
    assert use == "打开、换页"
    assert weights == [
        ("网页自己的内存", "2.9 MB", "3.2 MB"),
        ("连同计算程序的内存", "没有量", "没有量"),
        ("占设备的空间", "14.0 MB", "14.0 MB"),
        ("存了几件", "88", "89"),
    ]


def test_a_trial_without_words_yet_and_a_browser_that_is_not_known_stop_nothing() -> None:
    kept = {**section({"quake": 2, "lost": 1}), "made": {**MADE, "chromium": ""}}
    shown = reliability({"faults": kept}, MEASURE)["sections"]["faults"]
    assert shown.trials == [("存在设备上的丢了或者坏了", "1"), ("quake", "2")]
    assert shown.programs == "Pyodide 0.29.5"
    assert shown.ends == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("9c33eb5", "，本站的程序是提交 9c33eb5。"),
        ("9c33eb5+", "，本站的程序是提交 9c33eb5，另有没提交的改动。"),
        (None, "Pyodide 0.29.5。"),
    ],
)
def test_the_commit_that_was_tried_is_said_where_it_is_known(
    content: Handbook, monkeypatch: pytest.MonkeyPatch, name: str | None, said: str
) -> None:
    made = {**MADE, **({"revision": name} if name else {})}
    text = printed(content, monkeypatch, {**WHOLE, "faults": {**WHOLE["faults"], "made": made}})
    assert said in text
    assert text.count("本站的程序是提交") == (name is not None)


@pytest.mark.parametrize(("key", "value"), [("version", "2027-01-01"), ("checked", "2026-12-01")])
def test_what_was_tried_on_other_data_is_said_to_be_old(key: str, value: str) -> None:
    shown = reliability(WHOLE, {**MEASURE, key: value})
    assert all(each.old for each in shown["sections"].values())


def test_a_failure_is_shown_as_one(content: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    text = printed(content, monkeypatch, WHOLE)
    assert '<strong class="failed">没有通过的有 7 处</strong>' in text
    assert text.count('<strong class="failed">没有通过的有 7 处。</strong>') == 1
    assert text.count("没有通过的一处也没有。") == 3
    assert "<td>10,934" not in text
    assert "10,934 个请求" in text
    assert not any(each in text for each in UNTRIED)


@pytest.mark.parametrize(("whole", "written"), [(1, True), (2, False)])
def test_a_whole_run_is_written_into_the_notes_and_a_shorter_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: int, written: bool
) -> None:
    told: list[Mapping[str, Any]] = []
    quick = verb.Section("", whole, lambda count: findings.Findings({"pay": count}))
    monkeypatch.setattr(verb, "ROOT", tmp_path)
    monkeypatch.setattr(verb, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(verb, "TRIAL", tmp_path / "trial.json")
    monkeypatch.setattr(verb, "SECTIONS", {"situations": quick})
    monkeypatch.setattr(verb, "made_with", lambda: MADE)
    monkeypatch.setattr(counts, "write", told.append)
    assert verb.run(["--count", "1"]) == 0
    assert [each["situations"]["tried"] for each in told] == [{"pay": 1}] * written
    assert (tmp_path / ("results.json" if written else "trial.json")).is_file()


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_that_was_not_run_says_so(
    content: Handbook, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text = printed(content, monkeypatch, {key: each for key, each in WHOLE.items() if key != name})
    assert [text.count(each) for each in UNTRIED] == [1, 1]
    assert f"还没有试的：{SECTIONS[name].title}。" in text


def test_a_handbook_that_was_never_tried_says_so(content: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    text = printed(content, monkeypatch, {})
    assert [text.count(each) for each in UNTRIED] == [len(SECTIONS)] * 2
    assert "这一份手册还什么都没有试过。" in text
    assert "没有通过的一处也没有。" not in text


def test_the_faults_on_the_page_are_as_many_as_were_made(
    content: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = printed(content, monkeypatch, WHOLE)
    assert "一共试了 255,641 次，试完又看了 23 次，" in text
    assert re.search(r'href="#faults">.+?</a></th><td>641</td>', text)
    assert text.count("试完再看什么") == 2
    assert text.count("<td>20</td>") == 1


def test_the_notes_have_the_counts_of_the_results_kept() -> None:
    text = counts.NOTES.read_text("utf-8")
    assert f"\n{counts.BEGIN}{counts.table(kept_results(RESULTS))}{counts.END}" in text


def test_the_counts_take_the_place_of_those_in_the_notes(tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(f"before\n{counts.BEGIN}| old |\n{counts.END}after\n", "utf-8")
    made = {**MADE, "revision": "9c33eb5"}
    counts.write({"faults": {**WHOLE["faults"], "made": made}}, notes)
    assert notes.read_text("utf-8").splitlines() == [
        "before",
        "<!-- counts -->",
        "| section | tried | looked at afterwards | failed | policy data | commit |",
        "| --- | --- | --- | --- | --- | --- |",
        "| `faults` | 641: install 640, two pages 1 | 20: mended 20 | 0"
        " | 2022-05-06, checked 2026-11-23 | 9c33eb5 |",
        "<!-- end of counts -->",
        "after",
    ]
    notes.write_text("nothing", "utf-8")
    with pytest.raises(ProjectError, match="次数没有地方写"):
        counts.write({}, notes)


def test_findings_are_kept_as_the_page_reads_them(tmp_path: Any) -> None:
    found = findings.Findings()
    found.count("pay", 3)
    found.expect(True, "pay", "not noted")
    for number in range(findings.LISTED + 1):
        found.expect(False, "risk", number)
    place = tmp_path / "battery" / "results.json"
    made = verb.made_with()
    verb.keep(place, "situations", found, made)
    verb.keep(place, "week", findings.Findings(), made)
    kept = json.loads(place.read_text("utf-8"))
    assert kept["situations"]["tried"] == {"pay": 4, "risk": findings.LISTED + 1}
    assert kept["situations"]["failures"][0] == "risk: 0"
    assert len(kept["situations"]["failures"]) == findings.LISTED < kept["situations"]["failed"]
    assert kept["week"].keys() == {"tried", "failed", "failures", "measured", "made"}
    assert (
        reliability(kept, kept["week"]["made"] | {"version": kept["week"]["made"]["policy"]})["failed"]
        == "11"
    )
