"""The handbook's content: duties, report categories and worked examples, checked against the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculator.errors import InputError, PolicyError, Problem
from calculator.lint import check
from calculator.lint.text import check_quote
from calculator.month import Month
from calculator.policy import DEFAULT_FOLDER, FILES, Policy, build, pack, parse, read
from calculator.schema import (
    Spec,
    anything,
    ascii_id,
    check_names,
    check_rows,
    check_table,
    clause_in,
    day,
    list_of,
    one_of,
    text,
    whole,
)
from calculator.situation import Situation

CONTENT_FILES = ("duties.toml", "categories.toml", "examples.toml", "review.toml")
SOURCE = "source.txt"
DISPUTES = "14.5"
DISPUTES_TEXT = "14.5.text"
EMERGENCY_NUMBERS = ("110", "119", "120")

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Handbook:
    """Everything a site is printed from: the policy, and what the pages say around it."""

    policy: Policy
    packed: str
    article_tables: Table
    duties: Sequence[Table]
    categories: Sequence[Table]
    examples: Sequence[Table]
    review: Table

    def item_titles(self) -> dict[str, str]:
        """Return the titles of all category items by clause key."""
        return {item["article"]: item["title"] for each in self.categories for item in each["items"]}

    def text_of(self, item: Table) -> str:
        """Return the clause of a category item: its own place, or its words in the disputes' paragraph."""
        return item["quote"] if "quote" in item else self.policy.text[item["article"]]


def load(folder: Path = DEFAULT_FOLDER) -> Handbook:
    """Read and check a county's folder, content included; PolicyError lists every problem."""
    problems: list[Problem] = []
    parsed = parse(read(folder, problems, (*FILES, *CONTENT_FILES)), problems)
    check(parsed, problems)
    policy = None if problems else build(parsed)
    check_content(parsed, policy, problems)
    if problems or policy is None:
        raise PolicyError(problems)
    return Handbook(
        policy,
        pack({name: parsed[name] for name in FILES}),
        parsed["articles.toml"],
        parsed["duties.toml"]["duties"],
        parsed["categories.toml"]["categories"],
        parsed["examples.toml"]["examples"],
        parsed["review.toml"],
    )


def printed_month(policy: Policy) -> Month:
    """Return the month the pages are printed for: the one the text was last checked in."""
    return Month.of(policy.measure["checked"])


def worked_situation(policy: Policy, example: Table) -> Situation:
    """Return the situation of a worked example; InputError with all its faults."""
    return Situation.read(policy, {"month": str(printed_month(policy)), **example["situation"]})


def check_content(parsed: Mapping[str, Any], policy: Policy | None, problems: list[Problem]) -> None:
    """Note problems of the content files; they are looked at once the text itself is there.

    Worked examples are tried on the policy, so they are looked at once that is sound.
    """
    places = parsed.get("articles.toml", {}).get("text")
    if not isinstance(places, Mapping) or not set(CONTENT_FILES) <= parsed.keys():
        return
    items = _check_categories(parsed, places, problems)
    words = dict.fromkeys(("title", "plain", "day", "pay", "care"), text)
    duty = {
        "number": whole,
        "article": clause_in(places),
        **words,
        "leads_to": list_of(one_of(items, "类别")),
    }
    check_names(parsed["duties.toml"], ("duties",), "duties.toml", problems)
    duties = check_rows(parsed, "duties.toml", "duties", duty, problems)
    wanted = [key for key in places if key.startswith("6.")]
    _check_complete("duties.toml", "duties", _articles(parsed["duties.toml"].get("duties")), wanted, problems)
    for row in duties:
        if row["article"] != f"6.{row['number']}":
            key = f"duties.{row['article']}.number"
            problems.append(Problem("duties.toml", key, f"{row['article']} 的序号不是 {row['number']}"))
    _check_examples(parsed, policy, problems)
    _check_review(parsed, places, problems)


def _check_categories(
    parsed: Mapping[str, Any], places: Mapping[str, Any], problems: list[Problem]
) -> list[str]:
    """Note problems of categories.toml; return the keys of all items."""
    file = "categories.toml"
    check_names(parsed[file], ("categories",), file, problems)
    spec = {"article": clause_in(places), "title": text, "plain": text, "items": anything}
    item = {
        "article": text,
        "title": text,
        "plain": text,
        "keywords": list_of(text, 1),
        "urgent?": one_of(EMERGENCY_NUMBERS, "电话"),
        "quote?": text,
    }
    for row in check_rows(parsed, file, "categories", spec, problems):
        for each in check_rows({file: row}, file, "items", item, problems):
            wrong = None
            if each["article"].rpartition(".")[0] != row["article"]:
                wrong = f"不属于 {row['article']} 这一类"
            elif row["article"] == DISPUTES:
                wrong = check_quote(each, parsed, [DISPUTES_TEXT]) if "quote" in each else "缺 quote"
            elif each["article"] not in places:
                wrong = f"原文里没有这一条：{each['article']}"
            elif "quote" in each:
                wrong = f"只有 {DISPUTES} 写 quote，别的条文见 articles.toml"
            if wrong:
                problems.append(Problem(file, f"items.{each['article']}", wrong))
    kinds = [key for key in places if key.startswith("14.") and key.count(".") == 1]
    listed = parsed[file].get("categories")
    _check_complete(file, "categories", _articles(listed), kinds, problems)
    wanted = [key for key in places if key.startswith("14.") and key.count(".") == 2 and key != DISPUTES_TEXT]
    items = [key for row in _tables(listed) for key in _articles(row.get("items"))]
    _check_complete(file, "items", items, wanted, problems)
    return items


def _tables(rows: Any) -> list[Table]:
    """Return the tables of a list as it is written, faulty ones too: a faulty one is not a missing one."""
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _articles(rows: Any) -> list[str]:
    return [str(row.get("article")) for row in _tables(rows)]


def _check_complete(
    file: str, name: str, listed: Sequence[str], wanted: Sequence[str], problems: list[Problem]
) -> None:
    for key in wanted:
        if key not in listed:
            problems.append(Problem(file, name, f"缺 {key} 这一项"))


def _table(value: Any) -> str | None:
    return None if isinstance(value, Mapping) else "要写成一个表"


def _check_examples(parsed: Mapping[str, Any], policy: Policy | None, problems: list[Problem]) -> None:
    file = "examples.toml"
    check_names(parsed[file], ("examples",), file, problems)
    spec = {"id": ascii_id, "title": text, "why": text, "situation": _table}
    for row in check_rows(parsed, file, "examples", spec, problems):
        if policy is None:
            continue
        try:
            worked_situation(policy, row)
        except InputError as error:
            key = f"examples.{row['id']}.situation"
            problems += [Problem(file, f"{key}.{fault.field}", fault.message) for fault in error.errors]


def _check_review(parsed: Mapping[str, Any], places: Mapping[str, Any], problems: list[Problem]) -> None:
    file = "review.toml"
    specs: dict[str, Spec] = {
        "steps": {"when": text, "who": text, "what": text, "article": clause_in(places)},
        "bring": {"what": text},
        "channels": {"name": text, "in_force_from": day, "use": text, "caution": text},
    }
    check_table(parsed[file], dict.fromkeys(specs, list_of(anything, 1)), file, "", problems)
    for name, spec in specs.items():
        rows = parsed[file].get(name)
        for place, row in enumerate(rows if isinstance(rows, list) else []):
            check_table(row, spec, file, f"{name}[{place}]", problems)
