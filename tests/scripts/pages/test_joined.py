"""The parts of the calculator's page over two editions."""

import json
from html import unescape

import pytest

from calculator.loading.folder import load_editions
from calculator.month import Month
from calculator.policy import Policy
from calculator.versions import Editions
from scripts.pages.computed.joined import Joined, OnePage
from tests.calculator.conftest import edit
from tests.calculator.revision import NEW, OLD, with_revision
from tests.support.county import copied


@pytest.fixture(scope="module", name="editions")
def two_editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    county = with_revision(copied(tmp_path_factory.mktemp("joined") / "county"))
    edit(county, "inputs.toml", "本月有效信息条数，以省平台统计为准", "“省平台”统计的条数")
    return load_editions(county)


def named(parts: list[Joined], name: str) -> Joined:
    (found,) = [each for each in parts if each.id == name]
    return found


def test_a_part_tells_which_editions_have_it_and_is_hidden_where_the_printed_one_has_not(
    editions: Editions,
) -> None:
    before, after = (OnePage(editions, Month(*month)) for month in ((2026, 12), (2027, 1)))
    for page, old, new in ((before, "", " hidden"), (after, " hidden", "")):
        assert named(page.inputs, "poor_cooperation").only == f' data-editions="{OLD}"{old}'
        assert named(page.inputs, "meetings").only == f' data-editions="{NEW}"{new}'
        assert named(page.workers, "leader").only == f' data-editions="{NEW}"{new}'
        assert named(page.inputs, "sign_ins").only == ""
    assert json.loads(before.months) == [[OLD, "2022-05"], [NEW, "2027-01"]]


def test_words_that_differ_are_printed_with_those_of_each_edition(editions: Editions) -> None:
    page = OnePage(editions, Month(2026, 12))
    reports = named(page.inputs, "valid_reports")
    assert reports.item.hint == "本月有效信息条数，以省平台统计为准"
    assert reports.swapped("label") == ""
    attribute, words = reports.swapped("hint").split("=", 1)
    assert attribute == " data-words"
    # Quotes in the words do not end the attribute.
    assert words[1:-1].count('"') == 0
    assert json.loads(unescape(words[1:-1])) == {OLD: reports.item.hint, NEW: "“省平台”统计的条数"}
    assert page.words.swapped("version", "data-starts").startswith(' data-starts="')
    assert (page.words.swapped("example"), page.words.swapped("reviewer")) == ("", "")
    assert page.words.item["example"] == "签到 20 次、有效信息 20 条"


def test_the_parts_stand_in_the_order_of_the_newest_edition(editions: Editions) -> None:
    page = OnePage(editions, Month(2026, 12))
    newest = editions.newest
    own = [each.id for each in page.inputs if NEW in each.by]
    assert own == list(newest.inputs)
    # A part that only the earlier edition has follows the one before it there.
    ids = [each.id for each in page.inputs]
    assert ids[ids.index("refused_orders") + 1] == "poor_cooperation"
    only_old = [each.id for each in page.readings if NEW not in each.by]
    assert only_old == ["surplus-cap.default", "surplus-cap.all_rewards"]


def test_a_county_with_one_edition_has_nothing_to_swap(policy: Policy) -> None:
    page = OnePage(Editions([policy]), Month(2026, 12))
    parts = [
        *page.workers,
        *page.groups,
        *page.inputs,
        *page.facts,
        *page.rules,
        *page.readings,
        *page.grounds,
    ]
    assert {each.only + each.swapped("id") for each in parts if "." not in each.id} == {""}
    assert page.words.swapped("version") == ""
