"""The monthly sheets to fill in by hand: one for each edition whose figures the pages print."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from calculator.policy import Policy
from scripts.content.handbook import Handbook
from scripts.content.months import governed, printed_editions
from scripts.pages.computed.earlier import anchor_name, figures_of


class Row(NamedTuple):
    """What is noted each month, its limits in words, and the clauses of the limits."""

    label: str
    unit: str
    threshold: str
    articles: Sequence[str]


class Sheet(NamedTuple):
    """A sheet: its months, empty for a single edition, the name in its anchor, and its rows.

    `notes` is the sentence of pages.toml below the rows, which speaks of the newest edition.
    """

    policy: Policy
    label: str
    name: str
    counts: Sequence[Row]
    facts: Sequence[Row]
    notes: str


def sheets(handbook: Handbook) -> list[Sheet]:
    """Return the sheets, that of the newest edition first: its rows have the words of sheet.toml."""
    policy, listed = handbook.policy, handbook.sheet
    asked = [(row, policy.inputs[row["input"]]) for row in listed["rows"]]
    counts = [Row(item.label, item.unit, row["threshold"], row["articles"]) for row, item in asked]
    facts = [
        Row(policy.facts[row["fact"]].label, "", row["threshold"], row["articles"]) for row in listed["facts"]
    ]
    notes = handbook.said.get("sheet", {}).get("notes", "")
    newest = Sheet(policy, governed(policy), anchor_name(policy), counts, facts, notes)
    return [newest, *(sheet_of_rules(each) for each in printed_editions(policy)[1:])]


def sheet_of_rules(policy: Policy) -> Sheet:
    """Return the sheet that the rules, scores and grounds of an edition make."""
    counts = []
    for key, item in policy.inputs.items():
        tables = list(_counting(policy, key))
        named = [each for table in tables for each in figures_of(policy, table)]
        limits = dict.fromkeys(each.removeprefix(f"{item.label}，") for each in named)
        clauses = dict.fromkeys([item.article, *(each for table in tables for each in table["clauses"])])
        counts.append(Row(item.label, item.unit, "；".join(limits), list(clauses)))
    facts = [Row(each["label"], "", "", [each["article"]]) for each in policy.grounds.values()]
    return Sheet(policy, governed(policy), anchor_name(policy), counts, facts, "")


def _counting(policy: Policy, counter: str) -> Iterator[dict[str, Any]]:
    """Yield the tables of the rules and scores that read a count, with their clauses and no other counts."""
    for rule in policy.tables.rules.values():
        levels = [each for each in rule.get("levels", ()) if each["counter"] == counter]
        if levels or rule.get("counter") == counter:
            yield {**rule, "levels": levels, "clauses": [rule["article"], *rule["also"]]}
    for score in policy.tables.scores.values():
        for item in score["items"]:
            if item["counter"] == counter:
                yield {**item, "clauses": [score["article"]]}
