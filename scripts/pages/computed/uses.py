"""The pages that cite each place of the measures: duties, items, rules, readings, questions, terms."""

from collections.abc import Iterator
from typing import NamedTuple

from scripts.content.handbook import Handbook


class Use(NamedTuple):
    """A part of a page that cites a place: its name, and its address inside the handbook."""

    name: str
    address: str


def dashed(name: str) -> str:
    """Return an id as an anchor.

    >>> dashed("surplus_reward")
    'surplus-reward'
    """
    return name.replace("_", "-")


def uses(handbook: Handbook) -> dict[str, list[Use]]:
    """Return the uses of each place of the text, in the order of the pages, without repetition."""
    found: dict[str, list[Use]] = {key: [] for key in handbook.policy.text}
    for key, use in _all(handbook):
        if use.address.partition("#")[0] in handbook.pages and use not in found.setdefault(key, []):
            found[key].append(use)
    return found


def _all(handbook: Handbook) -> Iterator[tuple[str, Use]]:
    policy = handbook.policy
    anchor = policy.anchor
    for duty in handbook.duties:
        yield duty["article"], Use(f"职责：{duty['title']}", f"duties#{anchor(duty['article'])}")
    for key, item in handbook.items.items():
        yield key, Use(f"上报类别：{item['title']}", f"categories#{anchor(key)}")
    for category in handbook.categories:
        place = Use(f"上报类别：{category['title']}", f"categories#{anchor(category['article'])}")
        yield category["article"], place
        yield f"{category['article']}.text", place
    for rule in policy.tables.rules.values():
        for key in (rule["article"], *rule["also"]):
            yield key, Use(f"补助：{rule['label']}", "pay#order")
    for parameter in map(policy.tables.parameter, policy.tables.parameters):
        yield parameter.article, Use("补助：标准和单价", "pay#rates")
    for part in ("rewards", "deductions"):
        for row in handbook.consequences[part]:
            for key in row["articles"]:
                yield key, Use(f"奖惩：{row['title']}", f"rewards#{dashed(row['rule'])}")
    for ground in policy.grounds.values():
        yield ground["article"], Use(f"淘汰情形：{ground['label']}", f"rewards#{dashed(ground['id'])}")
    for step in handbook.review["steps"]:
        yield step["article"], Use("复审：办法写明的各步", "review#steps")
    for question in handbook.questions:
        for key in question["articles"]:
            yield key, Use(f"常见问题：{question['question']}", f"faq#{dashed(question['id'])}")
    for reading in policy.readings.values():
        for key in reading.articles:
            yield key, Use(f"理解：{reading.question}", f"readings#{reading.id}")
    for term in handbook.terms:
        if "article" in term:
            yield term["article"], Use(f"名词：{term['term']}", f"glossary#{dashed(term['id'])}")
    for row in (*handbook.sheet["rows"], *handbook.sheet["facts"]):
        for key in row["articles"]:
            yield key, Use("每月自查表", "sheet")
