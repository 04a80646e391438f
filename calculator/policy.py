"""The policy of one county: its text and tables, built once and then constant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from calculator import clauses
from calculator.month import Month
from calculator.readings import DEFAULT, Chosen, Reading
from calculator.tables import PayTables

JOINT = "joint"
# The key of an edition's receipt among its tables.
RECEIPT = "receipt"
# The results that requests and answers know; an edition can name them otherwise.
RESULTS = {"pass": "合格", "fail": "不合格"}


@dataclass(frozen=True, slots=True)
class Input:
    """One count that a worker enters: its words, its greatest value, and its article.

    `counted_by` names whose number is valid. `uncounted` is a possible reason why an event is missing. An
    event counted `by_day` can belong to the neighbouring month. `common` ranks how often the official count
    is another one, 1 is the most often; a difference up to `off_few` is small, one above `off_most` not
    plausible.
    """

    id: str
    group: str
    label: str
    unit: str
    max: int
    required: bool
    start: int
    article: str
    hint: str
    counted_by: str = ""
    uncounted: str = ""
    by_day: bool = False
    common: int = 3
    off_few: int = 1
    off_most: int = 3
    actionable: bool = True
    charted: bool = False
    optional_for: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One question of the elimination check; `options` are the choices' ids and names.

    `of` names the result or the count of the previous month that the question asks for. `named` is its name
    in faults. A fact of the kind `joint` is no question: it has `parts`, and `asks` names the question.
    """

    id: str
    kind: str
    label: str
    article: str = ""
    hint: str = ""
    unit: str = ""
    max: int = 0
    options: Sequence[Mapping[str, str]] = ()
    of: str = ""
    named: str = ""
    asks: str = ""
    parts: Sequence[Mapping[str, str]] = ()
    all_parts: str = ""

    @property
    def called(self) -> str:
        """Return the name in faults."""
        return self.named or self.label


@dataclass(frozen=True, slots=True)
class MonthFact:
    """A fact of a month: a `result` that fails, or a `counter` that is `zero`."""

    id: str
    kind: str
    label: str = ""
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What only other editions of the county know, by id."""

    inputs: Mapping[str, Input] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    workers: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Policy:
    """All data of one edition of a county's measures that the engine uses.

    `receipt` names the edition, its data and the engine; it is empty for tables that no loader has read.
    `county` has all editions of the county in the order of their first months; it is empty for a single one.
    """

    measure: Mapping[str, Any]
    text: Mapping[str, str]
    kinds: Sequence[str]
    ids: Mapping[str, str]
    gone: Sequence[str]
    workers: Mapping[str, Mapping[str, Any]]
    groups: Sequence[Mapping[str, Any]]
    inputs: Mapping[str, Input]
    units: Mapping[str, str]
    facts: Mapping[str, Fact]
    joints: Mapping[str, Fact]
    honesty: Mapping[str, str]
    tables: PayTables
    readings: Mapping[str, Reading]
    month_facts: Mapping[str, MonthFact]
    grounds: Mapping[str, Mapping[str, Any]]
    receipt: Mapping[str, str]
    county: Sequence["Policy"] = ()
    elsewhere: Elsewhere = Elsewhere()

    @property
    def version(self) -> str:
        """Return the id of the edition."""
        version: str = self.measure["version"]
        return version

    @cached_property
    def first(self) -> Month:
        """Return the first month of the edition."""
        return Month.of(self.in_force)

    @property
    def editions(self) -> Sequence["Policy"]:
        """Return all editions of the county, at least this one."""
        return self.county or (self,)

    def at(self, month: Month) -> "Policy":
        """Return the county's edition that governs a month; before the first edition, the first one."""
        found = self.editions[0]
        for edition in self.county:
            if edition.first <= month:
                found = edition
        return found

    @property
    def last(self) -> Month | None:
        """Return the last month that the edition governs; None for the newest edition."""
        later = [each.first for each in self.editions if each.first > self.first]
        return min(later).previous if later else None

    @property
    def begins(self) -> str:
        """Return since when the measures are in force, in Chinese."""
        day = self.in_force
        return f"办法自{day.year}年{day.month}月{day.day}日起{self.measure.get('begins_as', '施行')}"

    @property
    def in_force(self) -> date:
        """Return the first day the measures are in force (art. 16)."""
        day: date = self.measure["in_force_from"]
        return day

    @property
    def charted(self) -> str:
        """Return the count of the chart's horizontal axis."""
        return next(key for key, item in self.inputs.items() if item.charted)

    @property
    def results(self) -> dict[str, str]:
        """Return the names of the results of a month by id."""
        asked = self.facts.get("result")
        return {
            **RESULTS,
            **{each["id"]: each["label"] for each in (asked.options if asked else ()) if each["id"]},
        }

    @property
    def articles(self) -> int:
        """Return how many articles the measures have."""
        return sum(1 for key in self.text if key.isdigit())

    def clause(self, key: str) -> str:
        """Return the name of a place of the measures, such as 第十二条第三项."""
        return clauses.name(key, self.kinds)

    def cited(self, key: str) -> dict[str, str]:
        """Return the name of a place and its anchor in the full text, for a link."""
        return {"name": self.clause(key), "anchor": self.anchor(key)}

    def anchor(self, key: str) -> str:
        """Return the anchor of a place, which is the same in every edition in which the place stands."""
        return clauses.anchor(clauses.stable(self, key))

    @cached_property
    def worker_names(self) -> dict[str, str]:
        """Return the worker types' names by id."""
        return {key: worker["name"] for key, worker in self.workers.items()}

    def cautions(self, month: Month, chosen: Chosen = ()) -> list[str]:
        """Return the cautions for a month: answers against a choice, the first part of a month (art. 16)."""
        choice = dict(chosen)
        answered = [(key, each) for key, each in self.readings.items() if each.answered]
        answers = [each.against(choice.get(key, DEFAULT), month) for key, each in answered]
        told = [f"{said}。" for said in answers if said]
        day = self.in_force
        if month == Month.of(day) and day.day > 1:
            told.append(f"{self.begins}，{month.chinese}不是整月；办法没有写这个月怎样折算，这里按整月估算。")
        return told


def build(parsed: Mapping[str, Mapping[str, Any]]) -> Policy:
    """Return the policy of checked tables."""

    def by_id(file: str, name: str) -> dict[str, Any]:
        return {table["id"]: table for table in parsed[file][name]}

    inputs = parsed["inputs.toml"]
    facts = {table["id"]: Fact(**table) for table in inputs["facts"]}
    return Policy(
        measure=parsed["measure.toml"],
        text=parsed["articles.toml"]["text"],
        kinds=parsed["articles.toml"].get("kinds", []),
        ids=parsed["articles.toml"].get("ids", {}),
        gone=parsed["articles.toml"].get("gone", []),
        workers=by_id("workers.toml", "workers"),
        groups=inputs["groups"],
        inputs={table["id"]: Input(**table) for table in inputs["inputs"]},
        units={table["id"]: table["unit"] for table in inputs["inputs"]},
        facts={key: fact for key, fact in facts.items() if fact.kind != JOINT},
        joints={key: fact for key, fact in facts.items() if fact.kind == JOINT},
        honesty=inputs["honesty"],
        tables=PayTables.of({**parsed["parameters.toml"], **parsed["pay.toml"]}),
        readings={table["id"]: Reading.of(table) for table in parsed["readings.toml"]["readings"]},
        month_facts={
            table["id"]: MonthFact(**table) for table in parsed["elimination.toml"].get("month_facts", ())
        },
        grounds=by_id("elimination.toml", "grounds"),
        receipt=parsed.get(RECEIPT, {}),
    )
