"""Chinese text cut into words for the search: with the handbook's words, and the same from the cache."""

import shutil
from dataclasses import replace
from pathlib import Path

import jieba
import pytest

from scripts.content.handbook import Handbook
from scripts.site import dictionary

# 黑网吧, 网格员 and 有效信息 are the handbook's words: as installed, the dictionary cuts each of them in two.
CUT = {
    "查处黑网吧": ["查处", "黑网吧"],
    "网格员每月签到": ["网格员", "每月", "签到"],
    "有效信息和黑中介": ["有效信息", "和", "黑中介"],
    # The dictionary cuts 少, 发 and 了 apart; users do not search for one of them alone.
    "上月少发了补助": ["上月", "少发了", "补助"],
}


class DictionaryRead(Exception):
    """Raised when the dictionary is read although the cache should be enough."""


@pytest.fixture(scope="module")
def once(content: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the cached cuts of a build, which no test changes."""
    folder = tmp_path_factory.mktemp("kept")
    assert cut(content, folder, *CUT) == list(CUT.values())
    return folder


@pytest.fixture
def kept(once: Path, tmp_path: Path) -> Path:
    """A copy of the cached cuts of a build."""
    return Path(shutil.copytree(once, tmp_path, dirs_exist_ok=True))


def cut(content: Handbook, cache: Path, *runs: str) -> list[list[str]]:
    """Cut runs of Chinese as a build does."""
    cuts = dictionary.Cuts(dictionary.words(content), cache)
    found = [cuts.cut(run) for run in runs]
    cuts.save()
    return found


def unreadable(patch: pytest.MonkeyPatch) -> None:
    """Make reading the dictionary raise DictionaryRead."""

    def read(*_: object) -> None:
        raise DictionaryRead

    patch.setattr(jieba.dt, "initialize", read)


@pytest.mark.usefixtures("kept")
def test_without_the_handbooks_words_they_are_cut_apart() -> None:
    jieba.dt.initialized = False
    assert [jieba.lcut(run) for run in CUT] != list(CUT.values())
    assert "黑网吧" not in jieba.lcut("查处黑网吧")


def test_stored_cuts_are_used_without_the_dictionary(
    content: Handbook, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unreadable(monkeypatch)
    assert cut(content, kept, *CUT) == list(CUT.values())


def test_a_run_that_is_new_is_cut_with_the_handbooks_words_too(content: Handbook, kept: Path) -> None:
    new = "附近有黑网吧"
    cuts = [["附近", "有", "黑网吧"], *CUT.values()]
    assert cut(content, kept, new, *CUT, *CUT, new) == [*cuts, *cuts[1:], cuts[0]]


def test_other_words_have_a_memory_of_their_own(
    content: Handbook, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = replace(content, terms=[*content.terms, {"term": "格员"}])
    unreadable(monkeypatch)
    with pytest.raises(DictionaryRead):
        cut(others, kept, *CUT)


def test_half_a_file_is_cut_anew(content: Handbook, kept: Path) -> None:
    (file,) = kept.iterdir()
    whole = file.read_text("utf-8")
    file.write_text(whole[: len(whole) // 2], "utf-8")
    assert cut(content, kept, *CUT) == list(CUT.values())
    assert file.read_text("utf-8") == whole


def test_stored_cuts_that_no_page_needs_are_deleted(
    content: Handbook, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = CUT
    cut(content, kept, *others)
    unreadable(monkeypatch)
    assert cut(content, kept, *others) == [CUT[run] for run in others]
    with pytest.raises(DictionaryRead):
        cut(content, kept, first)
