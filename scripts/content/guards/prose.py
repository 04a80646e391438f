"""Sentences of the pages: numbers of another rule, of another worker type, or in no clause."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from calculator.errors import Problem
from calculator.loading.text import within
from calculator.policy import Policy
from scripts.content import files
from scripts.content.entries import PARTS
from scripts.content.rows import Table, parts, tables, texts

_PLACEHOLDER = re.compile(r"\{([a-z_]+)(?:\.([a-z_]+))?\}")
_TIMES = re.compile(r"([二两三四五六七八九十\d]+) ?(次|个月|日|天)")
# The number to call first for an event, as in policy/danger.toml; another number is a mistake.
_CALLS = {"着火": "119", "受伤": "120", "正在发生": "110"}
_CALL = re.compile(rf"({'|'.join(_CALLS)})打 ?(\d+)")
_PARTS = {
    files.CONSEQUENCES: tuple(PARTS),
    files.SHEET: ("rows",),
    files.QUESTIONS: ("questions",),
    files.GLOSSARY: ("terms",),
    files.REVIEW: ("steps",),
}


def check_prose(parsed: Mapping[str, Table], policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each placeholder of another entry's number or of another worker type."""
    for file, place, row in _rows(parsed):
        for key, said in texts(row, key=place):
            for found in _PLACEHOLDER.finditer(said):
                name, worker = found.groups()
                own = _numbers(policy, row)
                if own is not None and name not in own:
                    label = policy.tables.parameters[name]["label"]
                    wrong = f"{{{name}}} 是「{label}」，不是这一项的数；写错了就换，要说它就写上它的条款"
                    yield Problem(file, key, wrong)
                named = _named_before(policy, f"{row.get('question', '')}{said[: found.start()]}")
                if worker and named not in ("", worker):
                    wrong = f"前面说的是{policy.workers[named]['short']}，{found[0]} 却是另一类的数"
                    yield Problem(file, key, wrong)


def check_calls(parsed: Mapping[str, Table]) -> Iterator[Problem]:
    """Yield a problem for each sentence of a duty or an answer with a wrong number to call."""
    for file, part in ((files.DUTIES, "duties"), (files.QUESTIONS, "questions")):
        for key, said in texts(parsed.get(file, {}).get(part), key=part):
            for what, number in _CALL.findall(said):
                if number != _CALLS[what]:
                    yield Problem(file, key, f"{what}打 {_CALLS[what]}，这里写的是 {number}")


def odd_times(parsed: Mapping[str, Table], policy: Policy) -> Iterator[str]:
    """Yield a sentence for each count or day that is neither in the entry's clauses nor in its question."""
    for file, place, row in _rows(parsed):
        for key, said in texts(row, key=place):
            for number, unit in _TIMES.findall(said):
                clauses = _clauses(policy, row)
                known = "".join(says for place, says in policy.text.items() if _within(place, clauses))
                allowed = f"{known}{row.get('question', '')}".replace("二", "两")
                if clauses and f"{number}{unit}".replace("二", "两") not in allowed:
                    names = "、".join(policy.clause(each) for each in sorted(clauses))
                    yield f"{file} 的 {key} 说「{number}{unit}」，{names}里没有；看看是不是写错了"


def _rows(parsed: Mapping[str, Table]) -> Iterator[tuple[str, str, Table]]:
    """Yield each entry that may mention numbers, with its file and its key."""
    for file, names in _PARTS.items():
        for part in names:
            for place, row in enumerate(tables(parsed.get(file, {}).get(part))):
                yield file, f"{part}[{place}]", row


def _numbers(policy: Policy, row: Table) -> set[str] | None:
    """Return the numbers that an entry may mention: those of its rules or clauses; None for all."""
    rules = policy.tables.rules.values()
    if "rule" in row or "input" in row:
        own = [rule for rule in rules if rule["id"] == row.get("rule") or _reads(rule, row.get("input"))]
        covered = {rule["id"] for rule in own}
        pay = policy.tables
        every = (*pay.ceilings.values(), *pay.shares.values())
        covering = [each for each in every if covered & set(each["covers"])]
        by = [each.get("by") for each in covering]
        scores = [each for key, each in pay.scores.items() if key in by or _reads(each, row.get("input"))]
        named = [part for each in (*own, *covering, *scores) for part in parts(each)]
        if "input" in row and any("levels" in rule for rule in own):
            named = [part for part in named if part.get("counter") == row["input"]]
        return {str(value) for part in named for value in part.values()}
    clauses = _clauses(policy, row)
    if not clauses:
        return None
    return {key for key, each in policy.tables.parameters.items() if _within(each["article"], clauses)}


def _reads(rule: Table, counter: Any) -> bool:
    return counter in [part.get("counter") for part in parts(rule)] if counter else False


def _clauses(policy: Policy, row: Table) -> set[str]:
    ground = policy.grounds.get(str(row.get("ground")))
    return {
        *row.get("articles", ()),
        *([row["article"]] if "article" in row else []),
        *([ground["article"]] if ground else []),
    }


def _within(key: str, clauses: set[str]) -> bool:
    return any(within(key, each) for each in clauses)


def _named_before(policy: Policy, said: str) -> str:
    """Return the worker type that a text names last, empty if it names none."""
    places = {key: said.rfind(worker["short"]) for key, worker in policy.workers.items()}
    last = max(places, key=lambda key: places[key])
    return last if places[last] >= 0 else ""
