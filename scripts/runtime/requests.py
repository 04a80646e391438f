"""Draw valid and invalid requests of every verb, and forms of the page, by a seed.

Where a county has several editions, half of the months lie near a change, and some forms and rows state what
only another edition knows, as old links and stored months do.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from calculator.money import yuan
from calculator.month import Month
from calculator.policy import Fact, Input, Policy

TOTALS = ("gross", "deductions", "payable", "year_end")
# Values with which the engine cannot compute; each replaces a valid one.
INVALID: tuple[Any, ...] = (
    *("十九", "", "-1", -3, 1000, 20.5, 1e22, True, [], {"a": 1}),
    *(" ", "1e2", "2022-04", "2026-13", "<b>", "x" * 300, "\u0000", "１９"),
)


class Drawn:
    """Draws requests; the same seed draws the same ones."""

    def __init__(self, policy: Policy, seed: int) -> None:
        self._policy = policy
        first = policy.editions[0].first
        self._first, *self._changes = (_place(each.first) for each in policy.editions)
        # Most months are drawn from the year after the measures began until one after the newest edition did.
        self._years = (first.year + 1, max(first.year + 5, policy.first.year + 1))
        self._chance = Random(seed)

    def request(self, verb: str) -> dict[str, Any]:
        """Return a valid request of a verb."""
        request: dict[str, Any] = getattr(self, f"_{verb}")()
        return request

    def invalid(self, verb: str) -> dict[str, Any]:
        """Return a request of a verb with one to three changes; most of them make it invalid."""
        request = self.request(verb)
        for _ in range(self._chance.randint(1, 3)):
            key = self._chance.choice([*request, "unknown_key"])
            # The command line would replace a missing month with today's, and the page would not.
            if self._chance.random() < 0.2 and key != "month":
                request.pop(key, None)
            else:
                request[key] = self._chance.choice(INVALID)
        return request

    def form(self) -> dict[str, Any]:
        """Return a form with all keys that the page sends."""
        chance = self._chance
        month = self._month()
        policy = self._at(month)
        counts = {key: self._typed(item) for key, item in policy.inputs.items()}
        return {
            "month": month,
            "worker_type": chance.choice(list(policy.workers)),
            **counts,
            **{key: self._answered(fact) for key, fact in policy.facts.items()},
            "target": chance.choice(["", str(chance.randint(300, 700)), f"{chance.randint(900, 1800)}.5"]),
            **self._of_others(policy),
        }

    def rows(self, count: int) -> list[dict[str, Any]]:
        """Return rows of a ledger for `count` consecutive months, with a change among them if there is one.

        Without a change, they begin with the first month in force.
        """
        first = self._first
        if self._changes:
            first = self._near_change(-(count // 2))
        return [self._row(_named(place)) for place in range(first, first + count)]

    def _at(self, month: str) -> Policy:
        return self._policy.at(Month.parse(month))

    def _month(self) -> str:
        if self._changes and self._chance.random() < 0.5:
            return _named(self._near_change(self._chance.randint(-6, 5)))
        return f"{self._chance.randint(*self._years)}-{self._chance.randint(1, 12):02d}"

    def _near_change(self, months: int) -> int:
        """Return the place of a month so many months after a change, at least that of the first in force."""
        return max(self._first, self._chance.choice(self._changes) + months)

    def _of_others(self, policy: Policy) -> dict[str, Any]:
        """Return, sometimes, what links and stored months state: an edition's name, readings and counts."""
        chance = self._chance
        if chance.random() < 0.6:
            return {}
        worker, reading, named = chance.choices(policy.editions, k=3)
        counts = {key: self._count(item) for key, item in policy.elsewhere.inputs.items()}
        return {
            "worker_type": chance.choice(list(worker.workers)),
            **{key: count for key, count in counts.items() if chance.random() < 0.5},
            "readings": self._readings(reading),
            "policy": named.version,
        }

    def _count(self, item: Input) -> int | str | None:
        """Return a count as a number or as typed digits, mostly near a threshold, or null for unknown."""
        chance = self._chance
        if chance.random() < 0.12:
            return None
        if item.required:
            near = [chance.randint(0, 45), chance.randint(max(item.start - 3, 0), item.start + 13)]
            count = chance.choice([*near, chance.randint(0, 999)])
        else:
            count = chance.choice([0, 0, 0, 1, 2, chance.randint(0, 12)])
        return str(count) if chance.random() < 0.3 else count

    def _typed(self, item: Input) -> str | None:
        count = self._count(item)
        return None if count is None else str(count)

    def _readings(self, policy: Policy) -> dict[str, str]:
        some = [key for key in policy.readings if self._chance.random() < 0.12]
        return {key: self._chance.choice(list(policy.readings[key].options)) for key in some}

    def _estimate(self, month: str = "") -> dict[str, Any]:
        month = month or self._month()
        policy = self._at(month)
        worker = self._chance.choice(list(policy.workers))
        request: dict[str, Any] = {"month": month, "worker_type": worker}
        for key, item in policy.inputs.items():
            if item.required or self._chance.random() < 0.35:
                request[key] = self._count(item)
        readings = self._readings(policy)
        return {**request, "readings": readings} if readings else request

    def _answered(self, fact: Fact) -> Any:
        """Return an answer to a question of the form."""
        chance = self._chance
        if fact.kind == "count":
            return chance.choice(["", "0", "20"] if fact.of else ["0", "0", "1", "2"])
        if fact.kind == "choice":
            return chance.choice([option["id"] for option in fact.options])
        if fact.kind == "levels":
            return [option["id"] for option in fact.options if chance.random() < 0.15]
        return chance.random() < 0.15

    def _facts(self, policy: Policy) -> dict[str, Any]:
        """Return some of the events that a request states."""
        chance, facts, joints = self._chance, policy.facts, policy.joints.values()
        asked = {joint.asks for joint in joints}
        found: dict[str, Any] = {}
        for joint in joints:
            first, *others = (part["id"] for part in joint.parts)
            found[joint.id] = chance.choice([None, {first: True, **dict.fromkeys(others)}, {first: False}])
        for key, fact in facts.items():
            if fact.of or key in asked or chance.random() < 0.5:
                continue
            if fact.kind == "count":
                found[key] = chance.randint(0, 3)
            elif fact.kind == "levels":
                found[key] = [option["id"] for option in fact.options if chance.random() < 0.3]
            elif fact.kind == "yes_no":
                found[key] = chance.random() < 0.3
        return found

    def _months(self, most: int) -> list[str]:
        """Return some of `most` consecutive months."""
        first = 12 * self._chance.randint(self._years[0], self._years[1] - 1) + self._chance.randint(0, 11)
        if self._changes and self._chance.random() < 0.5:
            first = self._near_change(-(most // 2))
        return [_named(first + place) for place in range(most) if self._chance.random() < 0.8]

    def _history(self, months: Sequence[str]) -> dict[str, Any]:
        """Return months and events; the edition of the last month governs the events."""
        rows = [
            {
                "month": month,
                **{key: self._chance.choice([0, 0, 3, 20, None]) for key in self._counters(month)},
                "result": self._chance.choice(["pass", "fail", "fail", None]),
            }
            for month in months
        ]
        return {"months": rows, **self._facts(self._last(months))}

    def _counters(self, month: str) -> list[str]:
        """Return the counts by which a month's edition judges the grounds."""
        return [fact.counter for fact in self._at(month).month_facts.values() if fact.counter]

    def _last(self, months: Sequence[str]) -> Policy:
        return self._at(months[-1]) if months else self._policy

    def _risk(self) -> dict[str, Any]:
        months = self._months(5)
        return {"worker_type": self._chance.choice(list(self._last(months).workers)), **self._history(months)}

    def _needed(self) -> dict[str, Any]:
        request = self._estimate()
        if self._chance.random() < 0.8:
            request["target"] = self._chance.choice([self._chance.randint(0, 2000), "480.5", "４８０"])
        if self._chance.random() < 0.5:
            # The request itself contains the reports of its own month.
            request["history"] = self._history([each for each in self._months(5) if each != request["month"]])
        return request

    def _reconcile(self) -> dict[str, Any]:
        chance = self._chance
        request = self._estimate()
        policy = self._at(request["month"])
        names = chance.sample([*policy.tables.rules, *TOTALS], chance.randint(1, 5))
        amounts = self._amounts(policy, Month.parse(request["month"]), request["worker_type"])
        official: dict[str, Any] = {
            name: chance.choice([chance.choice(amounts), chance.randint(0, 1700)]) for name in names
        }
        if "deductions" in official:
            # Slips write deductions with or without a minus sign.
            official["deductions"] = f"{chance.choice(['−', ''])}{chance.choice(amounts)}"
        return {**request, "official": official}

    def _amounts(self, policy: Policy, month: Month, worker_type: str) -> list[str]:
        """Return plausible amounts of an official line: amounts of the policy, and multiples of them."""
        amounts = []
        for key, row in policy.tables.parameters.items():
            found = policy.tables.parameter(key).at(month, worker_type) if row["unit"] == "yuan" else None
            if found is not None:
                amounts += [yuan(found * times) for times in (1, self._chance.randint(2, 20))]
        return amounts

    def _year(self) -> dict[str, Any]:
        rows = [self._row(month) for month in self._months(14)]
        return {"months": rows, "year": self._chance.randint(*self._years)}

    def _row(self, month: str) -> dict[str, Any]:
        result, policy = self._chance.choice(["pass", "fail", None]), self._at(month)
        return {
            **self._estimate(month),
            "result": result,
            **self._facts(policy),
            **self._of_others(policy),
        }


def _place(month: Month) -> int:
    return month.year * 12 + month.number - 1


def _named(place: int) -> str:
    """Return the month that is so many months after January of the year 0.

    >>> _named(2022 * 12 + 4)
    '2022-05'
    """
    return f"{place // 12}-{place % 12 + 1:02d}"
