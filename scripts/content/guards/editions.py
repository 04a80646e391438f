"""One edition beside the one before: their first days, what is gone, and ids that mean something else."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from calculator.errors import Problem
from calculator.loading.folder import EDITIONS
from calculator.policy import Policy
from scripts.content.rows import Table

_MEND = "编号改了就改回去"


def check_order(versions: Table, earlier: Mapping[str, Policy], policy: Policy) -> Iterator[Problem]:
    """Yield a problem for each edition that does not begin after the one before it in versions.toml."""
    every = {**earlier, policy.version: policy}
    for one, other in pairwise(every[version] for version in versions["versions"]):
        if one.first < other.first:
            continue
        file = "measure.toml" if other is policy else f"{EDITIONS}/{other.version}/measure.toml"
        if one.first == other.first:
            wrong = f"{one.version} 版和 {other.version} 版都从{one.first.chinese}起用，一个月只能有一版"
        else:
            wrong = f"{other.version} 版从 {other.in_force} 起，比前一版 {one.version} 的 {one.in_force} 还早"
        yield Problem(file, "in_force_from", f"{wrong}；改成 {other.version} 版施行的日期")


def gone(policy: Policy, kept: Policy) -> Iterator[str]:
    """Yield a sentence for each name that only the edition before has, and for each id of another meaning."""
    old, new = kept.version, policy.version
    months = f"{policy.first.previous.chinese}和以前的月份照旧"
    for what, before, now, more in (
        ("次数", kept.inputs, policy.inputs, ""),
        ("网格员类型", kept.workers, policy.workers, ""),
        ("问题", kept.facts, policy.facts, ""),
        ("理解", kept.readings, policy.readings, "，readings#编号 的地址没有去处"),
        ("算法", kept.tables.rules, policy.tables.rules, "，rewards#编号 的地址没有去处"),
        ("淘汰情形", kept.grounds, policy.grounds, "，rewards#编号 的地址没有去处"),
        ("条款", kept.text, policy.text, "，text#art-编号 的地址要另有去处"),
        *(
            (f"理解 {key} 的选法", reading.options, policy.readings[key].options, "")
            for key, reading in kept.readings.items()
            if key in policy.readings
        ),
    ):
        lost = [key for key in before if key not in now]
        if lost:
            yield f"{old} 版有的{what} {'、'.join(lost)}，{new} 版没有了：{months}{more}；{_MEND}"
    for what, before, now in (
        ("次数", _told(kept.inputs), _told(policy.inputs)),
        ("问题", _told(kept.facts), _told(policy.facts)),
        ("算法", _said(kept.tables.rules), _said(policy.tables.rules)),
        ("数", _said(kept.tables.parameters), _said(policy.tables.parameters)),
        ("淘汰情形", _said(kept.grounds), _said(policy.grounds)),
        ("理解", _asked(kept), _asked(policy)),
        ("网格员类型", _named(kept), _named(policy)),
    ):
        for key in before.keys() & now.keys():
            (label, article), (other, place) = before[key], now[key]
            if label != other and article != place:
                yield (
                    f"{what} {key} 在 {old} 版是「{label}」，{new} 版是「{other}」："
                    "编号相同的，各月记录当成同一项；不是同一项就换一个编号"
                )


Meanings = Mapping[str, tuple[str, Any]]


def _told(items: Mapping[str, Any]) -> Meanings:
    return {key: (item.label, item.article) for key, item in items.items()}


def _said(rows: Mapping[str, Table]) -> Meanings:
    return {key: (row["label"], row["article"]) for key, row in rows.items()}


def _asked(policy: Policy) -> Meanings:
    return {key: (reading.question, reading.quote) for key, reading in policy.readings.items()}


def _named(policy: Policy) -> Meanings:
    return {key: (row["name"], row["names_in_text"]) for key, row in policy.workers.items()}
