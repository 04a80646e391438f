"""Check values of the content files that refer to other files, by the `format` in their schema."""

from collections.abc import Collection, Sequence
from functools import partial

from calculator.loading.rows import ids, unknown
from scripts.content.categories import FOLDER as CATEGORIES
from scripts.content.categories import listed_items
from scripts.content.entries import consequences
from scripts.content.placeholders import GAP, sentence
from scripts.content.rows import Table
from scripts.content.shapes import Formats


def references(parsed: Table, pages: Sequence[str], unread: Collection[str]) -> Formats:
    """Return the check of each format, without references into files that could not be loaded."""
    told = consequences(parsed)
    known = {
        "reward": ("pay.toml", "奖励", told["rewards"]),
        "deduction": ("pay.toml", "扣款", told["deductions"]),
        "ground": ("elimination.toml", "淘汰情形", told["grounds"]),
        "reading": ("readings.toml", "理解", ids(parsed, "readings.toml", "readings")),
        "input": ("inputs.toml", "次数", ids(parsed, "inputs.toml", "inputs")),
        "parameter": ("parameters.toml", "数", ids(parsed, "parameters.toml", "parameters")),
        "fact": ("inputs.toml", "问题", ids(parsed, "inputs.toml", "facts")),
        "item": (CATEGORIES, "类别", listed_items(parsed)),
    }
    found: dict[str, partial[str | None]] = {
        name: partial(unknown, allowed=allowed, what=what)
        for name, (file, what, allowed) in known.items()
        if not any(each.startswith(file) for each in unread)
    }
    amounts = {"sentence": sentence(parsed), "gap": sentence(parsed, more=GAP)}
    if {"parameters.toml", "workers.toml"} & set(unread):
        amounts = {}
    return {**found, **amounts, "page": partial(_page, pages)}


def _page(pages: Sequence[str], value: str) -> str | None:
    """Return what is wrong with the page of an internal address; the build checks the anchor."""
    page = value.partition("#")[0]
    return None if page in pages else f"没有这一页：{page}（可以写：{'、'.join(pages)}）"
