"""The effect of one more and one fewer of each count, and the count from which on there is none."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

from calculator import words
from calculator.along import Along, first
from calculator.money import ZERO, Span, exactly
from calculator.plan import QUARTER_COLUMN, paid_later
from calculator.policy import Input, Policy
from calculator.standing import Standing
from calculator.totals import Totals

_NO_MORE = {1: "不再增加", -1: "不再减少", 0: "不再变"}


class Moved(NamedTuple):
    """The changes of the month's pay, of the quarter's and of the year's end, for both ends of each, in 分.

    `quarter` is None if no line is paid quarterly. `ends_only`: only the ends change by these amounts; a
    month between them can change by others.
    """

    payable: Span
    quarter: Span | None
    year_end: Span
    ends_only: bool

    def as_json(self) -> dict[str, Any]:
        """Return the differences in yuan."""
        quarter = {} if self.quarter is None else {"quarter": words.span(self.quarter)}
        return {"payable": words.span(self.payable), **quarter, "year_end": words.span(self.year_end)}

    def said(self) -> str:
        """Return the change of the month in words, and of what is paid later if there is one."""
        month = _part(self.payable, self.ends_only)
        later = [
            f"，{when}{_apart(_part(part, self.ends_only))}"
            for when, part in (("按季", self.quarter or ZERO), ("年底", self.year_end))
            if part != ZERO
        ]
        return f"本月{_apart(month)}{''.join(later)}" if later else month


class Step(NamedTuple):
    """The effect of one fewer and one more of an input, each None if there is no such count.

    From `flat_from` on, one more changes nothing; from `month_flat_from` on, it does not change the month's
    pay; None if the greatest count still does. `way`: 1 if more pays more, -1 if more pays less, 0 if it
    raises one part and lowers another, or pays more here and less there. `later` says when the rest is paid.
    """

    item: Input
    own: Span
    less: Moved | None
    more: Moved | None
    flat_from: int | None
    month_flat_from: int | None
    way: int
    later: str

    def as_json(self) -> dict[str, Any]:
        """Return the step; its amounts are the differences of both ends."""
        item = self.item
        return {
            "input": item.id,
            "label": item.label,
            "unit": item.unit,
            "article": item.article,
            "count": words.count(self.own),
            "less": self.less and self.less.as_json(),
            "more": self.more and self.more.as_json(),
            "flat_from": self.flat_from,
            "month_flat_from": self.month_flat_from,
            "sentence": self.sentence,
        }

    def shown(self, policy: Policy) -> dict[str, Any]:
        """Return what the page shows of the step."""
        item = self.item
        return {
            "input": item.id,
            "label": item.label,
            "sentence": self.sentence,
            "clause": policy.cited(item.article),
        }

    @property
    def sentence(self) -> str:
        """Return the effect of one fewer and one more, and the count from which on there is none."""
        label, unit = self.item.label, self.item.unit
        month, both, no_more = self.month_flat_from, self.flat_from, _NO_MORE[self.way]
        if both == 0:
            return f"{label}多少都不变"
        parts = [] if self.own.exact else ["还不清楚"]
        if self.less is not None:
            parts.append(f"少 1 {unit}：{self.less.said()}")
        if self.more is not None:
            parts.append(f"多 1 {unit}：{self.more.said()}")
        if month is not None and month != both:
            start = f"第 {month + 1} {unit}起本月{no_more}" if month else "本月不随它变"
            parts.append(f"{start}，{self.later}另计")
        if both is not None:
            parts.append(f"第 {both + 1} {unit}起{no_more}")
        return label + "；".join(parts)


def step(along: Along) -> Step:
    """Return the next steps of an input."""
    own, last = along.own, along.item.max
    count = own.least if own.exact else None
    payable, quarter, year_end, _ = _moved(along, 0, last)
    ends = [*payable, *(quarter or ZERO), *year_end]
    way = (min(ends) >= 0) - (max(ends) <= 0)
    return Step(
        along.item,
        own,
        None if count in (None, 0) else _moved(along, own.least, own.least - 1),
        None if count in (None, last) else _moved(along, own.least, own.least + 1),
        _flat_from(along, lambda totals: totals.due),
        _flat_from(along, lambda totals: (totals.payable,)),
        way if along.steady else 0,
        paid_later(along.standing(0).plan),
    )


def _moved(along: Along, before: int, after: int) -> Moved:
    old, new = along.standing(before), along.standing(after)
    payable, quarter, year_end = (
        Span(two.least - one.least, two.most - one.most)
        for one, two in zip(old.totals.due, new.totals.due, strict=True)
    )
    quarterly = QUARTER_COLUMN in old.plan.columns
    ends_only = _ends_only(along.item.id, old, new)
    return Moved(payable, quarter if quarterly else None, year_end, ends_only)


def _flat_from(along: Along, part: Callable[[Totals], tuple[Span, ...]]) -> int | None:
    """Return the smallest count from which on a higher count does not change this part of the totals.

    None if the highest count still changes it, or if only its ends stay the same: between them an unknown
    amount can change with the count.
    """
    last = along.item.max
    end = part(along.at(last))
    if last == 0 or part(along.at(last - 1)) != end:
        return None
    if along.steady:
        found = first(0, last - 1, lambda count: part(along.at(count)) == end)
    else:
        # Between two bends the totals are linear, so they are constant up to the last other one.
        backwards = pairwise(reversed(along.bends(last)))
        found = next((later for later, count in backwards if part(along.at(count)) != end), 0)
    standing = along.standing(found)
    exact = all(each.exact for each in part(standing.totals))
    return found if exact or _stays(along, standing) else None


def _stays(along: Along, standing: Standing) -> bool:
    """Tell whether a count no longer matters, although the totals are spans with the same ends from it on."""
    counter, plan = along.item.id, standing.plan
    if not any(ceiling.most_of for ceiling in plan.ceilings):
        return _reads_known(counter, standing)
    places, last = plan.readers.get(counter, ()), along.standing(along.item.max)
    return all(standing.raw[place].exact and standing.raw[place] == last.raw[place] for place in places)


def _reads_known(counter: str, standing: Standing) -> bool:
    """Tell whether all rules that read a count give exact amounts."""
    return all(standing.raw[place].exact for place in standing.plan.readers.get(counter, ()))


def _ends_only(counter: str, old: Standing, new: Standing) -> bool:
    """Tell whether a month between the ends can change by another amount than the ends.

    Between an exact sum and a span, every month changes like the ends. So it does if all rules that read the
    count give exact amounts, and these stay the same or change the balance of every month alike, and the
    balance is not cut at 0. An unknown amount can change while its ends stay the same.
    """
    pairs = zip(old.totals.due, new.totals.due, strict=True)
    if all(one.exact or other.exact for one, other in pairs):
        return False
    plan = old.plan
    if not (_reads_known(counter, old) and _reads_known(counter, new)):
        return True
    if not plan.opposed and old.raw == new.raw:
        return False
    cut = not plan.carried and min(old.totals.net.least, new.totals.net.least) < 0
    if plan.bearings or cut:
        return True
    lines = zip(old.amounts, new.amounts, strict=True)
    return not all(one.exact and other.exact for one, other in lines if one != other)


def _part(part: Span, ends_only: bool) -> str:
    """Return the change of a part in words, separately for each end if only these are certain.

    >>> _part(Span(0, -750), True), _part(Span(1000, 1000), True), _part(Span(100, 300), False)
    ('最低不变，最高 −7.50 元', '最低和最高都 +10.00 元', '+1.00～+3.00 元')
    """
    if not ends_only:
        return "不变" if part == ZERO else words.signed_yuan(part)
    least, most = (_apart(_part(exactly(end), False)) for end in part)
    return f"最低和最高都{least}" if part.exact else f"最低{least}，最高{most}"


def _apart(said: str) -> str:
    """Return a part of a sentence, with a space before a sign."""
    return said if said[0] in "不最" else f" {said}"
