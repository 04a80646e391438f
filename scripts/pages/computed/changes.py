"""What the newest edition changes from the one before, for the page 「改了什么」."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from calculator import words
from calculator.money import ZERO
from calculator.policy import Policy
from calculator.standing import Standing
from calculator.versions import Editions
from scripts.content.months import governed
from scripts.content.revision import differences
from scripts.content.revision.clauses import GONE, Clause, clauses
from scripts.content.revision.effects import Effect, effects, full_months, worst
from scripts.content.revision.numbers import Number, numbers
from scripts.content.revision.pair import Pair, pair

_NONE = "—"
# A new number of zero is no rate of the worker type.
_ZEROS = ("0", words.amount(ZERO))


class Changes(NamedTuple):
    """Everything that the page says; `until` and `since` are the months that the editions govern.

    `effects` has by the name of the worker type the typical months and the one that loses most.
    """

    pair: Pair
    old: Policy
    until: str
    since: str
    workers: Sequence[str]
    numbers: Sequence[Number]
    others: Mapping[str, Sequence[differences.Item]]
    clauses: Sequence[Clause]
    codes: Sequence[tuple[str, Clause]]
    effects: Mapping[str, Sequence[Effect]]

    @staticmethod
    def marked(pieces: Sequence[tuple[str, bool]], tag: str) -> Markup:
        """Return a text for a cell of a table, with a tag around the pieces that only this text has."""
        own = Markup(f"<{tag}>{{}}</{tag}>")
        parts = [own.format(text) if differs else escape(text) for text, differs in pieces]
        return Markup("").join(parts).replace("|", Markup("&#124;"))

    @staticmethod
    def paid(month: Standing | None) -> str:
        """Return all that a month pays, without its unit; a dash where an edition has no such month."""
        return _NONE if month is None else words.amount(month.whole()).removesuffix(" 元")


def changes(editions: Editions) -> Changes | None:
    """Return what the page says, None for a county with a single edition."""
    found = pair(editions)
    if found is None:
        return None
    months, differing = effects(found), clauses(found)
    old, shown = found.old.policy, [*worst(months), *(each for each in months if each.case.typical)]
    return Changes(
        pair=found,
        old=old,
        until=governed(old),
        since=governed(found.new.policy),
        workers=full_months(found, months),
        numbers=[each for each in numbers(found) if each.old != _NONE or each.new not in _ZEROS],
        others={kind: items for kind, items in differences.others(found).items() if items},
        clauses=differing,
        codes=[(_page(old, each.old_key), each) for each in differing if _elsewhere(each)],
        effects={
            name: [each for each in months if each.worker == worker and each in shown]
            for worker, name in found.workers.items()
        },
    )


def _elsewhere(clause: Clause) -> bool:
    """Tell whether a printed code of a clause now leads to another number, or to the earlier text."""
    return bool(clause.old_key) and (clause.kind == GONE or clause.old_key != clause.new_key)


def _page(policy: Policy, key: str) -> str:
    """Return the name of the page whose codes lead to a clause."""
    roles = {"duties_article": "职责", "categories_article": "上报类别"}
    found = (page for role, page in roles.items() if key.startswith(f"{policy.measure.get(role)}."))
    return next(found, "办法全文")
