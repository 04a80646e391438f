"""How often each kind of trial is made, and the host and browser they share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.deep.trials import Trials, begun


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest tests/deep --trials 20` make each trial twenty times, each time with other draws."""
    parser.addoption("--trials", type=int, default=1, help="how often each trial of tests/deep is made")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a trial once for each `turn` it is asked for; the turn is part of what the draws start from."""
    if "turn" in metafunc.fixturenames:
        # Not known where this file is read after the command line: with no folder named there.
        metafunc.parametrize("turn", range(metafunc.config.getoption("--trials", 1)))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give the tests of this folder longer than others, the more trials the longer."""
    limit_s = 1800 * config.getoption("--trials", 1)
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(limit_s))


@pytest.fixture(scope="module")
def trials(browser: Browser, site: Path, dearer: Path) -> Iterator[Trials]:
    """The two builds, served to the one browser."""
    with begun(browser, site, dearer) as trials:
        yield trials
