"""Clauses typed in sentences, such as 第十二条第三项: places of the text, which say what is told of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from calculator import clauses
from calculator.errors import Problem
from calculator.loading.text import within
from calculator.policy import Policy
from calculator.rules import KINDS
from scripts.content.rows import Table, texts

_NUMBER = "[零一二三四五六七八九十百0-9]+"
_CITED = re.compile(f"第({_NUMBER})条(?:第({_NUMBER})(?:类|项)(?:第({_NUMBER})项)?|(末段))?")
_NUMERALS = {clauses.numeral(number): str(number) for number in range(1, 100)}
# A quote from the clause that stands before it, and clauses in brackets behind what they are cited for.
_QUOTED = re.compile("(?:写明|写的是|写着|说的是)?「([^」]+)」")
_BRACKETS = re.compile("([^。；，（）「」]*)（([^（）]*)）")
# 按第…条计 and 按第…条扣 cite clauses of the pay.
_COUNTED, _TAKEN_OFF = "计", "扣"


class Citation(NamedTuple):
    """A clause typed in a text: its key, as it is typed, and where it ends."""

    key: str
    typed: str
    end: int


def citations(said: str) -> list[Citation]:
    """Return the clauses typed in a text.

    >>> [each.key for each in citations("见第十二条第三项、第14条第一类第2项和第十三条末段")]
    ['12.3', '14.1.2', '13.end']
    """
    found = []
    for match in _CITED.finditer(said):
        *numbers, end = match.groups()
        parts = [_NUMERALS.get(each, each) for each in numbers if each]
        found.append(Citation(".".join([*parts, *(["end"] if end else [])]), match[0], match.end()))
    return found


def check_cited(tables: Mapping[str, Table], policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each text with a clause that does not exist or does not say what is told of it."""
    pay = {
        deducts: [
            key
            for rule in policy.tables.rules.values()
            if KINDS[rule["kind"]].DEDUCTS is deducts
            for key in (rule["article"], *rule["also"])
        ]
        for deducts in (False, True)
    }
    for file, table in tables.items():
        for key, said in texts(table):
            if "条" not in said:
                continue
            wrong = next(
                (wrong for each in citations(said) if (wrong := _wrong(policy, pay, said, each))), ""
            )
            if wrong or (wrong := _misplaced(policy, said)):
                yield Problem(file, key, wrong)


def _wrong(policy: Policy, pay: Mapping[bool, Sequence[str]], said: str, cited: Citation) -> str:
    """Return what is wrong with a cited clause, empty if nothing is."""
    if cited.key not in policy.text:
        return f"原文里没有{cited.typed}，看看是第几条"
    quoted = _QUOTED.match(said, cited.end)
    if quoted and quoted[1] not in _text(policy, cited.key):
        return f"{cited.typed}里没有「{quoted[1]}」，照原文改"
    before, behind = said[: cited.end - len(cited.typed)], said[cited.end : cited.end + 1]
    if before.endswith("按") and behind in (_COUNTED, _TAKEN_OFF):
        clauses = pay[behind == _TAKEN_OFF]
        if not any(within(each, cited.key) or within(cited.key, each) for each in clauses):
            what = "扣款" if behind == _TAKEN_OFF else "补助、奖励"
            return f"{cited.typed}不是{what}的条款，看看是第几条"
    return ""


def _misplaced(policy: Policy, said: str) -> str:
    """Return what is wrong with clauses cited for a body that none of them names, empty if nothing is."""
    bodies = {policy.measure[who] for who in ("interpreter", "assessor", "reviewer")}
    for before, inside in _BRACKETS.findall(said):
        cited = citations(inside)
        named = [name for name in bodies if name in before]
        told = "".join(_text(policy, each.key) for each in cited)
        if cited and named and not any(name in told for name in named):
            return f"{'、'.join(each.typed for each in cited)}里没有{'、'.join(named)}，看看是第几条"
    return ""


def _text(policy: Policy, clause: str) -> str:
    return "".join(says for key, says in policy.text.items() if within(key, clause))
