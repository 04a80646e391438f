"""Messages of `check` that are not problems."""

from pathlib import Path

from calculator.loading.folder import load
from scripts.content.guards.effects import outdated
from tests.support.county import copied


def test_an_alternative_that_does_not_know_the_newest_amount_is_named(tmp_path: Path) -> None:
    county = copied(tmp_path / "county")
    assert list(outdated(load(county))) == []
    file = county / "parameters.toml"
    old = "rural = 7.5, community_part_time = 15, community_full_time = 24.5 }]"
    text = file.read_text(encoding="utf-8")
    assert old in text
    later = "{ from = 2027-01-01, rural = 8, community_part_time = 16, community_full_time = 24.5 }]"
    file.write_text(text.replace(old, f"{old[:-1]}, {later}"), encoding="utf-8")
    # Of the two readings on the price, rural-name knows 7.5 only; full-time-price still fits 24.5.
    (reminder,) = outdated(load(county))
    assert reminder.startswith(
        "理解 rural-name 的 no_unit_price 只认得 parameters.report_price.rural 的旧数 7.5，"
    )
    assert "从 2027-01-01 起是 8" in reminder
    assert reminder.endswith("请给它加一条 was = 8 的改动")
