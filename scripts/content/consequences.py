"""consequences.toml: what earns, costs or may end the work: what counts, what does not, who decides."""

from collections.abc import Mapping
from typing import Any

from calculator.schema import Check, check_names, check_rows, clause_in, list_of, one_of, text
from scripts.content.placeholders import sentence
from scripts.content.rows import Problems, Table, check_complete, check_once, keys

FILE = "consequences.toml"
PARTS = ("rewards", "deductions", "grounds")


def check_consequences(parsed: Table, places: Table, problems: Problems) -> None:
    """Note what is wrong; every reward and deduction of pay.toml, and every ground, must be there."""
    told, rules = sentence(parsed), _ids(parsed, "pay.toml", "rules")
    both: dict[str, Check] = {"triggers": told, "spares": told, "keywords": list_of(text, 1)}
    rule: dict[str, Check] = {
        "articles": list_of(clause_in(places), 1),
        "title": text,
        **both,
        "decides": told,
        "undecided": lambda value: None if value == "" else told(value),
        "readings": list_of(one_of(_ids(parsed, "readings.toml", "readings"), "理解")),
    }
    check_names(parsed[FILE], PARTS, FILE, problems)
    for name, key, what, wanted, spec in (
        ("rewards", "rule", "奖励", [each for each in rules if each.endswith("_reward")], rule),
        ("deductions", "rule", "扣款", [each for each in rules if each.endswith("_deduction")], rule),
        ("grounds", "ground", "淘汰情形", _ids(parsed, "elimination.toml", "grounds"), both),
    ):
        check_rows(parsed, FILE, name, {key: one_of(wanted, what), **spec}, problems)
        listed = keys(parsed[FILE].get(name), key)
        check_complete(FILE, name, listed, wanted, problems)
        check_once(FILE, name, listed, problems)


def _ids(parsed: Mapping[str, Any], file: str, name: str) -> list[str]:
    return keys(parsed.get(file, {}).get(name), "id")
