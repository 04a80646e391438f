"""The benchmark's parts that need no browser: the line, the host, medians, goals, the report."""

import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from calculator.errors import ProjectError
from scripts.measure.bench.contenders import older_build
from scripts.measure.bench.host import served
from scripts.measure.bench.link import FREE, Link, Shape
from scripts.measure.bench.report import GOALS, cell, goals_table, judged, printed, summed_up
from scripts.setup.bootstrap import ROOT, node_command

SAMPLES: dict[str, dict[str, dict[str, list[float | None]]]] = {
    "slow": {
        "ours": {"first_ready_ms": [300, 100, 200], "offline_ready_ms": [None, None, None]},
        "stock": {"first_ready_ms": [1000, 500, 1000], "offline_ready_ms": [None, 9, None]},
    },
    "cpu": {"ours": {"key_ms": [20, 40, 30]}, "stock": {"key_ms": [10, 10, 10]}},
}
MADE = {
    **{"day": "2026-01-02", "commit": "abc1234+", "runs": 3, "cores": 2, "busy": False},
    "programs": {"chromium": "1.2", "node": "20.1.0"},
}
RESULTS = {"made": MADE, "profiles": summed_up(SAMPLES)}


def test_medians_and_ratios_are_of_the_same_rounds() -> None:
    """Ratios by round: 300/1000, 100/500, 200/1000, so 0.2 is in the middle."""
    found = summed_up(SAMPLES)["slow"]["ours"]["first_ready_ms"]
    assert (found["median"], found["min"], found["max"], found["runs"]) == (200, 100, 300, 3)
    assert found["to"] == {"stock": {"median": 0.2, "min": 0.2, "max": 0.3, "runs": 3}}


def test_a_missing_measurement_is_not_a_number() -> None:
    slow = summed_up(SAMPLES)["slow"]
    assert slow["ours"]["offline_ready_ms"] is None
    assert slow["stock"]["offline_ready_ms"]["runs"] == 1
    assert [cell(name, None) for name in ("offline_ready_ms", "first_kept_ms")] == ["打不开", "没有量"]


def test_a_figure_is_shown_with_its_spread_and_its_ratios() -> None:
    """An older build's 250 in each round: ratios 1.2, 0.4 and 0.8."""
    before = {"before": {"first_ready_ms": [250, 250, 250]}}
    slow = summed_up({"slow": {**SAMPLES["slow"], **before}})["slow"]
    shown = "0.20 秒（0.10 秒～0.30 秒，是原样 Pyodide的 0.20 倍，是本站以前的一版的 0.80 倍）"
    assert cell("first_ready_ms", slow["ours"]["first_ready_ms"]) == shown
    assert cell("offline_ready_ms", slow["stock"]["offline_ready_ms"]) == "0.01 秒（只量了 1 轮）"


def test_goals_are_judged_by_ratio_or_in_their_unit() -> None:
    """0.2 of stock's first visit; 30 ms a key, no ratio; 0.61 of the older engine's; 2.04 s more."""
    parts = {"editions": {"year_first": {"median": 0.61}}, "building": {"extra_s": {"median": 2.04}}}
    found = {goal.figure: value for goal, value, _ in judged({**RESULTS, **parts})}
    assert (found["first_ready_ms"], found["key_ms"]) == (0.2, 30)
    assert (found["year_first"], found["extra_s"]) == (0.61, 2.04)
    assert "first_memory" not in found
    assert judged({}) == []


def test_bytes_until_ready_are_judged_beside_the_older_build() -> None:
    """3.3 of stock's 10 MB and of the older build's 3 MB: 0.33 and 1.1; the latter is above 1.03."""
    bytes_of = {"ours": 3_300_000, "before": 3_000_000, "stock": 10_000_000}
    pages = {id: {"first_ready_bytes": [value]} for id, value in bytes_of.items()}
    rows = judged({"profiles": summed_up({"full": pages})})
    assert [(goal.figure, round(value, 2), profile) for goal, value, profile in rows] == [
        ("first_ready_bytes", 1.1, "full")
    ]
    assert judged({"profiles": summed_up({"full": {"ours": pages["ours"], "stock": pages["stock"]}})}) == []


def test_memory_is_judged_where_it_is_worst_and_readable_on_the_slow_phone() -> None:
    """Memory 0.9, 1.3 and 1.1 of stock's; readable 0.1 of it on a share of a core, 0.9 over the line."""
    samples = {
        profile: {
            "ours": {
                "first_memory": [memory],
                "first_whole_memory": [memory * 2],
                "first_readable_ms": [read],
            },
            "stock": {"first_memory": [100], "first_whole_memory": [200], "first_readable_ms": [10]},
        }
        for profile, memory, read in (("cpu", 90, 1), ("network", 130, 9), ("slow", 110, 9))
    }
    results = {"profiles": summed_up(samples)}
    found = {goal.figure: value for goal, value, _ in judged(results)}
    assert (found["first_memory"], found["first_readable_ms"]) == (1.3, 0.1)


def test_the_terminal_shows_what_was_measured() -> None:
    once = {"median": 2.5, "min": 2.5, "max": 2.5, "runs": 1}
    text = printed({**RESULTS, "building": {"extra_s": once}, "editions": {"year_first": once}})
    assert "extra_s：2.50 秒（只量了 1 轮）" in text
    assert "year_first：2.50 倍（只量了 1 轮）" in text
    assert "慢手机、慢网络（slow）\n  first_ready_ms\n    本站              0.20 秒（" in text
    assert "| `extra_s` | – | **2.50 s**, missed | 0.5 s | – |" in text
    assert text.endswith("\n2026-01-02, commit abc1234+, 3 rounds on 2 cores; chromium 1.2, node 20.1.0.")


def test_the_table_of_the_goals_has_the_form_of_the_notes() -> None:
    """A goal is reached at its limit: 0.60 of the older engine's time is not above it, 0.61 is."""
    notes = (ROOT / "docs" / "notes" / "benchmark.md").read_text("utf-8")
    told = goals_table({**RESULTS, "editions": {"year_first": {"median": 0.61}}})
    head, _, *rows = told.splitlines()
    assert head in notes
    assert [goal.figure for goal in GOALS if f"| `{goal.figure}` |" not in notes] == []
    assert rows == [
        "| `first_ready_ms` | slow | 0.20 | 0.35 | 0.2 |",
        "| `key_ms` | cpu | 30.00 ms | 33 ms | 16 ms |",
        "| `year_first` | – | **0.61**, missed | 0.6 | – |",
    ]
    at_limit = goals_table({"editions": {"year_first": {"median": 0.6}}})
    assert "| `year_first` | – | 0.60 | 0.6 | – |" in at_limit


def test_an_older_build_must_have_the_calculator(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="先在那里运行 build"):
        older_build(tmp_path)


def test_all_connections_share_one_line() -> None:
    """Twice 50,000 bytes at 4 Mbit/s take 0.2 s; the clock of a busy machine only ever adds."""
    link, written = Link(Shape(4_000_000, 0.0)), bytearray()
    started = time.monotonic()
    for _ in range(2):
        link.send(bytes(50_000), written.extend)
    assert time.monotonic() - started >= 0.19
    assert len(written) == link.sent == 100_000
    link.restart(FREE)
    assert (link.sent, link.shape) == (0, FREE)


def test_a_line_knows_what_it_had_sent_by_a_moment() -> None:
    link = Link()
    before = time.time()
    link.send(bytes(50_000), lambda _: None)
    between = time.time()
    # The clock may be too coarse to tell two calls apart.
    time.sleep(0.02)
    link.send(bytes(70_000), lambda _: None)
    assert [link.sent_by(moment) for moment in (before - 1, between, time.time())] == [0, 50_000, 120_000]
    link.restart(FREE)
    assert link.sent_by(time.time()) == 0


def test_the_host_compresses_keeps_and_counts(tmp_path: Path) -> None:
    hashed = tmp_path / "runtime" / "0123456789abcdef"
    hashed.mkdir(parents=True)
    (hashed / "a.wasm").write_bytes(b"a" * 10_000)
    (tmp_path / "index.html").write_text("<p>一行字</p>" * 100, "utf-8")
    with served(tmp_path, node_command()) as host:
        packed = f"{host.address}runtime/{hashed.name}/a.wasm"
        asked = urllib.request.Request(packed, headers={"Accept-Encoding": "br"})
        with urllib.request.urlopen(asked) as answer:
            body, heads = answer.read(), answer.headers
        assert (heads["Content-Encoding"], heads["Content-Type"]) == ("br", "application/wasm")
        assert "immutable" in heads["Cache-Control"]
        assert len(body) < host.link.sent < 1000
        assert (host.link.sent_by(0), host.link.sent_by(time.time())) == (0, host.link.sent)
        host.restart()
        assert host.link.sent == 0
        with urllib.request.urlopen(host.address) as answer:
            assert answer.read() == (tmp_path / "index.html").read_bytes()
            tag = answer.headers["ETag"]
            assert answer.headers["Cache-Control"] == "no-cache"
        with pytest.raises(urllib.error.HTTPError, match="304") as kept:
            urllib.request.urlopen(urllib.request.Request(host.address, headers={"If-None-Match": tag}))
        kept.value.close()
        host.restart(away=True)
        with pytest.raises(OSError, match=r".*"):
            urllib.request.urlopen(host.address)
