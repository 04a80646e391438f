"""The type of each value in a county's files, as far as the engine relies on it.

`python3 -m scripts check` validates with the JSON Schemas and names each place. The engine only refuses the
file, so that a text is never used as a number or a list.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.parameters import BASIS, FROM
from calculator.readings import ANSWERED

# The keys of a table that the engine reads without another check.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "measure.toml": (
        *("id", "title", "version", "in_force_from", "checked", "interpreter"),
        *("interpreter_article", "assessor", "assessor_article", "reviewer", "reviewer_article"),
    ),
    "inputs.toml": ("honesty",),
    "options": ("id", "label"),
    "parts": ("id", "label", "asks"),
    "month_facts": ("id", "kind"),
    "workers": ("id", "name"),
    "grounds": ("id", "label", "article", "decides", "open", "settles"),
    "honesty": ("text", "article"),
    "answers.toml": ("answers",),
    "answers": ("edition", "reading", "on", "by", "document", FROM, "choice"),
    ANSWERED: ("on", "by", "document", FROM, "choice"),
    **dict.fromkeys(("rules", "ceilings", "scores", "shares", "parameters"), ("id",)),
}
# The type of a value by its key; a value under any other key is a text.
_TYPES: Mapping[str, type] = {
    **dict.fromkeys(("by_day", "folded", "depends_on_result", "one_a_day"), bool),
    **dict.fromkeys(("actionable", "charted"), bool),
    **dict.fromkeys(("max", "start", "number", "first_article", "common", "off_few", "off_most"), int),
    **dict.fromkeys((FROM, "on", "asked", "in_force_from", "checked"), date),
}
# The same for keys that hold something else in one kind of table.
_TYPES_INSIDE: Mapping[tuple[str, str], type] = {("inputs", "required"): bool, ("scores", "start"): str}
_TABLES = ("honesty", "says", "settlement", ANSWERED)
_LISTS = (
    *("workers", "groups", "inputs", "facts", "options", "parameters", "values", "rules", "levels", "needs"),
    *("scores", "items", "shares", "bands", "ceilings", "most_of", "readings", "alternatives", "patches"),
    *("grounds", "times", "chapters", "faults", "parts", "applies_to", "optional_for", "month_facts"),
    *("also", "answers", "articles", "covers", "decided_for", "gone", "kinds", "names_in_text", "notice"),
)
# An empty one would change nothing, or leave nothing to choose.
_NEVER_EMPTY = (
    *("options", "values", "times", "levels", "alternatives", "patches", "articles", "covers"),
    *("items", "bands", "most_of", "decided_for", "applies_to", "optional_for", "parts"),
)


def misshapen(tables: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return the first file in which a value has a wrong type or is missing, None where there is none."""
    return next((file for file, table in tables.items() if not _table_fits(table, file)), None)


def _table_fits(table: Mapping[str, Any], name: str) -> bool:
    complete = all(key in table for key in _NEEDED.get(name, ()))
    return complete and all(_fits(value, key, name) for key, value in table.items())


def _fits(value: Any, key: str, inside: str) -> bool:
    """Tell whether a value has the type that belongs under its key in a table of this name."""
    if key in _LISTS:
        enough = type(value) is list and (len(value) > 0 or key not in _NEVER_EMPTY)
        return enough and all(
            _table_fits(each, key) if isinstance(each, Mapping) else type(each) is str and key not in _NEEDED
            for each in value
        )
    if key in ("asked", ANSWERED) and value == "":
        return True
    if key in _TABLES or (inside, key) in (("articles.toml", "text"), ("articles.toml", "ids")):
        return isinstance(value, Mapping) and _table_fits(value, key)
    # Numbers with a unit, and what a reading changes, are checked where they are used.
    if (inside in ("values", "times") and key not in (FROM, BASIS)) or (inside == "patches" and key != "at"):
        return True
    return type(value) is _TYPES_INSIDE.get((inside, key), _TYPES.get(key, str))
