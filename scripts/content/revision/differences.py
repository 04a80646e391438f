"""What a revision changes, as lists: numbers, lines, counts, worker types, grounds and readings."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from calculator.policy import Policy
from scripts.content.revision.clauses import cited
from scripts.content.revision.numbers import numbers
from scripts.content.revision.pair import Pair
from scripts.content.revision.tables import (
    SECTIONS,
    SETTLEMENT,
    WORDS,
    Node,
    reshaped,
    section,
    table,
)
from scripts.content.rows import Table

# The key of a ground that names the worker types to which it applies.
_WHOM = "applies_to"
_PAID = {"month": "当月发", "unsaid": "没有写什么时候发", "quarter": "按季发", "year_end": "年底发"}


class Item(NamedTuple):
    """Something else that changes: what it is, what happens to it, and its clause's key in an edition."""

    label: str
    how: str
    edition: Policy
    key: str
    stated: bool = True

    @property
    def clause(self) -> str:
        """Return the name of its clause."""
        return self.edition.clause(self.key)


def lines(pair: Pair) -> list[Item]:
    """Return the lines, scores, shares and ceilings that are new, gone, or computed another way."""
    differing, found = reshaped(pair), []
    for kind in (*SECTIONS, SETTLEMENT):
        keys = [key for side in (pair.new, pair.old) for key in section(side, kind)]
        for node in (Node(kind, key) for key in dict.fromkeys(keys if kind != SETTLEMENT else [""])):
            if node in differing:
                old, new = (table(side, node) for side in (pair.old, pair.new))
                label = _label(pair, kind, new or old or {})
                found.append(Item(label, _how(old, new), *cited(pair, old, new)))
    return found


def counts(pair: Pair) -> list[Item]:
    """Return the counts that are asked newly, and those that are no longer asked."""
    old, new = pair.old.policy.inputs, pair.new.policy.inputs
    first = pair.new.month.chinese
    asked = [
        Item(each.label, f"{first}起要填（{each.hint}）", pair.new.policy, each.article)
        for key, each in new.items()
        if key not in old
    ]
    gone = [
        Item(each.label, f"{first}起不再问；以前的月份照旧要填", pair.old.policy, each.article)
        for key, each in old.items()
        if key not in new
    ]
    return [*asked, *gone]


def grounds(pair: Pair) -> list[Item]:
    """Return the grounds for elimination that are new, gone, or judged another way."""
    old, new = pair.old.policy.grounds, pair.new.policy.grounds
    found = _names(pair, old, new, "label")
    for key, each in new.items():
        if key in old and _judged(old[key]) != _judged(each):
            found.append(Item(each["label"], _judged_now(pair, old[key], each), *cited(pair, old[key], each)))
    return found


def readings(pair: Pair) -> list[Item]:
    """Return the readings that are settled, and those that are new or have other alternatives."""
    old, new = pair.old.policy.readings, pair.new.policy.readings
    found = []
    for key in dict.fromkeys([*new, *old]):
        policy = pair.new.policy if key in new else pair.old.policy
        reading = policy.readings[key]
        if key not in old:
            how = "新办法没有写清楚的地方"
        elif key not in new:
            how = "新办法写清楚了，不再有别的理解"
        elif set(old[key].options) != set(new[key].options):
            how = "可以怎样理解，和以前不同了"
        elif new[key].settled(pair.new.month) and not old[key].settled(pair.old.month):
            how = f"{pair.new.month.chinese}起有了答复：{new[key].answered}"
        else:
            continue
        found.append(Item(reading.question, how, policy, reading.articles[0]))
    return found


def others(pair: Pair) -> dict[str, list[Item]]:
    """Return all other changes by what they are."""
    return {
        "算法": lines(pair),
        "次数": counts(pair),
        "类型": _names(pair, pair.old.policy.workers, pair.new.policy.workers, "name"),
        "淘汰情形": grounds(pair),
        "理解": readings(pair),
    }


def unstated(pair: Pair) -> Iterator[str]:
    """Yield a sentence for each change whose clause has the same text in both editions."""
    for each in numbers(pair):
        if not each.stated and not each.alone:
            yield f"{each.label}（{each.workers}）{each.old} → {each.new}，{each.clause}的条文没有改"
    for item in (*lines(pair), *grounds(pair)):
        if not item.stated:
            yield f"{item.label}：{item.how}，{item.clause}的条文没有改"


def _label(pair: Pair, kind: str, own: Table) -> str:
    if kind == SETTLEMENT:
        return "扣款比应得多的时候怎样发"
    if "label" in own:
        return str(own["label"])
    rules = {**section(pair.old, "rules"), **section(pair.new, "rules")}
    covered = "、".join(rules[each]["label"] for each in own["covers"] if each in rules)
    return f"{covered}{'合计的上限' if kind == 'ceilings' else '发多少'}"


def _how(old: Table | None, new: Table | None) -> str:
    if old is None:
        return "新增"
    if new is None:
        return "取消"
    paid = [_PAID.get(str(each.get("paid")), "") for each in (old, new)]
    when = f"{paid[0]} → {paid[1]}" if paid[0] != paid[1] else ""
    rest = [{key: each[key] for key in each if key not in (*WORDS, "paid")} for each in (old, new)]
    return "；".join(filter(None, (when, "算法换了" if rest[0] != rest[1] else "")))


def _names(pair: Pair, old: Mapping[str, Table], new: Mapping[str, Table], label: str) -> list[Item]:
    sides = ((new, old, pair.new.policy, "新增"), (old, new, pair.old.policy, "取消"))
    return [
        Item(each[label], how, policy, each["article"])
        for some, others, policy, how in sides
        for key, each in some.items()
        if key not in others
    ]


def _judged_now(pair: Pair, old: Table, new: Table) -> str:
    """Return how a ground is judged now: for whom, or otherwise than before."""
    if {**_judged(old), _WHOM: None} == {**_judged(new), _WHOM: None} and _WHOM in new:
        return f"只管{'、'.join(pair.workers[each] for each in new[_WHOM])}"
    return "判断的办法换了"


def _judged(ground: Table) -> dict[str, Any]:
    said = ("label", "article", "quote", "says", "decides", "open", "settles", "times")
    return {key: inner for key, inner in ground.items() if key not in said}
