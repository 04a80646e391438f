"""Join the questions and words of all editions: the calculator's page serves the months of all."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from calculator.groups import PLACES
from calculator.month import Month
from calculator.plan import QUARTER, YEAR_END
from calculator.policy import Policy
from calculator.reconcile.case import TOTALS
from calculator.totals import TOTAL_LABELS
from calculator.versions import Editions
from scripts.content.handbook import Handbook

Select = Callable[[Policy], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Joined:
    """A part of the page with one id: `item` as it is printed, and its table in each edition that has it."""

    id: str
    item: Any
    by: Mapping[str, Any]
    editions: Sequence[str] = field(repr=False)
    printed: str

    @property
    def only(self) -> str:
        """Return the attributes of a part that not all editions have."""
        if len(self.by) == len(self.editions):
            return ""
        hidden = "" if self.printed in self.by else " hidden"
        return f' data-editions="{" ".join(self.by)}"{hidden}'

    def swapped(self, name: str, attribute: str = "data-words") -> str:
        """Return the attribute with a key's value in each edition; empty if it is the same in all."""
        values = {version: value_of(item, name) for version, item in self.by.items()}
        if len(set(values.values())) <= 1:
            return ""
        return f' {attribute}="{escape(json.dumps(values, ensure_ascii=False, separators=(",", ":")))}"'


class OnePage:
    """The parts of the calculator's page; the printed edition is that of the `month` the page shows first."""

    def __init__(self, editions: Editions, month: Month) -> None:
        self.editions = editions
        self.printed = editions.at(month)
        self.places = PLACES
        self.months = json.dumps([[each.version, str(each.first)] for each in editions.values()])
        self.workers = self._join(lambda policy: policy.workers)
        self.groups = self._join(
            lambda policy: {group["id"]: group for group in policy.groups if group["folded"]}
        )
        self.inputs = self._join(lambda policy: policy.inputs)
        self.facts = self._join(lambda policy: policy.facts)
        self.rules = self._join(lambda policy: policy.tables.rules)
        self.readings = self._join(_options)
        self.grounds = self._join(lambda policy: policy.grounds)
        self.totals = self._join(_official_totals)

    def said(self, **sentences: Callable[[Policy], str]) -> Joined:
        """Return sentences by their names, as each edition has them."""
        (joined,) = self._join(lambda policy: {"": {name: say(policy) for name, say in sentences.items()}})
        return joined

    def text_of(self, policy: Policy) -> str:
        """Return where an edition's text is below the page `text`: `2022-05-06/`, empty for the newest."""
        return "" if policy is self.editions.newest else f"{policy.version}/"

    @property
    def words(self) -> Joined:
        """Return what the slip says of the month's own text; `later` is empty if all is paid in the month."""
        return self.said(
            example=_example,
            version=lambda policy: f"政策数据 {policy.version} 版",
            checked=lambda policy: f"核对至 {policy.measure['checked']}",
            reviewer=lambda policy: str(policy.measure["reviewer"]),
            later=_later,
        )

    def _join(self, select: Select) -> list[Joined]:
        """Return the parts in the order of the newest edition; an earlier part follows its own neighbour."""
        tables = {version: select(policy) for version, policy in self.editions.items()}
        order: list[str] = []
        for table in reversed(tables.values()):
            place = 0
            for key in table:
                if key not in order:
                    order.insert(place, key)
                place = order.index(key) + 1
        printed = self.printed.version
        found = []
        for key in order:
            by = {version: table[key] for version, table in tables.items() if key in table}
            item = by.get(printed, [*by.values()][-1])
            found.append(Joined(key, item, by, list(tables), printed))
        return found


def default_form(handbook: Handbook) -> dict[str, Any]:
    """Return the form that the page shows first, for the month in which the text was last checked.

    A newest edition that begins later does not govern that month yet.
    """
    month = max(Month.of(handbook.policy.measure["checked"]), handbook.editions.first.first)
    policy = handbook.editions.at(month)
    return {
        "month": str(month),
        "worker_type": next(iter(policy.workers)),
        **{item.id: item.start for item in policy.inputs.values()},
        # A count of last month is blank: it may not be known.
        **{key: 0 for key, fact in policy.facts.items() if fact.kind == "count" and not fact.of},
    }


def value_of(item: Any, name: str) -> Any:
    """Return the value of a key of a table, or of a table that the engine has read."""
    return item[name] if isinstance(item, Mapping) else getattr(item, name)


def _official_totals(policy: Policy) -> dict[str, dict[str, str]]:
    """Return the totals that an official slip can have."""
    return {
        name: {"label": TOTAL_LABELS[name]}
        for name in TOTALS
        if name not in (QUARTER, YEAR_END) or policy.tables.pays(name)
    }


def _example(policy: Policy) -> str:
    """Return the counts of the example."""
    required = [item for item in policy.inputs.values() if item.required]
    return "、".join(f"{item.label} {item.start} {item.unit}" for item in required)


def _later(policy: Policy) -> str:
    named = [TOTAL_LABELS[name] for name in (QUARTER, YEAR_END) if policy.tables.pays(name)]
    return f"，{'、'.join(named)}的不算在内" if named else ""


def _options(policy: Policy) -> dict[str, dict[str, str]]:
    """Return every option of every reading with the words of the page."""
    return {
        f"{reading.id}.{option.id}": {
            "reading": reading.id,
            "alternative": option.id,
            "question": reading.question,
            "label": option.label,
            "settles": reading.settles,
        }
        for reading in policy.readings.values()
        for option in reading.options.values()
    }
