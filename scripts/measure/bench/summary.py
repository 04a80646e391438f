"""Medians with their spread, and the goals they are judged by."""

import statistics
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

STOCK = "stock"
Samples = Mapping[str, Mapping[str, Mapping[str, Sequence[float | None]]]]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return median, least and most."""
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def summed_up(samples: Samples) -> dict[str, Any]:
    """Return by profile, contender and figure the spread over the rounds, and that of the ratios to stock.

    A round's ratio is to stock's figure of the same round. None stands for a failed visit and is left out; a
    figure without any value is None.
    """
    return {
        profile: {
            contender: {name: _one(rows, name, contenders.get(STOCK, {})) for name in rows}
            for contender, rows in contenders.items()
        }
        for profile, contenders in samples.items()
    }


def _one(
    rows: Mapping[str, Sequence[float | None]], name: str, stock: Mapping[str, Sequence[float | None]]
) -> dict[str, Any] | None:
    values = [value for value in rows[name] if value is not None]
    if not values:
        return None
    pairs = zip(rows[name], stock.get(name, ()), strict=False)
    ratios = [mine / theirs for mine, theirs in pairs if mine is not None and theirs]
    return {**spread(values), "runs": len(values), "ratio": spread(ratios) if ratios else None}


class Goal(NamedTuple):
    """The largest value that a figure of our page may have, and the aim; a ratio to stock, or in a unit.

    `aim` is None where there is no better aim than `must`. The goal is judged under the condition `profile`,
    or under the worst one where that is empty.
    """

    label: str
    profile: str
    figure: str
    must: float
    aim: float | None
    unit: str = ""


GOALS = (
    Goal("第一次打开，到能算；慢手机、慢网络", "slow", "first_ready_ms", 0.35, 0.20),
    Goal("第二次打开，到能算；慢手机", "cpu", "second_ready_ms", 0.30, 0.12),
    Goal("第一次打开传的字节，全部算上", "slow", "first_bytes", 0.68, 0.45),
    Goal("第一次打开，到看得见默认月份的结果；慢手机", "cpu", "first_readable_ms", 0.15, 0.08),
    Goal("按键到看见新数；慢手机", "cpu", "key_ms", 33, 16, "毫秒"),
    Goal("第一次打开，到能算最多用的内存；最差的一种情形", "", "first_memory", 1.0, 0.8),
)
COMPUTING_GOAL = Goal("同样的规则算一次，与 publicodes 相比", "", "one_reading_us", 0.3, 0.1)
BUILDING_GOAL = Goal("改一个数再生成网站，比只用 MkDocs 多用的时间", "", "extra_s", 2, None, "秒")


class Judged(NamedTuple):
    """A goal with its result and the condition; the result is None where it was not measured."""

    goal: Goal
    found: float | None
    profile: str = ""

    @property
    def missed(self) -> bool:
        """Return whether the goal was measured and missed."""
        return self.found is not None and self.found > self.goal.must

    @property
    def verdict(self) -> str:
        """Return the verdict in words."""
        if self.found is None:
            return "没有量"
        if self.goal.aim is not None and self.found <= self.goal.aim:
            return "达到目标"
        return "没有达到" if self.missed else "达到要求"


class Worst(NamedTuple):
    """The largest median of our page: the condition, and the ratio or the figure."""

    profile: str
    value: float


def worst(
    results: Mapping[str, Any], figure: str, profile: str = "", *, absolute: bool = False
) -> Worst | None:
    """Return a figure of our page under the condition given, or under the one where it is worst.

    It is compared and returned as its ratio to stock unless it is to be `absolute`; None where unmeasured.
    """
    found = []
    for id, contenders in results.get("profiles", {}).items():
        spread_of = contenders.get("ours", {}).get(figure)
        if spread_of and not absolute:
            spread_of = spread_of["ratio"]
        if spread_of and profile in ("", id):
            found.append(Worst(id, spread_of["median"]))
    return max(found, key=lambda each: each.value, default=None)


def judged(results: Mapping[str, Any]) -> list[Judged]:
    """Return every goal with its result."""
    rows = []
    for goal in GOALS:
        found = worst(results, goal.figure, goal.profile, absolute=bool(goal.unit))
        rows.append(Judged(goal, found.value, found.profile) if found else Judged(goal, None))
    rows.append(Judged(COMPUTING_GOAL, results.get("computing", {}).get("ratio_one_reading")))
    extra = results.get("building", {}).get(BUILDING_GOAL.figure)
    rows.append(Judged(BUILDING_GOAL, extra["median"] if extra else None))
    return rows
