"""The handbook: the policy and the texts of the pages, loaded and checked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculator import words
from calculator.errors import PolicyError, Problem
from calculator.loading.checks import check
from calculator.loading.folder import DEFAULT_FOLDER, FILES
from calculator.loading.rows import TWICE, check_clauses, check_ids
from calculator.loading.text import check_articles
from calculator.policy import Policy, build, pack
from scripts.content.categories import DISPUTES, DISPUTES_TEXT, check_categories
from scripts.content.categories import FOLDER as CATEGORIES
from scripts.content.entries import (
    CONSEQUENCES,
    DANGER,
    DANGER_FOLDER,
    DUTIES,
    GLOSSARY,
    QUESTIONS,
    REVIEW,
    SHEET,
    TRAINERS,
    check_entries,
)
from scripts.content.guards.dates import checked_too_early
from scripts.content.guards.figures import FILE as FIGURES
from scripts.content.guards.figures import check_figures
from scripts.content.guards.folder import category_files
from scripts.content.guards.kept import FILE as VERSIONS
from scripts.content.guards.kept import check_versions, newest
from scripts.content.guards.names import check_names
from scripts.content.guards.numbers import check_changes, check_old_rows
from scripts.content.guards.proofs import proved
from scripts.content.guards.prose import check_calls, check_prose
from scripts.content.guards.seals import sealed_tables
from scripts.content.guards.source import ARTICLES, unlike
from scripts.content.guards.source import FILE as SOURCE
from scripts.content.months import FILE as EXAMPLES
from scripts.content.months import check_examples
from scripts.content.placeholders import filled
from scripts.content.reading import parse, read
from scripts.content.references import references
from scripts.content.rows import Table
from scripts.content.shapes import check_shapes

CONTENT_FILES = (DUTIES, EXAMPLES, REVIEW, CONSEQUENCES, GLOSSARY, QUESTIONS, TRAINERS, SHEET)
GUARD_FILES = (FIGURES, VERSIONS)
READINGS = "readings.toml"
# Every page by its name in addresses, with its title, in reading order; mkdocs.yml groups them.
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


@dataclass(frozen=True, slots=True)
class Handbook:
    """Everything that the pages print: the policy and the texts around it."""

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
        """Return the text of an item's clause; for a dispute, its part of the disputes' paragraph."""
        if "quote" not in item:
            text: str = self.policy.text[item["article"]]
            return text
        paragraph = self.policy.text[DISPUTES_TEXT]
        last = [each["quote"] for each in self.items.values() if "quote" in each][-1]
        gap = "" if item["quote"] == last else "……"
        return f"{item['quote']}{gap}{paragraph.partition(last)[2]}"

    def clause_of(self, item: Table) -> str:
        """Return the name of an item's clause; a dispute has no number, so its name has its words."""
        if "quote" not in item:
            return words.clause(item["article"])
        return f"{words.clause(DISPUTES)}“{item['quote']}”"


def load(folder: Path = DEFAULT_FOLDER) -> Handbook:
    """Load and check a county's folder with all texts; raise PolicyError with every problem."""
    problems: list[Problem] = []
    categories = category_files(folder)
    wanted = (*FILES, *CONTENT_FILES, *GUARD_FILES, *categories)
    parsed = parse(read(folder, problems, wanted), problems)
    shaped = {file: table for file, table in parsed.items() if file in (*FILES, *GUARD_FILES)}
    check_shapes(shaped, problems)
    problems = _check_text(folder, parsed, problems)
    before = len(problems)
    check({file: parsed[file] for file in FILES if file in parsed}, problems)
    if len(problems) > before:
        # Loaded only if there are problems.
        from scripts.content.guards.followers import told_once

        problems = told_once(problems)
    wrong = [each.file for each in problems]
    engine = set(FILES) & {*wrong, *(set(FILES) - parsed.keys())}
    policy = None if engine else build(parsed)
    # A wrong amount also causes problems in readings, so the guards run without readings too.
    readable = READINGS in parsed and engine <= {READINGS}
    plain = policy or (build({**parsed, READINGS: {"readings": []}}) if readable else None)
    early = checked_too_early(policy) if policy else None
    problems += [early] if early else []
    # Sentences that name a worker type, or an id that two rows have, cannot be judged.
    twice = {each.file for each in problems if each.message == TWICE}
    unread = set(wanted) - parsed.keys() | ({"workers.toml"} & set(wrong)) | twice
    danger = parse(read(DANGER_FOLDER, problems, (DANGER,)), problems)
    content = {file: table for file, table in parsed.items() if file not in shaped} | danger
    if ARTICLES in parsed:
        check_content(parsed, content, None if early else policy, problems, unread)
    version = parsed.get("measure.toml", {}).get("version", "")
    guarded = set(GUARD_FILES) <= parsed.keys() - set(wrong)
    sound = len(problems)
    earlier = sealed_tables(folder, version, parsed[VERSIONS] if guarded else {}, problems)
    kept = None
    if plain is not None and len(problems) == sound and guarded:
        editions = {name: build(tables) for name, tables in earlier.items()}
        kept = check_guards(parsed, plain, editions, problems)
        # A reading whose patch has no effect because of a mistake already reported is not reported.
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
        # A mistake in another file also causes problems in readings and examples.
        problems = proved(folder, plain, list(editions.values()), (READINGS, EXAMPLES), problems)
        # A wrong rule also causes problems in sentences, so sentences are checked last.
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


def _check_text(folder: Path, parsed: dict[str, Any], problems: list[Problem]) -> list[Problem]:
    """Add the problems of the articles; remove faulty articles from `parsed`."""
    source = read(folder, problems, (SOURCE,))
    if ARTICLES not in parsed:
        return problems
    found = [each for each in problems if each.file == ARTICLES]
    others = [each for each in problems if each not in found]
    if not found:
        check_articles(parsed, found)
    # The comparison with the text explains a key out of order, or a changed fault, better.
    if SOURCE in source and all(each.key.startswith(("text.", "faults")) for each in found):
        wrong = unlike(source[SOURCE], parsed[ARTICLES])
        found = [wrong] if wrong else found
    if found:
        del parsed[ARTICLES]
    return [*others, *found]


def check_content(
    parsed: Mapping[str, Any],
    content: Mapping[str, Any],
    policy: Policy | None,
    problems: list[Problem],
    unread: Collection[str],
) -> None:
    """Note problems of the content files, without references into `unread` files.

    Examples are computed, so they are checked only with a sound policy.
    """
    places = parsed[ARTICLES]["text"]
    check_shapes(content, problems, references(parsed, list(PAGES), unread))
    check_ids(content, problems)
    plain = {file: table for file, table in content.items() if not file.startswith(CATEGORIES)}
    check_clauses(plain, places, problems)
    if not any(file.startswith(CATEGORIES) for file in unread):
        check_categories(parsed, places, problems)
    if policy and EXAMPLES in parsed:
        check_examples(parsed, policy, problems)
    check_entries({**parsed, **content}, places, unread, problems)


def check_guards(
    parsed: Mapping[str, Any], policy: Policy, earlier: Mapping[str, Policy], problems: list[Problem]
) -> Policy | None:
    """Compare a sound policy with its text and earlier editions; return the newest earlier edition."""
    kept = newest(parsed[VERSIONS], earlier)
    check_versions(parsed[VERSIONS], policy.measure["version"], list(earlier), problems)
    before = len(problems)
    check_figures(parsed[FIGURES], policy, kept, problems)
    told = {each.key.rpartition(".values[")[0] for each in problems[before:]}
    more: list[Problem] = []
    check_old_rows(policy, earlier, more)
    check_changes(policy, kept, more)
    # A number that differs from its text also differs from its neighbouring rows: report it once.
    problems += [each for each in more if each.key.rpartition(".values[")[0] not in told - {""}]
    problems += check_names(policy)
    return kept
