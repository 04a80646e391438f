"""Amounts that change after the printed month: the pages that print amounts say so."""

import shutil
from pathlib import Path

from scripts.content import handbook
from scripts.content.handbook import Handbook
from scripts.pages.render import render
from scripts.setup.bootstrap import ROOT
from tests.calculator.conftest import edit

ROW = "{ from = 2022-05-06, rural = 7.5, community_part_time = 15, community_full_time = 24.5 }"
LATER = "{ from = 2027-01-01, rural = 8, community_part_time = 15, community_full_time = 24.5 }"
SAID = "**2027年1月起要变**：农村，每条有效信息 7.50→8.00 元。"
PAGES = ("index", "pay", "rewards")


def test_a_later_amount_is_named_on_the_pages_with_amounts(tmp_path: Path, content: Handbook) -> None:
    county = Path(shutil.copytree(ROOT / "policy" / "daning", tmp_path / "county"))
    edit(county, "parameters.toml", ROW, f"{ROW},\n    {LATER}")
    pages = render(handbook.load(county), None, names=PAGES)
    assert [name for name, page in pages.items() if page.count(SAID) == 1] == [f"{name}.md" for name in PAGES]
    now = render(content, None, names=PAGES)
    assert [name for name, page in now.items() if "起要变" in page] == []
