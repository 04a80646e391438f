"""What the newest edition changes from the one before, for the page 「改了什么」."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from calculator import words
from calculator.policy import Policy
from calculator.standing import Standing
from calculator.versions import Editions
from scripts.content.months import governed
from scripts.content.revision import differences
from scripts.content.revision.clauses import GONE, Clause, clauses
from scripts.content.revision.effects import Effect, effects, full_months, worst
from scripts.content.revision.numbers import Number, dates, numbers
from scripts.content.revision.pair import Pair, pair

_NONE = "—"


class Dated(NamedTuple):
    """What changes on one date for each worker type, in a line, and by its name as months.

    The months are the typical ones and the one that loses most, of each worker type of which any month moves.
    """

    pair: Pair
    workers: Sequence[str]
    effects: Mapping[str, Sequence[Effect]]


class Changes(NamedTuple):
    """Everything that the page says; `until` and `since` are the months that the editions govern."""

    old: Policy
    until: str
    since: str
    dates: Sequence[Dated]
    numbers: Sequence[Number]
    others: Mapping[str, Sequence[differences.Item]]
    clauses: Sequence[Clause]
    codes: Sequence[tuple[str, Clause]]

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
    old, differing, every = found.old.policy, clauses(found), dates(found)
    others: dict[str, list[differences.Item]] = {}
    for date in every:
        for kind, items in differences.others(date).items():
            others.setdefault(kind, []).extend(items)
    return Changes(
        old=old,
        until=governed(old),
        since=governed(found.new.policy),
        dates=[_dated(date) for date in every],
        numbers=numbers(found),
        others={kind: items for kind, items in others.items() if items},
        clauses=differing,
        codes=[(_page(old, each.old_key), each) for each in differing if _elsewhere(each)],
    )


def _dated(date: Pair) -> Dated:
    months = effects(date)
    shown = [*worst(months), *(each for each in months if each.case.typical)]
    own = {worker: [each for each in months if each.worker == worker] for worker in date.workers}
    return Dated(
        pair=date,
        workers=full_months(date, months),
        effects={
            date.workers[worker]: [each for each in its if each in shown]
            for worker, its in own.items()
            if any(each.moves or not each.both for each in its)
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
