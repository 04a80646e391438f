"""The months to work by hand for a revision: below, at and above each threshold of a changed rule."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from calculator.errors import PolicyError, ProjectError
from calculator.totals import TOTAL_LABELS
from calculator.versions import Editions
from scripts.content.revision.pair import Pair, pair
from scripts.content.revision.sheet import (
    FILE,
    MONTH,
    NAME,
    WORKER,
    Row,
    count_head,
    extended,
    heads,
    read,
)
from scripts.content.revision.tables import RULES, changed_rules, section
from scripts.content.revision.thresholds import Threshold, bends_here, thresholds
from scripts.content.revision.worked import run
from scripts.content.rows import Problems

COMMAND = "python3 -m scripts revise"


class Wanted(NamedTuple):
    """A month to be worked by hand: of a worker type, for a rule, at a place beside a threshold.

    A rule without a threshold has `threshold` None: any month of the worker type will do.
    """

    worker: str
    rule: str
    threshold: Threshold | None
    position: str


def wanted(pair_: Pair) -> list[Wanted]:
    """Return the months that the changed rules of each worker type need."""
    found = []
    for worker in pair_.new.policy.workers:
        full = pair_.new.full(worker)
        for rule in changed_rules(pair_, worker):
            own = thresholds(pair_.new, worker, rule, full)
            found += [Wanted(worker, rule, each, position) for each in own for position in each.counts]
            found += [] if own else [Wanted(worker, rule, None, "")]
    return found


def unmet(pair_: Pair, rows: Iterable[Row], agreeing: bool) -> list[Wanted]:
    """Return the months that no row has; with `agreeing`, a row needs the amount in which the rule counts."""
    own = [row for row in rows if pair_.new.policy.at(row.month) is pair_.new.policy]
    return [
        each
        for each in wanted(pair_)
        if not any(
            _meets(pair_, row, each) and (not agreeing or _tells(pair_, row, each.rule)) for row in own
        )
    ]


def told(pair_: Pair, missing: Sequence[Wanted]) -> list[str]:
    """Return the missing months in words, one sentence for each rule and threshold of a worker type."""
    lines: dict[str, list[str]] = {}
    for each in missing:
        label, place = _named(pair_, each)
        lines.setdefault(f"{pair_.workers[each.worker]}「{label}」", []).append(place)
    return [f"{name}：{'、'.join(places)}" for name, places in lines.items()]


def complete(folder: Path, editions: Editions) -> None:
    """Refuse a revision of which months by hand are missing; ProjectError names them."""
    pair_ = pair(editions)
    if pair_ is None:
        return
    missing = told(pair_, unmet(pair_, run(folder, editions).agreeing, agreeing=True))
    if missing:
        version = pair_.new.policy.version
        raise ProjectError(
            "\n".join(
                (
                    f"还不能发布 {version} 版：{FILE} 里缺这些手算的月份，应发写手算的数，和程序一样才算：",
                    *missing,
                    f"要填的行用 {COMMAND} {version} 加进去。",
                )
            )
        )


def asked(folder: Path, editions: Editions, pair_: Pair) -> int:
    """Add the missing rows to the county's sheet, amounts empty, and return how many.

    PolicyError if the sheet cannot be read; it then stays as it is.
    """
    problems: Problems = []
    rows = read(folder, editions, problems)
    if problems:
        raise PolicyError(problems)
    fresh = _rows(pair_, unmet(pair_, rows, agreeing=False))
    if fresh:
        extended(folder / FILE, heads(pair_.new.policy), fresh)
    return len(fresh)


def _rows(pair_: Pair, missing: Sequence[Wanted]) -> list[dict[str, object]]:
    """Return a row for each different month; one month can be wanted for several rules."""
    policy = pair_.new.policy
    found: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for each in missing:
        counts = {**dict.fromkeys(policy.inputs, 0), **pair_.new.full(each.worker)}
        if each.threshold:
            counts[each.threshold.counter] = each.threshold.counts[each.position]
        why = "：".join(_named(pair_, each))
        found.setdefault((each.worker, tuple(counts.values())), []).append(why)
    names = list(map(count_head, policy.inputs.values()))
    return [
        {
            MONTH: pair_.new.month.chinese,
            WORKER: policy.worker_names[worker],
            NAME: "；".join(whys),
            **dict(zip(names, counts, strict=True)),
        }
        for (worker, counts), whys in found.items()
    ]


def _named(pair_: Pair, each: Wanted) -> tuple[str, str]:
    """Return the label of a wanted month's rule, and its place beside the threshold in words."""
    label, threshold = section(pair_.new, RULES)[each.rule]["label"], each.threshold
    if threshold is None:
        return label, "任何一个月"
    item = pair_.inputs[threshold.counter]
    return label, f"{item.label}{each.position} {threshold.at} {item.unit}"


def _meets(pair_: Pair, row: Row, each: Wanted) -> bool:
    if row.worker != each.worker:
        return False
    if each.threshold is None:
        return True
    counts = row.numbers()
    if each.threshold.position(counts.get(each.threshold.counter, 0)) != each.position:
        return False
    month = pair_.new.standing(row.worker, counts)
    return month is not None and bends_here(month, each.threshold)


def _tells(pair_: Pair, row: Row, rule: str) -> bool:
    """Tell whether a row has the amount of a line, or of the total in which the line counts."""
    paid = section(pair_.new, RULES)[rule]["paid"]
    return rule in row.expected or (paid if paid in TOTAL_LABELS else "payable") in row.expected
