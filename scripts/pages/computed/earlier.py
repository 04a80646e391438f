"""The figures of an earlier edition, for the sections that the pages print beside the newest one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from calculator import words
from calculator.engine import estimate
from calculator.parameters import Parameter
from calculator.policy import Policy
from calculator.readings import Reading
from calculator.rules import KINDS
from scripts.content.entries import STANDARD
from scripts.content.files import GLOSSARY, PAGES, QUESTIONS
from scripts.content.handbook import Handbook
from scripts.content.months import governed, printed_editions, worked_situation
from scripts.content.placeholders import PLACEHOLDER, each_value, filled
from scripts.content.rows import texts
from scripts.pages.amounts import Amounts, tables
from scripts.pages.computed.pay_tables import Gap, effects, gaps


class Line(NamedTuple):
    """A rule with the figures that it uses, in words, and whether it takes off."""

    rule: Mapping[str, Any]
    figures: str
    deducts: bool
    standard: bool


class Section(NamedTuple):
    """What the pages print of an earlier edition; `name` is part of its anchors."""

    policy: Policy
    label: str
    name: str
    columns: Sequence[Parameter]
    lines: Sequence[Line]
    examples: Sequence[Mapping[str, Any]]
    tables: Sequence[Amounts]


class Unlike(NamedTuple):
    """The readings and open grounds that the newest edition does not have, or has in other words.

    Months of the edition cite them for ever, so they are printed also when its figures no longer are.
    """

    policy: Policy
    label: str
    name: str
    readings: Sequence[Reading]
    effects: Mapping[tuple[str, str], Mapping[str, str]]
    grounds: Sequence[Mapping[str, Any]]


class Before(NamedTuple):
    """An entry of a page in the words of an earlier edition; `gone` if the newest has none with its id."""

    policy: Policy
    label: str
    name: str
    text: str
    articles: Sequence[str]
    advice: bool
    gone: bool


def sections(handbook: Handbook) -> list[Section]:
    """Return the sections of the earlier editions that the pages still print, the last one first."""
    return [_section(handbook, policy) for policy in printed_editions(handbook.policy)[1:]]


def unlike(handbook: Handbook) -> list[Unlike]:
    """Return what earlier editions leave open otherwise than the newest, the last edition first."""
    now, open_now = handbook.policy.readings, _open(handbook.policy)
    found = []
    for policy in handbook.policy.editions[-2::-1]:
        readings = [each for key, each in policy.readings.items() if each != now.get(key)]
        opened = [policy.grounds[key] for key, said in _open(policy).items() if said != open_now.get(key)]
        if readings or opened:
            section = policy, governed(policy), anchor_name(policy), readings, effects(policy), opened
            found.append(Unlike(*section))
    return found


def _open(policy: Policy) -> dict[str, str]:
    """Return what the text leaves open of each ground, by its id; none of which all is said."""
    return {key: ground["open"] for key, ground in policy.grounds.items() if ground["open"]}


def before(handbook: Handbook, file: str, rows: str, words: tuple[str, str]) -> dict[str, list[Before]]:
    """Return by id the entries of a page's file that earlier editions have otherwise, the last first.

    `rows` is the list in the file, `words` are the keys of the entry's name and its text.
    """
    now = {each["id"]: each for each in filled(handbook.files.get(file, {}).get(rows, []), handbook.policy)}
    found: dict[str, list[Before]] = {}
    for policy in handbook.policy.editions[-2::-1]:
        for each in handbook.told.get(policy.version, {}).get(file, {}).get(rows, ()):
            name, text = (each[key] for key in words)
            if [name, text] != [now.get(each["id"], {}).get(key) for key in words]:
                articles = each.get("articles", [each["article"]] if "article" in each else [])
                text, gone, advice = (
                    in_text_of(policy, text),
                    each["id"] not in now,
                    each.get("advice", False),
                )
                entry = Before(policy, governed(policy), name, text, articles, advice, gone)
                found.setdefault(each["id"], []).append(entry)
    return found


def gaps_before(handbook: Handbook) -> list[tuple[Gap, Policy]]:
    """Return the differences between standard and reports that the page told of the earlier editions."""
    told = [(handbook.told.get(each.version, {}), each) for each in handbook.policy.editions[-2::-1]]
    return [
        (gap._replace(text=in_text_of(policy, gap.text)), policy)
        for files, policy in told
        for gap in gaps(policy, files.get(PAGES, {}).get("pay", {}).get("gap"))
    ]


def forgotten(newest: Policy) -> list[tuple[Mapping[str, Any], Policy]]:
    """Return the tables of the rewards, deductions and grounds that no edition has whose figures are printed.

    With each is the last edition that has it.
    """
    known = {key for policy in printed_editions(newest) for key in (*policy.tables.rules, *policy.grounds)}
    found: dict[str, tuple[Mapping[str, Any], Policy]] = {}
    for policy in newest.editions:
        rules = [each for each in policy.tables.rules.values() if each["kind"] not in STANDARD]
        tables = (*rules, *policy.grounds.values())
        found |= {each["id"]: (each, policy) for each in tables if each["id"] not in known}
    return list(found.values())


def in_text_of(policy: Policy, said: str) -> str:
    """Return a sentence whose citations lead to the text of an earlier edition."""
    return said.replace("](text.md#", f"](text/{policy.version}.md#")


def dated(handbook: Handbook) -> set[str]:
    """Return the sentences of the pages that hold for the months of the newest edition only.

    They have a figure of it, or cite its text in an entry that an earlier printed edition does not have.
    """
    policy = handbook.policy
    parameters = policy.tables.parameters
    found = {
        filled(text, policy)
        for _, text in texts(handbook.files)
        if any(name.partition(".")[0] in parameters for name in PLACEHOLDER.findall(text))
    }
    answers = {each["id"]: each["answer"] for each in handbook.questions if each["articles"]}
    terms = {each["id"]: each["means"] for each in handbook.terms if not each["ours"]}
    for earlier in printed_editions(policy)[1:]:
        told = handbook.told.get(earlier.version, {})
        for file, rows, said in ((QUESTIONS, "questions", answers), (GLOSSARY, "terms", terms)):
            known = {each["id"] for each in told.get(file, {}).get(rows, ())}
            found |= {text for key, text in said.items() if key not in known}
    return found


def anchor_name(policy: Policy) -> str:
    """Return the version as a part of an anchor."""
    return policy.version.replace(".", "-")


def _section(handbook: Handbook, policy: Policy) -> Section:
    rules = policy.tables.rules.values()
    lines = [
        Line(rule, "；".join(figures_of(policy, rule)), KINDS[rule["kind"]].DEDUCTS, rule["kind"] in STANDARD)
        for rule in rules
    ]
    standard = [line.rule for line in lines if line.standard]
    columns = {each.id: each for rule in standard for each in _parameters(policy, rule)}
    # The sentence about each step of a count has the newest edition's figures.
    listed = [
        {key: value for key, value in table.items() if key != "each"}
        for table in handbook.said["pay"].get("tables", [])
        if table["input"] in policy.inputs
    ]
    return Section(
        policy=policy,
        label=governed(policy),
        name=anchor_name(policy),
        columns=[each for each in columns.values() if each_value(each, policy) != words.UNLIMITED],
        lines=lines,
        examples=[
            {**each, "result": estimate(policy, worked_situation(policy, each)).shown(policy)}
            for each in handbook.earlier[policy.version].examples
        ],
        tables=tables(policy, listed),
    )


def figures_of(policy: Policy, rule: Mapping[str, Any]) -> list[str]:
    """Return the figures that a rule's table names, and those of its ceilings, in words.

    A limit that the text does not set is left out.
    """
    figures = []
    for each, unit in {each.id: (each, unit) for each, unit in _counted(policy, rule)}.values():
        if (value := each_value(each, policy)) != words.UNLIMITED:
            figures.append(f"{each.label} {value}" + f" {unit}" * (each.unit == "times" and unit != ""))
    for ceiling in policy.tables.ceilings.values():
        if rule.get("id") not in ceiling["covers"]:
            continue
        if "most" in ceiling:
            most = policy.tables.parameter(ceiling["most"])
            figures.append(f"{most.label} {each_value(most, policy)}")
        else:
            sums = "、".join(policy.tables.rules[key]["label"] for key in ceiling["most_of"])
            figures.append(f"和同类的合计，不超过{sums}")
    return figures


def _parameters(policy: Policy, rule: Mapping[str, Any]) -> Iterator[Parameter]:
    return (each for each, _ in _counted(policy, rule))


def _counted(policy: Policy, rule: Mapping[str, Any], unit: str = "") -> Iterator[tuple[Parameter, str]]:
    """Yield the parameters that a rule names, also in its levels and bands, with the unit of their count."""
    unit = policy.units.get(rule.get("counter", ""), unit)
    for value in rule.values():
        if isinstance(value, str) and value in policy.tables.parameters:
            yield policy.tables.parameter(value), unit
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, Mapping):
                    yield from _counted(policy, each, unit)
