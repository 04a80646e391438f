"""The checks of the county's folder that need more than one file, in the order in which they run."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from calculator.errors import Problem
from calculator.loading.folder import EDITIONS, Tables
from calculator.loading.rows import check_clauses, check_ids, ids, unknown
from calculator.loading.text import check_articles
from calculator.policy import Policy
from scripts.content import files
from scripts.content.categories import check_categories, listed_items
from scripts.content.entries import check_entries, consequences
from scripts.content.guards.cited import check_cited
from scripts.content.guards.editions import check_order, check_renamed
from scripts.content.guards.figures import check_figures, check_told
from scripts.content.guards.kept import SEALED, check_versions
from scripts.content.guards.marks import check_marks, wrong_page
from scripts.content.guards.names import check_names, check_titles
from scripts.content.guards.numbers import check_changes, check_old_rows
from scripts.content.guards.prose import check_calls, check_prose
from scripts.content.guards.source import unlike
from scripts.content.months import check_examples
from scripts.content.pages import PAGES
from scripts.content.placeholders import GAP, check_braces, sentence
from scripts.content.reading import read
from scripts.content.rows import Table
from scripts.content.shapes import Formats, check_shapes

# The files in whose texts the pages put numbers.
FILLED = (files.CONSEQUENCES, files.GLOSSARY, files.PAGES, files.QUESTIONS, files.TRAINERS, files.SHEET)


def check_text(folder: Path, parsed: dict[str, Any], problems: list[Problem]) -> list[Problem]:
    """Add the problems of the articles; remove faulty articles from `parsed`."""
    source = read(folder, problems, (files.SOURCE,))
    if files.ARTICLES not in parsed:
        return problems
    found = [each for each in problems if each.file == files.ARTICLES]
    others = [each for each in problems if each not in found]
    if not found:
        check_articles(parsed, found)
        articles = parsed[files.ARTICLES]
        lost = [key for key in articles.get("ids", {}) if key not in articles["text"]]
        found += [Problem(files.ARTICLES, f"ids.{key}", f"原文里没有这一条：{key}") for key in lost]
    # The comparison with the text explains a key out of order, or a changed fault, better.
    if files.SOURCE in source and all(each.key.startswith(("text.", "faults")) for each in found):
        wrong = unlike(source[files.SOURCE], parsed[files.ARTICLES])
        found = [wrong] if wrong else found
    if found:
        del parsed[files.ARTICLES]
    return [*others, *found]


def check_content(
    parsed: Mapping[str, Any],
    content: Mapping[str, Any],
    policy: Policy | None,
    problems: list[Problem],
    unread: Collection[str],
    pages: Sequence[str],
) -> None:
    """Note problems of the content files, without references into `unread` files; `pages` are all pages.

    Examples are computed, so they are checked only with a sound policy.
    """
    places = parsed[files.ARTICLES]["text"]
    check_shapes(content, problems, _references(parsed, pages, unread))
    check_ids(content, problems)
    plain = {file: table for file, table in content.items() if not file.startswith(files.CATEGORIES)}
    check_clauses(plain, places, problems)
    if files.CATEGORIES in pages and not any(file.startswith(files.CATEGORIES) for file in unread):
        check_categories(parsed, places, problems)
    if policy and files.EXAMPLES in parsed:
        check_examples(parsed, policy, problems)
    check_entries({**parsed, **content}, places, unread, problems)


def check_guards(
    folder: Path,
    parsed: Mapping[str, Any],
    policy: Policy,
    earlier: Mapping[str, Policy],
    problems: list[Problem],
) -> Policy | None:
    """Compare a sound policy with its text and earlier editions; return the newest earlier edition."""
    before_it = [earlier[version] for version in parsed[files.VERSIONS]["versions"] if version in earlier]
    kept = before_it[-1] if before_it else None
    before = len(problems)
    check_versions(folder, parsed[files.VERSIONS], policy.measure["version"], list(earlier), problems)
    if len(problems) == before:
        problems += check_order(parsed[files.VERSIONS], earlier, policy)
        if len(problems) > before:
            # The text and the numbers of editions in the wrong order do not belong together.
            return kept
    problems += check_renamed(before_it, policy)
    before = len(problems)
    check_figures(parsed[files.FIGURES], policy, problems)
    told = {each.key.rpartition(".values[")[0] for each in problems[before:]}
    more: list[Problem] = []
    check_old_rows(policy, earlier, more)
    check_changes(policy, kept, more)
    # A number that differs from its text also differs from its neighbouring rows: report it once.
    problems += [each for each in more if each.key.rpartition(".values[")[0] not in told - {""}]
    problems += [*check_titles(parsed, policy), *check_names(policy)]
    return kept


def check_earlier(
    earlier: Mapping[str, Tables], policies: Mapping[str, Policy], versions: Table
) -> Iterator[Problem]:
    """Yield the problems of earlier editions that are not sealed: copied by hand, they were never checked."""
    for version, tables in earlier.items():
        if version in versions.get(SEALED, ()):
            continue
        policy = policies[version]
        own = {file: table for file, table in tables.items() if file != files.ARTICLES}
        for each in (
            *check_titles(tables, policy),
            *check_names(policy),
            *check_told(policy),
            *check_cited(own, policy),
            *check_marks(tables, PAGES),
        ):
            yield each._replace(file=f"{EDITIONS}/{version}/{each.file}")


def check_sentences(parsed: Mapping[str, Any], policy: Policy, pages: Collection[str]) -> list[Problem]:
    """Return the problems of sentences that the schemas cannot see: marks, numbers and clauses in them."""
    told = {file: table for file, table in parsed.items() if file != files.ARTICLES}
    return list(check_braces(parsed, FILLED)) or [
        *check_prose(parsed, policy),
        *check_calls(parsed),
        *check_marks(parsed, pages),
        *check_cited(told, policy),
    ]


def _references(parsed: Table, pages: Sequence[str], unread: Collection[str]) -> Formats:
    """Return the checks of the schemas' formats, without references into files that could not be loaded."""
    told = consequences(parsed)
    known = {
        "reward": (files.PAY, "奖励", told["rewards"]),
        "deduction": (files.PAY, "扣款", told["deductions"]),
        "ground": (files.ELIMINATION, "淘汰情形", told["grounds"]),
        "reading": (files.READINGS, "理解", ids(parsed, files.READINGS, "readings")),
        "input": (files.INPUTS, "次数", ids(parsed, files.INPUTS, "inputs")),
        "parameter": (files.PARAMETERS, "数", ids(parsed, files.PARAMETERS, "parameters")),
        "fact": (files.INPUTS, "问题", ids(parsed, files.INPUTS, "facts")),
        "item": (files.CATEGORIES, "类别", listed_items(parsed)),
    }
    found: dict[str, partial[str | None]] = {
        name: partial(unknown, allowed=allowed, what=what)
        for name, (file, what, allowed) in known.items()
        if not any(each.startswith(file) for each in unread)
    }
    amounts = {"sentence": sentence(parsed), "gap": sentence(parsed, more=GAP)}
    if {files.PARAMETERS, files.WORKERS, files.PAY} & set(unread):
        amounts = {}
    return {**found, **amounts, "page": partial(wrong_page, pages)}
