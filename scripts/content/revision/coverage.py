"""The months to work by hand for a revision: below, at and above each threshold of a changed rule."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from calculator.errors import PolicyError, ProjectError
from calculator.loading.folder import command
from calculator.standing import Standing
from calculator.totals import TOTAL_LABELS
from calculator.versions import Editions
from scripts.content.revision.figures import POINTS, RESULT
from scripts.content.revision.pair import Pair, pair
from scripts.content.revision.sheet import (
    FILE,
    MONTH,
    NAME,
    WORKER,
    Row,
    by_hand,
    count_head,
    extended,
    heads,
    read,
)
from scripts.content.revision.tables import RULES, SCORES, changed_rules, changed_scores, section
from scripts.content.revision.thresholds import Threshold, place_of, thresholds
from scripts.content.revision.worked import listed, run
from scripts.content.rows import Problems


class Wanted(NamedTuple):
    """A month to be worked by hand: of a worker type, for a rule or a score, at a place beside a threshold.

    A rule without a threshold has `threshold` None: any month of the worker type will do.
    """

    worker: str
    of: str
    threshold: Threshold | None
    place: str


def wanted(pair_: Pair) -> list[Wanted]:
    """Return the months that the changed rules and scores of each worker type need."""
    found = []
    for worker in pair_.new.policy.workers:
        full = pair_.new.full(worker)
        for of in (*changed_rules(pair_, worker), *changed_scores(pair_, worker)):
            own = thresholds(pair_.new, worker, of, full)
            found += [Wanted(worker, of, each, place) for each in own for place in each.months]
            found += [] if own else [Wanted(worker, of, None, "")]
    return found


def unmet(pair_: Pair, rows: Sequence[Row], agreeing: bool) -> list[Wanted]:
    """Return the months that no row has; with `agreeing`, a row needs the figures that tell them."""
    months = _months(pair_, rows)
    return [
        each
        for each in wanted(pair_)
        if not any(not agreeing or _tells(pair_, row.expected, each) for row in _meeting(pair_, months, each))
    ]


def told(pair_: Pair, missing: Sequence[Wanted]) -> list[str]:
    """Return the missing months in words, one sentence for each rule and threshold of a worker type."""
    lines: dict[str, list[str]] = {}
    for each in missing:
        label, place = _named(pair_, each)
        lines.setdefault(f"{pair_.workers[each.worker]}「{label}」", []).append(place)
    return [f"{name}：{'、'.join(places)}" for name, places in lines.items()]


def unready(editions: Editions, agreeing: Sequence[Row]) -> Iterator[str]:
    """Yield a sentence if months by hand are missing for which `release` refuses the newest edition."""
    pair_ = pair(editions)
    missing = unmet(pair_, agreeing, agreeing=True) if pair_ else []
    if missing:
        version = editions.newest.version
        yield f"{version} 版还不能发布，{FILE} 里缺 {len(missing)} 处手算的月份；release 会说是哪些"


def complete(folder: Path, editions: Editions) -> None:
    """Refuse a revision of which months by hand are missing; ProjectError names them."""
    pair_ = pair(editions)
    if pair_ is None:
        return
    missing = unmet(pair_, run(folder, editions).agreeing, agreeing=True)
    if missing:
        policy, months = pair_.new.policy, _months(pair_, read(folder, editions, []))
        there = [[row.line for row in _meeting(pair_, months, each)] for each in missing]
        empty = sorted({line for lines in there for line in lines})
        said = [
            f"还不能发布 {policy.version} 版：{FILE} 里缺这些手算的月份，"
            f"{'、'.join(by_hand(policy))}写手算的，和程序一样才算：",
            *told(pair_, missing),
        ]
        if empty:
            said.append(f"{listed(empty)}没有填，或者没有填全。")
        if not all(there):
            said.append(f"缺的行用 {command('revise', folder, policy.version)} 加进去。")
        raise ProjectError("\n".join(said))


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
    """Return rows for the missing months; one month can be wanted for several rules."""
    policy, scores = pair_.new.policy, section(pair_.new, SCORES)
    found: list[tuple[str, dict[str, int], Standing | None, list[str]]] = []
    # A month of a score differs least from a full one, so that months of rules often have it already.
    for each in sorted(missing, key=lambda each: bool(each.threshold and each.threshold.along in scores)):
        whys = next((whys for worker, _, month, whys in found if _meets(pair_, worker, month, each)), None)
        if whys is None:
            own = each.threshold.months[each.place][1] if each.threshold else {}
            counts = {**dict.fromkeys(policy.inputs, 0), **pair_.new.full(each.worker), **own}
            found.append((each.worker, counts, pair_.new.standing(each.worker, counts), whys := []))
        whys.append("：".join(_named(pair_, each)))
    names = list(map(count_head, policy.inputs.values()))
    order = list(policy.workers)
    return [
        {
            MONTH: pair_.new.month.chinese,
            WORKER: policy.worker_names[worker],
            NAME: "；".join(whys),
            **dict(zip(names, counts.values(), strict=True)),
        }
        for worker, counts, _, whys in sorted(found, key=lambda row: order.index(row[0]))
    ]


def _named(pair_: Pair, each: Wanted) -> tuple[str, str]:
    """Return the label of a wanted month's rule or score, and its place beside the threshold in words."""
    scores, threshold = section(pair_.new, SCORES), each.threshold
    label = {**section(pair_.new, RULES), **scores}[each.of]["label"]
    if threshold is None:
        return label, "任何一个月"
    here, at = threshold.months[each.place][0], threshold.at
    if threshold.along in scores:
        score = scores[threshold.along]
        least = pair_.new.policy.tables.parameter(score["floor"]).at(pair_.new.month, each.worker)
        before = "按最低分记以前" if here < (least or 0) else ""
        said, unit = f"{score['label']}{before}扣到", POINTS
    else:
        item = pair_.inputs[threshold.along]
        said, unit = item.label, item.unit
    beside = "" if here == at else f" {at} {unit}"
    return label, f"{said} {here} {unit}（{each.place}{beside}）"


def _months(pair_: Pair, rows: Sequence[Row]) -> list[tuple[Row, Standing | None]]:
    """Return the rows that are months of the new edition, each computed once."""
    own = (row for row in rows if pair_.new.policy.at(row.month) is pair_.new.policy)
    return [(row, pair_.new.standing(row.worker, row.numbers())) for row in own]


def _meeting(pair_: Pair, months: Sequence[tuple[Row, Standing | None]], each: Wanted) -> list[Row]:
    """Return the rows at the place of a wanted month."""
    return [row for row, month in months if _meets(pair_, row.worker, month, each)]


def _meets(pair_: Pair, worker: str, month: Standing | None, each: Wanted) -> bool:
    if worker != each.worker:
        return False
    return each.threshold is None or (
        month is not None and place_of(pair_.new, month, each.threshold) == each.place
    )


def _tells(pair_: Pair, figures: Collection[str], each: Wanted) -> bool:
    """Tell whether figures have the amount of a line, or of the total in which it counts, or the score.

    Beside the pass mark of the score that decides the result, the result too.
    """
    if each.of in section(pair_.new, SCORES):
        decides = each.threshold and each.threshold.along == next(iter(section(pair_.new, SCORES)))
        return each.of in figures and (not decides or RESULT in figures)
    paid = section(pair_.new, RULES)[each.of]["paid"]
    return each.of in figures or (paid if paid in TOTAL_LABELS else "payable") in figures
