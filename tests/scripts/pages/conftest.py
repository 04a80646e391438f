"""The revised county, its months under two texts, and its pages as printed."""

import pytest

from scripts.content import handbook
from scripts.content.handbook import Handbook
from scripts.pages import render
from scripts.setup.bootstrap import ROOT


@pytest.fixture(scope="session")
def revised() -> Handbook:
    """The revised county's folder."""
    return handbook.load(ROOT / "tests" / "counties" / "revised")


@pytest.fixture(scope="session")
def revised_pages(revised: Handbook) -> dict[str, str]:
    """Its pages, without a runtime."""
    return render.render(revised, None)
