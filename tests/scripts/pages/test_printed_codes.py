"""What was printed and cited while there was one text still leads to what it meant, on the pages of two."""

import re
import shutil
from pathlib import Path

import pytest

from calculator.errors import PolicyError
from scripts.content import handbook
from scripts.content.handbook import Handbook
from scripts.pages import render
from scripts.pages.addresses import anchors, lost
from scripts.pages.drawings import qr
from scripts.setup.bootstrap import ROOT
from tests.calculator.conftest import edit
from tests.support.codes import TRIAL, said
from tests.support.markup import parse
from tests.support.renumbered import OLD, renumbered

REVISED = ROOT / "tests" / "counties" / "revised"
BEFORE = "2026年12月及以前"

Pages = dict[str, str]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of a county whose clauses have other numbers."""
    return render.render(handbook.load(renumbered(tmp_path_factory.mktemp("moved") / "county")), None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the revised county's folder."""
    return Path(shutil.copytree(REVISED, tmp_path / "county"))


def section(page: str, anchor: str) -> str:
    """Return what stands at an anchor of a page's Markdown: a section to the next heading, or a paragraph."""
    heading = re.search(rf"(?ms)^#+ [^\n]*\{{ #{anchor} \}}$.*?(?=^#|\Z)", page)
    if heading:
        return parse(heading[0]).text
    (place,) = [each for each in parse(page).walk() if each.get("id") == anchor]
    return place.text


@pytest.mark.parametrize("county", ["revised_pages", "moved"])
def test_every_code_printed_with_one_text_opens_what_it_meant(
    county: str, site: Path, content: Handbook, request: pytest.FixtureRequest
) -> None:
    """An item that went says where its text is; another is on its page under its own code."""
    pages: Pages = request.getfixturevalue(county)
    codes = sorted((site / qr.FOLDER).glob("*.svg"))
    opened = [said(code).removeprefix(TRIAL).split("/#") for code in codes]
    assert len(opened) == len(render.shared_places(content))
    meant = {content.policy.anchor(each["article"]): each for each in content.duties}
    meant |= {content.policy.anchor(key): item for key, item in content.items.items()}
    for name, anchor in opened:
        item, found = meant[anchor], section(pages[f"{name}.md"], anchor)
        if "改后没有了" in found:
            assert f'id="{anchor}"' in pages[f"{name}.md"]
            place = section(pages[f"text/{OLD}.md"], anchor)
            assert content.policy.text[item["article"]] in place
            assert f'href="../text/{OLD}/#{anchor}"' in pages[f"{name}.md"]
        else:
            assert found.startswith(("#" * 2, "#" * 3))
            assert item["title"] in found.splitlines()[0]
            assert content.text_of(item).rstrip("；。") in found.replace("〔原文如此〕", "")


def test_every_anchor_printed_with_one_text_is_still_on_its_page(
    revised_pages: Pages, content: Handbook
) -> None:
    """No term, question, example, table, reward, ground or gap of the text before has lost its place."""
    for name, page in render.render(content, None).items():
        assert anchors(page) - anchors(revised_pages[name]) == set(), name


def test_a_term_of_the_text_before_keeps_its_place_and_its_clause(revised_pages: Pages) -> None:
    assert "## 改后没有的 {" in revised_pages["glossary.md"]
    whole = section(revised_pages["glossary.md"], "total-pay")
    assert f"**{BEFORE}**：基础性补助和绩效奖金都从它算起。" in whole
    assert f"text/{OLD}.md#art-9" in whole
    # A term with another name and another meaning has both, with their months.
    both = section(revised_pages["glossary.md"], "base-subsidy")
    assert "**2027年1月起**：补助标准里按月考核得分发放的部分。" in both
    assert f"**{BEFORE}**（写作「基础性补助」）：总体薪酬的 70%。" in both
    assert "**" not in section(revised_pages["glossary.md"], "grid-worker").replace("***", "")


def test_an_answer_has_the_figures_of_both_texts(revised_pages: Pages) -> None:
    """10 yuan for each sign-in short of 20 until December (12(3)), 15 short of 22 from January (part 五)."""
    answer = section(revised_pages["faq.md"], "one-sign-in-short")
    now, _, before = answer.partition(f"**{BEFORE}**：")
    assert "每月签到不少于 22 次，少一次扣 15.00 元" in now
    assert "每月签到不低于 20 次，少一次扣 10.00 元" in before
    assert f"[第十二条第三项](text/{OLD}.md#art-12-3)" in before


def test_the_gap_between_standard_and_price_keeps_its_place(revised_pages: Pages) -> None:
    """20 × 24.50 = 490 beside 1630 − 70 % = 489 (articles 9, 11(1)); the new text says that 490 is paid."""
    gap = section(revised_pages["pay.md"], "gap-community-full-time")
    assert f"为什么是 490.00，不是 489.00（{BEFORE}）" in gap
    assert f"[第九条](text/{OLD}.md#art-9)" in gap


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{no_such_number}", "没有这个数：{no_such_number}"),
        ("{99}", "原文里没有这一条：99"),
    ],
)
def test_a_fault_in_the_files_of_an_earlier_edition_is_told_with_its_place(
    wrong: str, told: str, folder: Path
) -> None:
    edit(folder / "editions" / OLD, "glossary.toml", "{sign_in_quota}", wrong)
    with pytest.raises(PolicyError, match=re.escape(told)) as raised:
        handbook.load(folder)
    assert f"editions/{OLD}/glossary.toml" in str(raised.value)


def test_an_edition_without_these_files_has_no_entries_of_its_own(folder: Path) -> None:
    """`revise` saved only the tables of the engine once."""
    for name in ("glossary.toml", "faq.toml", "pages.toml"):
        (folder / "editions" / OLD / name).unlink()
    pages = render.render(handbook.load(folder), None)
    assert "改后没有的" not in pages["glossary.md"]
    assert lost(pages) == []


def test_a_reward_keeps_its_place_when_its_figures_are_printed_no_longer(folder: Path) -> None:
    """The figures of the text before are printed until the end of 2027."""
    edit(folder, "measure.toml", "checked = 2026-12-03", "checked = 2028-01-01")
    pages = render.render(handbook.load(folder), None)
    assert f"rewards-{OLD}" not in anchors(pages["rewards.md"])
    gone = section(pages["rewards.md"], "cooperation-deduction")
    assert gone.startswith(f"{BEFORE}的")
    assert f"[第十二条第二项](text/{OLD}.md#art-12-2)" in gone
    assert lost(pages) == []


def test_a_worked_month_cites_the_text_that_governs_it(revised_pages: Pages) -> None:
    now, _, before = revised_pages["pay.md"].partition(f"{{ #pay-{OLD} }}")
    for part, text in ((now, "../text/#art-"), (before, f"../text/{OLD}/#art-")):
        links = [each.get("href") or "" for each in parse(part).all("a", has_class="clause")]
        assert links
        assert [each for each in links if not each.startswith(text)] == []
