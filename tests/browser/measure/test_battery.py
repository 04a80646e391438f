"""The battery's faults, a few of them; and that it would notice a wrong figure."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.measure.battery.coming import KINDS, install, paired, update
from scripts.measure.battery.findings import Findings
from scripts.measure.battery.ruin import GONE, LOSE, TOLD, WAYS, back, full, killed, lost, two_pages
from scripts.measure.battery.trials import Sites, Trials, trials
from scripts.runtime.bundle import SPARE
from tests.browser.support.built import NEW, NEW_VERSION, OLD, OLD_VERSION
from tests.support.cases import deep_but

FAMILIES: list[Callable[[Trials, range], None]] = [install, update, killed, full, lost, two_pages, back]
FIGURES = {OLD_VERSION: OLD, NEW_VERSION: NEW}


@pytest.mark.parametrize("family", deep_but(["install"], {family.__name__: (family,) for family in FAMILIES}))
def test_a_fault_leaves_a_figure_or_a_sentence(
    browser: Browser, site: Path, dearer: Path, family: Callable[[Trials, range], None]
) -> None:
    found = Findings()
    with trials(found, Sites(site, dearer, FIGURES), browser) as begun:
        family(begun, range(1))
    assert found.failures == []
    assert found.measured["ends"]["figure"] > 0


def test_a_figure_of_the_wrong_build_is_noticed(browser: Browser, site: Path, dearer: Path) -> None:
    found = Findings()
    with trials(found, Sites(site, dearer, {OLD_VERSION: NEW, NEW_VERSION: OLD}), browser) as begun:
        install(begun, range(1))
    assert [OLD in failure for failure in found.failures] == [True] * len(found.failures)
    assert found.measured["ends"]["wrong"] == len(found.failures) > 0


@pytest.mark.deep
def test_a_spare_file_meets_its_fault_where_it_is_needed(browser: Browser, site: Path, dearer: Path) -> None:
    found = Findings()
    with trials(found, Sites(site, dearer, FIGURES), browser) as begun:
        paths = [*begun.sites.files, *begun.sites.spare]
        pairs = [paired(paths, number) for number in range(len(KINDS) * len(paths))]
        number, path = next(
            (at, path)
            for at, (path, kind) in enumerate(pairs)
            if path in begun.sites.spare and kind == "login"
        )
        install(begun, range(number, number + 1))
        assert path in begun.network.requested
    assert len(begun.sites.spare) == len(SPARE)
    assert found.failures == []
    assert found.measured["ends"]["sentence"] > 0


@pytest.mark.deep
def test_half_a_file_of_the_runtime_is_never_a_figure_that_is_wrong(
    browser: Browser, site: Path, dearer: Path
) -> None:
    found = Findings()
    halves = WAYS.index("halves")
    with trials(found, Sites(site, dearer, FIGURES), browser) as begun:
        lost(begun, range(halves, halves + 1))
    assert found.failures == []


@pytest.mark.deep
@pytest.mark.parametrize("way", TOLD)
def test_a_ledger_that_is_not_as_it_was_kept_is_noticed(
    browser: Browser, site: Path, dearer: Path, way: str
) -> None:
    found = Findings()
    with trials(found, Sites(site, dearer, FIGURES), browser) as begun, begun.device() as device:
        device.note_month()
        begun.ledger(device, "nothing")
        assert found.failures == []
        page = device.open()
        page.evaluate(LOSE, [way, []])
        page.close()
        begun.ledger(device, way)
    assert [failure.partition(":")[0] for failure in found.failures] == ["ledger"]


@pytest.mark.deep
@pytest.mark.parametrize("way", TOLD)
def test_a_ledger_that_is_gone_or_cannot_be_read_is_said_to_be(
    browser: Browser, site: Path, dearer: Path, way: str
) -> None:
    found = Findings()
    with trials(found, Sites(site, dearer, FIGURES), browser) as begun:
        lost(begun, range(WAYS.index(way), WAYS.index(way) + 1))
    assert found.failures == []
    assert (found.tried["lost"], found.tried["told"]) == (1, 1)


@pytest.mark.deep
def test_a_ledger_that_is_gone_without_a_word_is_noticed(
    browser: Browser, site: Path, dearer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TOLD, "ledger", "什么也没有少")
    found = Findings()
    with trials(found, Sites(site, dearer, FIGURES), browser) as begun:
        lost(begun, range(WAYS.index("ledger"), WAYS.index("ledger") + 1))
    # Nor is another month written down where the sentence was not the one for that.
    assert [failure.partition(":")[0] for failure in found.failures] == ["told", "ledger"]
    assert GONE in found.failures[0]
