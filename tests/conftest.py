"""Fixtures that several folders of tests share."""

import gc
import os
import shutil
import signal
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

from calculator.api import Calculator
from tests.support.examples import PROFILE

if TYPE_CHECKING:  # the engine's own tests do without
    from playwright.sync_api import Browser
from calculator.loading.folder import DEFAULT_FOLDER, load
from calculator.policy import Policy

settings.load_profile(PROFILE)
# Python looks for garbage after every 700 new objects, which takes a sixth of the time of the engine's tests.
gc.set_threshold(50_000, 20, 20)

# The address of the build that is made for a public one.
PUBLIC = "https://handbook.example/ga/"

MakeOnce = Callable[[str, Callable[[Path], object]], Path]
# V8's baseline compiler alone compiles the pages' Python: the optimizing compiler would take a quarter of the
# processor's time, and no test calls a function often enough to gain from it.
BASELINE = "--js-flags=--liftoff-only"
# Fixtures that build a site or copies, which takes longer than nearly every test.
BUILT = ("site", "public_site", "dearer", "copies")


def pytest_configure(config: pytest.Config) -> None:
    """Let SIGTERM end the run as Ctrl-C does, and Ctrl-C also if a background shell made it ignored."""

    def end(number: int, _: object) -> None:
        # After Ctrl-C in a terminal `scripts test` sends SIGTERM too: ignore this second signal.
        signal.signal(signal.SIGTERM, lambda *_: None)
        raise KeyboardInterrupt(number)

    # The main process ends those of xdist.
    if not hasattr(config, "workerinput"):
        signal.signal(signal.SIGINT, end)
        signal.signal(signal.SIGTERM, end)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Escape what a name cannot show, such as bytes and line ends: pytest is told to escape nothing."""
    hidden = isinstance(val, bytes) or (isinstance(val, str) and not val.isprintable())
    return repr(val) if hidden else None


@pytest.hookimpl(trylast=True)  # of the tests that are left
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with one test of each build: one process builds while the others run tests that need no build."""
    found = [[item for item in items if built in getattr(item, "fixturenames", ())] for built in BUILT]
    first = list(dict.fromkeys(each[0] for each in found if each))
    items[:] = [*first, *(item for item in items if item not in first)]
    # Coverage makes a property twice as slow, and a line that only properties reach has no case by hand.
    for item in items:
        if item.get_closest_marker("hypothesis"):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The county's policy, loaded once and never changed."""
    return load()


@pytest.fixture(scope="session")
def calculator(policy: Policy) -> Calculator:
    """The engine over the county's policy."""
    return Calculator(policy)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """Let the first test process that needs a folder make it; all processes read it, none changes it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make_once(name: str, make: Callable[[Path], object]) -> Path:
        folder = shared / name
        with FileLock(shared / f"{name}.lock"):
            if not folder.exists():
                unfinished = shared / f"{name}.part"
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return make_once


@pytest.fixture(scope="session")
def site(made_once: MakeOnce) -> Path:
    """The whole site, built into a folder that no test changes."""
    from scripts.site.build import build  # the engine's own tests do without

    return made_once("site", build)


@pytest.fixture(scope="session")
def public_site(made_once: MakeOnce, site: Path) -> Path:
    """A build for a public address, in a copy of the sources."""
    from tests.browser.support.built import build_apart

    del site  # it has made the parts that this build takes
    return made_once("public", lambda root: build_apart(root, DEFAULT_FOLDER, SITE_URL=PUBLIC)) / "site"


@pytest.fixture(scope="session")
def dearer(made_once: MakeOnce, site: Path) -> Path:
    """The build that follows the site's: a missed sign-in costs more."""
    from tests.browser.support.built import build_dearer

    del site  # it has made the parts that this build takes
    return made_once("dearer", build_dearer) / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """The one Chromium; tests that need a profile on the disk start a whole one of their own."""
    from scripts.setup.browser import chromium
    from scripts.setup.programs import shell_path

    with chromium(shell_path(), BASELINE) as browser:
        yield browser


@pytest.fixture(scope="session")
def copies(made_once: MakeOnce, site: Path) -> Path:
    """A folder with the single file, and the zip as a reader unpacks it."""
    from scripts.release import copy
    from scripts.verbs import release

    def make(folder: Path) -> None:
        zipped, _ = release.copies(site, load().measure, folder)
        shutil.rmtree(folder / copy.TOP)
        with zipfile.ZipFile(zipped) as archive:
            archive.extractall(folder)

    return made_once("copies", make)
