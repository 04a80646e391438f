"""What tests share."""

import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from calculator.api import Calculator
from calculator.policy import Policy, load
from tests.examples import PROFILE

settings.load_profile(PROFILE)

MakeOnce = Callable[[str, Callable[[Path], object]], Path]


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
    """Have a folder made by whichever test process comes first; all of them read it, none changes it."""
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
    """The whole site, built into a folder of its own that nobody changes."""
    from scripts.build import build  # the engine's own tests do without

    return made_once("site", build)


@pytest.fixture(scope="session")
def copies(made_once: MakeOnce, site: Path) -> Path:
    """A folder with the single file, and the zip as a reader unpacks it."""
    from scripts.release import copy, verb

    def make(folder: Path) -> None:
        zipped, _ = verb.copies(site, folder)
        shutil.rmtree(folder / copy.TOP)
        with zipfile.ZipFile(zipped) as archive:
            archive.extractall(folder)

    return made_once("copies", make)
