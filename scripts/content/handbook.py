"""The handbook: the policy, and the content its pages say around it, checked against the text."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculator import words
from calculator.errors import PolicyError, Problem
from calculator.lint import check
from calculator.lint.text import check_articles
from calculator.policy import DEFAULT_FOLDER, FILES, Policy, build, pack, parse, read
from scripts.content.answers import GLOSSARY, QUESTIONS, TRAINERS, check_answers
from scripts.content.categories import DISPUTES, DISPUTES_TEXT, check_categories
from scripts.content.categories import FOLDER as CATEGORIES
from scripts.content.consequences import FILE as CONSEQUENCES
from scripts.content.consequences import check_consequences
from scripts.content.danger import FILE as DANGER
from scripts.content.danger import FOLDER as DANGER_FOLDER
from scripts.content.danger import check_dangers
from scripts.content.duties import FILE as DUTIES
from scripts.content.duties import check_duties
from scripts.content.guards.dates import checked_too_early
from scripts.content.guards.figures import FILE as FIGURES
from scripts.content.guards.figures import check_figures
from scripts.content.guards.folder import category_files
from scripts.content.guards.kept import FILE as VERSIONS
from scripts.content.guards.kept import check_old_rows, check_versions, newest
from scripts.content.guards.names import check_names
from scripts.content.guards.numbers import check_changes
from scripts.content.guards.proofs import proved
from scripts.content.guards.prose import check_calls, check_prose
from scripts.content.guards.seals import sealed_tables
from scripts.content.guards.source import ARTICLES, unlike
from scripts.content.guards.source import FILE as SOURCE
from scripts.content.months import FILE as EXAMPLES
from scripts.content.months import check_examples
from scripts.content.placeholders import filled
from scripts.content.review import FILE as REVIEW
from scripts.content.review import check_review
from scripts.content.sheet import FILE as SHEET
from scripts.content.sheet import check_sheet

CONTENT_FILES = (DUTIES, EXAMPLES, REVIEW, CONSEQUENCES, GLOSSARY, QUESTIONS, TRAINERS, SHEET)
GUARD_FILES = (FIGURES, VERSIONS)
READINGS = "readings.toml"
# Files that a slip in another one may spoil.
FOLLOWING = (READINGS, EXAMPLES)
# Every page by its name in the addresses, with its title, in reading order; mkdocs.yml groups them.
PAGES = {
    "index": "首页",
    "calculator": "算一算",
    "duties": "职责",
    "categories": "上报类别",
    "pay": "补助怎么算",
    "rewards": "奖惩与淘汰",
    "review": "复审与申诉",
    "faq": "常见问题",
    "text": "办法全文",
    "readings": "理解登记",
    "glossary": "名词解释",
    "sheet": "每月自查表",
    "trainers": "给讲课的人",
    "about": "关于",
}

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Handbook:
    """Everything a site is printed from: the policy, and what the pages say around it."""

    policy: Policy
    kept: Policy | None
    versions: Table
    packed: str
    article_tables: Table
    duties: Sequence[Table]
    categories: Sequence[Table]
    examples: Sequence[Table]
    review: Table
    consequences: Table
    terms: Sequence[Table]
    questions: Sequence[Table]
    steps: Sequence[Table]
    sheet: Table
    dangers: Sequence[Table]

    @property
    def items(self) -> dict[str, Table]:
        """Return all category items by clause key, in the order of the text."""
        return {item["article"]: item for each in self.categories for item in each["items"]}

    def text_of(self, item: Table) -> str:
        """Return the clause of a category item: its own place, or its part of the disputes' paragraph."""
        if "quote" not in item:
            text: str = self.policy.text[item["article"]]
            return text
        paragraph = self.policy.text[DISPUTES_TEXT]
        last = [each["quote"] for each in self.items.values() if "quote" in each][-1]
        gap = "" if item["quote"] == last else "……"
        return f"{item['quote']}{gap}{paragraph.partition(last)[2]}"

    def clause_of(self, item: Table) -> str:
        """Return the name of an item's clause; a kind of dispute has no number and is named by its words."""
        if "quote" not in item:
            return words.clause(item["article"])
        return f"{words.clause(DISPUTES)}“{item['quote']}”"


def load(folder: Path = DEFAULT_FOLDER) -> Handbook:
    """Read and check a county's folder, content included; PolicyError lists every problem."""
    problems: list[Problem] = []
    categories = category_files(folder)
    wanted = (*FILES, *CONTENT_FILES, *GUARD_FILES, *categories)
    parsed = parse(read(folder, problems, wanted), problems)
    _check_text(folder, parsed, problems)
    sound = len(problems)
    lint: list[Problem] = []
    check(parsed, lint)
    if lint:
        # What sorts problems is needed for nothing else.
        from scripts.content.guards.followers import told_once

        problems += told_once(lint)
    whole = set(FILES) <= parsed.keys()
    policy = build(parsed) if len(problems) == sound and whole else None
    # A slip in an amount also makes readings miss it: what it is, is seen without them.
    readable = whole and all(each.file == READINGS for each in problems[sound:])
    plain = policy or (build({**parsed, READINGS: {"readings": []}}) if readable else None)
    early = checked_too_early(policy) if policy else None
    problems += [early] if early else []
    # With worker types that cannot be told, no sentence can be judged that names one.
    unread = set(wanted) - parsed.keys() | {each.file for each in problems if each.file == "workers.toml"}
    check_content(parsed, None if early else policy, problems, unread)
    danger = parse(read(DANGER_FOLDER, problems, (DANGER,)), problems)
    check_dangers(danger, problems)
    version = parsed.get("measure.toml", {}).get("version", "")
    sound = len(problems)
    earlier = sealed_tables(folder, version, parsed.get(VERSIONS, {}), problems)
    kept = None
    if plain is not None and len(problems) == sound and set(GUARD_FILES) <= parsed.keys():
        editions = {name: build(tables) for name, tables in earlier.items()}
        kept = check_guards(parsed, plain, editions, problems)
        # A reading that misses the number or rule it was written for misses it by the slip just told.
        slips = [
            "{}.{}.".format(*each.key.split(".")) for each in problems[sound:] if each.key.count(".") > 1
        ]
        problems = [
            each
            for each in problems
            if each.file != READINGS or not any(slip in each.message for slip in slips)
        ]
        if any(each.key == "in_force_from" for each in problems):
            problems = [each for each in problems if each is not early]
        problems = proved(folder, plain, list(editions.values()), FOLLOWING, problems)
        # A wrong rule makes sentences wrong that are sound, so these are looked at last.
        problems = problems or [*check_prose(parsed, plain), *check_calls(parsed)]
    if problems or policy is None:
        raise PolicyError(problems)
    return Handbook(
        policy=policy,
        kept=kept,
        versions=parsed[VERSIONS],
        packed=pack({"present": {name: parsed[name] for name in FILES}, "earlier": earlier}),
        article_tables=parsed["articles.toml"],
        duties=parsed[DUTIES]["duties"],
        categories=sorted(
            ({**parsed[file], "file": file} for file in categories), key=lambda each: each["article"]
        ),
        examples=parsed[EXAMPLES]["examples"],
        review=parsed[REVIEW],
        consequences=filled(parsed[CONSEQUENCES], policy),
        terms=filled(parsed[GLOSSARY]["terms"], policy),
        questions=filled(parsed[QUESTIONS]["questions"], policy),
        steps=filled(parsed[TRAINERS]["steps"], policy),
        sheet=filled(parsed[SHEET], policy),
        dangers=danger[DANGER]["dangers"],
    )


def _check_text(folder: Path, parsed: dict[str, Any], problems: list[Problem]) -> None:
    """Note where the articles are not the county's text, and take them out, so that nothing rests on them."""
    source = read(folder, problems, (SOURCE,))
    if ARTICLES not in parsed:
        return
    found: list[Problem] = []
    check_articles(parsed, found)
    # A key out of order, or a fault that is no longer in its clause, is told best by the text itself.
    if SOURCE in source and all(each.key.startswith(("text.", "faults")) for each in found):
        wrong = unlike(source[SOURCE], parsed[ARTICLES])
        found = [wrong] if wrong else found
    if found:
        problems += found
        del parsed[ARTICLES]


def check_content(
    parsed: Mapping[str, Any], policy: Policy | None, problems: list[Problem], unread: Collection[str]
) -> None:
    """Note problems of the content files; what rests on a file that could not be read is not looked at.

    Worked examples are tried on the policy, so they are looked at once that is sound.
    """
    places = parsed.get("articles.toml", {}).get("text")
    if not isinstance(places, Mapping):
        return

    def can_be_judged(*files: str) -> bool:
        return not any(each.startswith(file) for file in files for each in unread)

    amounts = ("parameters.toml", "workers.toml")
    if can_be_judged(CATEGORIES):
        items = check_categories(parsed, places, problems)
        if can_be_judged(DUTIES):
            check_duties(parsed, places, items, problems)
    if can_be_judged(EXAMPLES):
        check_examples(parsed, policy, problems)
    if can_be_judged(REVIEW):
        check_review(parsed, places, problems)
    if can_be_judged(CONSEQUENCES, "pay.toml", "readings.toml", "elimination.toml", *amounts):
        check_consequences(parsed, places, problems)
    if can_be_judged(GLOSSARY, QUESTIONS, TRAINERS, *amounts):
        check_answers(parsed, places, list(PAGES), problems)
    if can_be_judged(SHEET, "inputs.toml", *amounts):
        check_sheet(parsed, places, problems)


def check_guards(
    parsed: Mapping[str, Any], policy: Policy, earlier: Mapping[str, Policy], problems: list[Problem]
) -> Policy | None:
    """Note slips in a sound policy, beside its text and its earlier editions; return the newest of these."""
    kept = newest(parsed[VERSIONS], earlier)
    check_versions(parsed[VERSIONS], policy.measure["version"], list(earlier), problems)
    before = len(problems)
    check_figures(parsed[FIGURES], policy, kept, problems)
    told = {each.key.rpartition(".values[")[0] for each in problems[before:]}
    more: list[Problem] = []
    check_old_rows(policy, earlier, more)
    check_changes(policy, kept, more)
    # A number unlike its text is also unlike the row before and the one behind it: it is told once.
    problems += [each for each in more if each.key.rpartition(".values[")[0] not in told - {""}]
    problems += check_names(policy)
    return kept
