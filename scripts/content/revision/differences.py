"""What a revision changes, as lists: numbers, lines, counts, worker types, grounds and readings."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from calculator.policy import Policy
from scripts.content.revision.clauses import cited
from scripts.content.revision.numbers import numbers
from scripts.content.revision.pair import Pair, Side
from scripts.content.revision.tables import (
    SCORES,
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
            old, new = (table(side, node) for side in (pair.old, pair.new))
            if node in differing or _when(old, new):
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
        if key not in old:
            continue
        scores = _scored(pair.old, old[key]), _scored(pair.new, each)
        if bool(scores[0]) != bool(scores[1]):
            found.append(Item(each["label"], _results_now(pair, scores[1]), *cited(pair, *scores)))
        if how := _judged_now(pair, old[key], each):
            found.append(Item(each["label"], how, *cited(pair, old[key], each)))
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
    rest = [{key: each[key] for key in each if key not in (*WORDS, "paid")} for each in (old, new)]
    return "；".join(filter(None, (_when(old, new), "算法换了" if rest[0] != rest[1] else "")))


def _when(old: Table | None, new: Table | None) -> str:
    """Return when a line of both editions was paid and is paid now; empty if nothing changes."""
    if not old or not new or old.get("paid") == new.get("paid"):
        return ""
    return f"{_PAID[old['paid']]} → {_PAID[new['paid']]}"


def _names(pair: Pair, old: Mapping[str, Table], new: Mapping[str, Table], label: str) -> list[Item]:
    sides = ((new, old, pair.new.policy, "新增"), (old, new, pair.old.policy, "取消"))
    return [
        Item(each[label], how, policy, each["article"])
        for some, others, policy, how in sides
        for key, each in some.items()
        if key not in others
    ]


def _scored(side: Side, ground: Table) -> Table | None:
    """Return the score that decides the results by which a ground judges, None if no score decides them."""
    fact = side.policy.month_facts.get(ground["fact"])
    return next(iter(section(side, SCORES).values()), None) if fact and fact.kind == "result" else None


def _results_now(pair: Pair, score: Table | None) -> str:
    """Return whence the results come now by which a ground judges."""
    first = pair.new.month.chinese
    if score is None:
        return f"{first}起的月份，合格不合格只看公布的结果"
    return (
        f"{first}起填了次数的月份，合格不合格看算出的{score['label']}；"
        "没有填次数的月份和以前的月份，看公布的结果"
    )


def _judged_now(pair: Pair, old: Table, new: Table) -> str:
    """Return how a ground is judged now: for whom, and otherwise than before; empty if as before."""
    was, now = _judged(pair.old, old), _judged(pair.new, new)
    whom = was.pop(_WHOM, None), now.pop(_WHOM, None)
    said = f"只管{'、'.join(pair.workers[each] for each in whom[1])}" if whom[1] else "各类都管"
    return "；".join([said] * (whom[0] != whom[1]) + ["判断的办法换了"] * (was != now))


def _judged(side: Side, ground: Table) -> dict[str, Any]:
    """Return what decides a ground, with its fact of a month in place of that fact's id."""
    said = ("label", "article", "quote", "says", "decides", "open", "settles", "times")
    own = {key: inner for key, inner in ground.items() if key not in said}
    fact = side.policy.month_facts.get(ground["fact"])
    return {**own, "fact": (fact.kind, fact.counter)} if fact else own
