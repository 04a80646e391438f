"""One edition beside the one before: their first days, what is gone, and ids that mean something else."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from operator import attrgetter
from typing import Any

from calculator.errors import Problem
from calculator.loading.folder import EDITIONS
from calculator.policy import Policy
from scripts.content import files
from scripts.content.rows import Table

# What has ids: its name in messages, its place in the policy, the keys of its name and its clause, and
# whether an id that is gone needs a reminder.
_WITH_IDS = (
    ("次数", "inputs", "label", "article", True),
    ("网格员类型", "workers", "name", "names_in_text", True),
    ("问题", "facts", "label", "article", True),
    ("理解", "readings", "question", "quote", True),
    ("算法", "tables.rules", "label", "article", True),
    ("淘汰情形", "grounds", "label", "article", True),
    ("数", "tables.parameters", "label", "article", False),
)

# What the records of months have, with its file.
_RECORDED = {"inputs": files.INPUTS, "workers": files.WORKERS, "facts": files.INPUTS}


def check_order(versions: Table, earlier: Mapping[str, Policy], policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each edition that does not begin after the one before it in versions.toml."""
    every = {**earlier, policy.version: policy}
    for one, other in pairwise(every[version] for version in versions["versions"]):
        if one.first < other.first:
            continue
        file = files.MEASURE if other is policy else f"{EDITIONS}/{other.version}/{files.MEASURE}"
        if one.first == other.first:
            wrong = f"{one.version} 版和 {other.version} 版都从{one.first.chinese}起用，一个月只能有一版"
        else:
            wrong = f"{other.version} 版从 {other.in_force} 起，比前一版 {one.version} 的 {one.in_force} 还早"
        yield Problem(file, "in_force_from", f"{wrong}；改成 {other.version} 版施行的日期")


def check_renamed(earlier: Iterable[Policy], policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each name that an earlier edition has under another id.

    Tables that a worker exported have names only, so the count of one would be read as that of the other.
    """
    for _, place, label, _, _ in _WITH_IDS:
        if place not in _RECORDED:
            continue
        now = {_value(each, label): key for key, each in getattr(policy, place).items()}
        for edition in earlier:
            for key, each in getattr(edition, place).items():
                name = _value(each, label)
                if now.get(name, key) != key:
                    yield Problem(
                        _RECORDED[place],
                        f"{place}.{now[name]}",
                        f"「{name}」在 {edition.version} 版的编号是 {key}：是同一项就改回 {key}，"
                        "另一项就换个名称；不然以前的记录、链接和表格会对不上",
                    )


def gone(policy: Policy, kept: Policy) -> Iterator[str]:
    """Yield a sentence for each name that only the edition before has, and for each id of another meaning."""
    old, new = kept.version, policy.version
    for what, place, label, clause, told in _WITH_IDS:
        before, now = (attrgetter(place)(each) for each in (kept, policy))
        if told:
            # A question is too long for a list.
            named = label != "question"
            names = {
                key: f"「{_value(row, label)}」（{key}）" if named else key for key, row in before.items()
            }
            yield from _lost(policy, kept, what, names, now)
        for key in (key for key in before if key in now):
            was, called = (_value(each[key], label) for each in (before, now))
            if was != called and _value(before[key], clause) != _value(now[key], clause):
                yield (
                    f"{what} {key} 在 {old} 版是「{was}」，{new} 版是「{called}」："
                    "编号相同的，各月记录当成同一项；不是同一项就换一个编号"
                )
    names = {key: f"{kept.clause(key)}（{key}）" for key in kept.text}
    yield from _lost(policy, kept, "条款", names, policy.text, "，text#art-编号 的地址带到旧版的条文")
    for key, reading in kept.readings.items():
        if key in policy.readings:
            own = policy.readings[key].options
            names = {option: f"「{each.label}」（{option}）" for option, each in reading.options.items()}
            yield from _lost(policy, kept, f"理解 {key} 的选法", names, own)


def _lost(
    policy: Policy,
    kept: Policy,
    what: str,
    names: Mapping[str, str],
    now: Collection[str],
    more: str = "",
) -> Iterator[str]:
    lost = [name for key, name in names.items() if key not in now]
    if lost:
        months = f"{policy.first.previous.chinese}和以前的月份照旧{more}"
        yield (
            f"{kept.version} 版有的{what} {'、'.join(lost)}，{policy.version} 版没有了：{months}；"
            "编号改了就改回去"
        )


def _value(row: Any, key: str) -> Any:
    return row[key] if isinstance(row, Mapping) else getattr(row, key)
