"""A county with a revision from January 2027 that has every kind of change."""

from pathlib import Path

from calculator.loading.folder import load_editions
from scripts.content.revision.effects import Effect
from scripts.content.revision.pair import Pair, pair
from tests.calculator.conftest import edit
from tests.calculator.revision import NEW, OLD, with_revision
from tests.support.county import begun

__all__ = ["NEW", "OLD", "dearer", "effect", "pair_of", "revised"]

CAP = """
[[parameters]]
id = "praise_most"
label = "表扬奖励每月上限"
unit = "yuan"
article = "11.2"
values = [{ from = 2027-01-01, value = 40 }]
"""
CEILING = """
[[ceilings]]
id = "praise"
article = "11.2"
most = "praise_most"
covers = ["praise_reward"]
"""


def revised(folder: Path) -> Path:
    """Return a county whose edition of 2027 has another number, count, worker type, cap and ground.

    A missed sign-in costs 12 yuan, before 10; `meetings` are counted and `poor_cooperation` is not; `leader`
    is a new worker type, paid like `rural`; rewards for praise are at most 40 yuan a month; three failures in
    a row are a ground, before two. Of the text only article 12(3) and the first day are changed.
    """
    with_revision(folder)
    parameters = (folder / "parameters.toml").read_text("utf-8")
    (folder / "parameters.toml").write_text(f"{parameters}{CAP}", "utf-8")
    edit(folder, "pay.toml", "\n[settlement]", f"{CEILING}\n[settlement]")
    edit(
        folder,
        "elimination.toml",
        "times = [{ from = 2022-05-06, value = 2 }]",
        "times = [{ from = 2022-05-06, value = 2 }, { from = 2027-01-01, value = 3 }]",
    )
    for file in ("articles.toml", "source.txt", "readings.toml"):
        edit(folder, file, "少一次扣10元", "少一次扣12元")
    return folder


def dearer(folder: Path) -> Path:
    """Return a county whose edition of 2027 differs in one number: a missed sign-in costs 12 yuan, not 10."""
    begun(folder, NEW, NEW)
    price = (folder / "parameters.toml").read_text("utf-8").partition('id = "sign_in_price"')[2]
    edit(folder, "parameters.toml", price, price.replace("value = 10 ", "value = 12 ", 1))
    return folder


def pair_of(folder: Path) -> Pair:
    """Return the two newest editions of a county."""
    found = pair(load_editions(folder))
    assert found is not None
    return found


def effect(effects: list[Effect], worker: str, **counts: int) -> Effect:
    """Return the month of a worker type with exactly these counts, the others 0."""
    (found,) = [
        each
        for each in effects
        if each.worker == worker and {key: n for key, n in each.case.counts.items() if n} == counts
    ]
    return found
