"""What a revision does to typical months of each worker type, and which of it no listed change explains."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from calculator import words
from calculator.money import ZERO, Span, yuan
from calculator.standing import Standing
from calculator.totals import TOTAL_LABELS
from scripts.content.revision.cases import FULL, FULL_AFTER, Case, cases
from scripts.content.revision.pair import Pair, change
from scripts.content.revision.tables import RULES, SETTLEMENT, Node, changed, section, used
from scripts.content.revision.thresholds import amount
from scripts.content.rows import Table
from scripts.content.units import bare

FILE = "effects.csv"
# New worker types, of which no month loses anything, come last.
_LAST = 10**12
_COLUMNS = [f"{when}：{total}" for total in ("本月应发", "连以后另发的") for when in ("旧", "新", "差额")]


class Effect(NamedTuple):
    """A month of a worker type under both editions; None where an edition does not have the worker type."""

    worker: str
    case: Case
    old: Standing | None
    new: Standing | None

    @property
    def both(self) -> tuple[Standing, Standing] | None:
        """Return the month under the old and the new edition, None without both."""
        return (self.old, self.new) if self.old and self.new else None

    @property
    def moves(self) -> bool:
        """Tell whether what the month pays differs."""
        return any(span not in (None, ZERO) for span in (self.payable, self.whole))

    @property
    def payable(self) -> Span | None:
        """Return the change of what the month pays out, None without both editions."""
        return self.both and change(*(month.totals.payable for month in self.both))

    @property
    def whole(self) -> Span | None:
        """Return the change of all that the month pays, at once and later, None without both editions."""
        return self.both and change(*(month.whole() for month in self.both))


def effects(pair: Pair) -> list[Effect]:
    """Return the months of every worker type, those who lose most first, new worker types last."""
    found = [
        Effect(worker, case, pair.old.standing(worker, case.counts), pair.new.standing(worker, case.counts))
        for worker in pair.workers
        for case in cases(pair, worker)
    ]
    return sorted(found, key=lambda each: each.whole.least if each.whole else _LAST)


def worst(found: Sequence[Effect]) -> list[Effect]:
    """Return the month of each worker type that loses most; none of a type that loses nothing."""
    first: dict[str, Effect] = {}
    for each in found:
        first.setdefault(each.worker, each)
    return [each for each in first.values() if each.whole and each.whole.least < 0]


def unexplained(pair: Pair, found: Sequence[Effect]) -> Iterator[str]:
    """Yield a sentence for the first month of each worker type and line that moves for no listed reason."""
    listed = {worker: changed(pair, worker) for worker in pair.workers}
    told: set[tuple[str, str]] = set()
    for each in found:
        for line, old, new in _moved(pair, *each.both) if each.both else ():
            if (each.worker, line) not in told and not _explained(pair, line, listed[each.worker]):
                told.add((each.worker, line))
                name = _labels(pair)[line] if line else TOTAL_LABELS["payable"]
                counts = pair.said(each.case.counts)
                yield (
                    f"{pair.workers[each.worker]}，{counts}：{name} {bare(old)} → {bare(new)} 元，"
                    "它用的数、算法、得分和上限都没有改动；看是不是别处改错了"
                )


def written(dates: Sequence[tuple[Pair, Sequence[Effect]]]) -> str:
    """Return the table as CSV: the dates, the counts, both amounts and their difference in yuan.

    An amount that the text gives as a range has its upper end in the column 最多.
    """
    inputs = dates[0][0].inputs
    file = StringIO()
    table = csv.writer(file)
    amounts = [f"{column}{end}" for column in _COLUMNS for end in ("", "最多")]
    counted = [f"{each.label}（{each.unit}）" for each in inputs.values()]
    table.writerow(["从哪个月起", "类型", "情形", *counted, *amounts])
    for pair, each in ((pair, each) for pair, found in dates for each in found):
        counts = [each.case.counts.get(key, 0) for key in inputs]
        row = [each.case.name, *counts, *(cell for span in _spans(each) for cell in _cells(span))]
        table.writerow([pair.new.month, pair.workers[each.worker], *row])
    return file.getvalue()


def full_months(pair: Pair, found: Sequence[Effect]) -> list[str]:
    """Return for each worker type its full month in words, before and after."""
    return [_full_month(pair, worker, found) for worker in pair.workers]


def said(pair: Pair, each: Effect) -> str:
    """Return a month in words: its counts, the old and the new amount, and the difference."""
    old, new = (month and bare(month.whole()) for month in (each.old, each.new))
    moved = "" if each.whole is None else f"（{words.signed(each.whole)}）"
    return f"{pair.workers[each.worker]}，{each.case.name}（{_counts(pair, each)}）：{old} → {new} 元{moved}"


def _spans(each: Effect) -> list[Span | None]:
    months = (each.old, each.new)
    paid = [month and month.totals.payable for month in months]
    return [*paid, each.payable, *(month and month.whole() for month in months), each.whole]


def _cells(span: Span | None) -> tuple[str, str]:
    if span is None:
        return "", ""
    return yuan(span.least), "" if span.exact else yuan(span.most)


def _labels(pair: Pair) -> dict[str, str]:
    tables: Mapping[str, Table] = {**section(pair.old, RULES), **section(pair.new, RULES)}
    return {key: each["label"] for key, each in tables.items()}


def _moved(pair: Pair, old: Standing, new: Standing) -> Iterator[tuple[str, Span, Span]]:
    """Yield the lines whose amount differs, with both amounts; an empty line where only totals differ."""
    if old.totals == new.totals:
        return
    lines = [(rule, amount(old, rule), amount(new, rule)) for rule in _labels(pair)]
    moved = [each for each in lines if each[1] != each[2]]
    yield from moved or [("", old.totals.payable, new.totals.payable)]


def _explained(pair: Pair, line: str, listed: set[Node]) -> bool:
    if not line:
        # The same lines add up to other totals: when they are paid, or how a negative balance is settled.
        return any(node.section in (RULES, SETTLEMENT) for node in listed)
    return bool((used(pair.old, line) | used(pair.new, line)) & listed)


def _full_month(pair: Pair, worker: str, found: Sequence[Effect]) -> str:
    full = next(each for each in found if each.worker == worker and each.case.name == FULL)
    months = [each and bare(each.totals.payable) for each in (full.old, full.new)]
    said = f"{pair.workers[worker]}：满额的一个月（{_counts(pair, full)}）"
    if months[0] is None:
        return f"{said}{months[1]} 元，新增的类型"
    if months[1] is None:
        return f"{said}{months[0]} 元，新办法没有这一类"
    after = next((each for each in found if each.worker == worker and each.case.name == FULL_AFTER), None)
    more = ""
    if after is not None and after.new is not None:
        more = f"；照改后满额（{_counts(pair, after)}）{bare(after.new.totals.payable)} 元"
    return f"{said}{months[0]} → {months[1]} 元{more}"


def _counts(pair: Pair, each: Effect) -> str:
    return pair.said({key: count for key, count in each.case.counts.items() if count}) or "各项都是 0"
