"""The months to work by hand for a revision: below, at and above each threshold of a changed rule."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from calculator.errors import ProjectError
from calculator.plan import YEAR_END
from calculator.policy import Policy
from calculator.totals import TOTAL_LABELS
from calculator.versions import Editions
from scripts.content.revision.pair import Pair, pair
from scripts.content.revision.sheet import FILE, MONTH, NAME, WORKER, Row, extended, heads, read
from scripts.content.revision.tables import RULES, changed_rules, section
from scripts.content.revision.thresholds import Threshold, bends_here, every
from scripts.content.revision.worked import run
from scripts.content.rows import Problems

COMMAND = "python3 -m scripts revise"
# The total in which a line counts that is paid in the month, and the totals of lines paid later.
_MONTHLY, _LATER = "payable", ("quarter", YEAR_END)


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
        rules = changed_rules(pair_, worker)
        with_bends = every(pair_.new, worker, rules)
        for rule in rules:
            own = [each for each in with_bends if each.rule == rule]
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
    rules, inputs, workers = section(pair_.new, RULES), pair_.inputs, pair_.workers
    lines: dict[str, list[str]] = {}
    for worker, rule, threshold, position in missing:
        places = lines.setdefault(f"{workers[worker]}「{rules[rule]['label']}」", [])
        if threshold is None:
            places.append("任何一个月")
        else:
            item = inputs[threshold.counter]
            places.append(f"{item.label}{position} {threshold.at} {item.unit}")
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
        run(folder, editions)
    policy = pair_.new.policy
    units = [(item.label, item.unit) for item in policy.inputs.values()]
    fresh = _rows(pair_, unmet(pair_, rows, agreeing=False))
    if fresh:
        extended(folder / FILE, heads(units, _later(policy)), fresh)
    return len(fresh)


def _rows(pair_: Pair, missing: Sequence[Wanted]) -> list[dict[str, object]]:
    """Return a row for each different month; one month can be wanted for several rules."""
    policy = pair_.new.policy
    found: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for each in missing:
        counts = {**dict.fromkeys(policy.inputs, 0), **pair_.new.full(each.worker)}
        if each.threshold:
            counts[each.threshold.counter] = each.threshold.counts[each.position]
        found.setdefault((each.worker, tuple(counts.values())), []).append(told(pair_, [each])[0])
    names = [f"{item.label}（{item.unit}）" for item in policy.inputs.values()]
    return [
        {
            MONTH: pair_.new.month.chinese,
            WORKER: policy.worker_names[worker],
            NAME: "；".join(
                why.partition("」")[0].partition("「")[2] + why.partition("」")[2] for why in whys
            ),
            **dict(zip(names, counts, strict=True)),
        }
        for (worker, counts), whys in found.items()
    ]


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
    return rule in row.expected or (paid if paid in _LATER else _MONTHLY) in row.expected


def _later(policy: Policy) -> list[str]:
    """Return the totals in which an edition pays lines later than in the month."""
    paid = {table["paid"] for table in policy.tables.rules.values()}
    return [TOTAL_LABELS[each] for each in _LATER if each in paid]
