"""What single entries of the revised county's pages say: their open points, their months."""

import re
import shutil
from pathlib import Path

import pytest

from calculator.api import Calculator
from calculator.loading.folder import load_editions
from scripts.content import handbook
from scripts.pages import render
from scripts.setup.bootstrap import ROOT

REVISED = ROOT / "tests" / "counties" / "revised"


def entries(page: str) -> dict[str, str]:
    """Return by anchor what each heading of a page has under it."""
    parts = re.split(r"\n#+ .* \{ #(\S+) \}\n", page)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_what_the_text_says_is_not_registered_as_left_open(revised_pages: dict[str, str]) -> None:
    """Article 8(5) of the revised text: results come from the score, and a year is a calendar year."""
    register = entries(revised_pages["readings.md"])
    order = list(register)
    since, before = order.index("elimination"), order.index("readings-2022-05-06")
    for ground, said in (
        ("open-consecutive-failures", "怎样算合格，办法没有写"),
        ("open-failures-in-year", "「年」按自然年（1 月至 12 月）理解；是否按任意连续十二个月，办法没有写。"),
    ):
        # The trial text does not say it: its months keep the entry, at the printed place.
        assert order.index(ground) > before
        assert said in register[ground]
    assert since < order.index("open-zero-reports") < before < order.index("open-zero-reports-2022-05-06")
    assert "没有写明的" not in entries(revised_pages["rewards.md"])["failures-in-year"]


def test_a_ground_of_which_all_is_said_names_who_settles_it() -> None:
    answer = Calculator(load_editions(REVISED)).risk(
        {"worker_type": "rural", "months": [{"month": "2027-02", "result": "fail"}]}
    )
    (found,) = [each for each in answer["grounds"] if each["id"] == "consecutive_failures"]
    assert found["settles"] == "要问清：乡镇平安办的考核结果（第七条、第八条第五项）。"


@pytest.mark.parametrize("left", ["faq.toml", "glossary.toml"])
def test_an_entry_on_the_text_that_an_earlier_edition_has_not_names_its_months(
    left: str, tmp_path: Path
) -> None:
    """Without the earlier edition's file nothing says that an entry was true of its months too."""
    county = Path(shutil.copytree(REVISED, tmp_path / "county"))
    (county / "editions" / "2022-05-06" / left).unlink()
    name = left.removesuffix(".toml")
    printed = entries(render.render(handbook.load(county), None, names=[name])[f"{name}.md"])
    # Both are on the text: one has no figure in its words, and none of the other's words changed.
    for anchor in ("how-is-pay-made-up", "who-says-what-is-valid") if name == "faq" else ("valid-report",):
        assert printed[anchor].rpartition("</summary>")[2].strip().startswith("**2027年1月起**："), anchor
    for anchor in ("app-failed",) if name == "faq" else ("span",):
        assert "2027年1月起" not in printed[anchor], anchor
