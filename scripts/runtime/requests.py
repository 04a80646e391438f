"""Draw valid and invalid requests of every verb, and forms of the page, by a seed."""

from random import Random
from typing import Any

from calculator.money import yuan
from calculator.month import Month
from calculator.policy import Policy

COUNTED = ("sign_ins", "valid_reports")
LINES = ("base", "report_pay", "surplus_reward", "praise_reward", "hazard_deduction", "sign_in_deduction")
TOTALS = ("gross", "deductions", "payable", "year_end")
LEVELS = ("county", "city", "province")
# Values with which the engine cannot compute; each replaces a valid one.
INVALID: tuple[Any, ...] = (
    *("十九", "", "-1", -3, 1000, 20.5, 1e22, True, [], {"a": 1}),
    *(" ", "1e2", "2022-04", "2026-13", "<b>", "x" * 300, "\u0000", "１９"),
)


class Drawn:
    """Draws requests; the same seed draws the same ones."""

    def __init__(self, policy: Policy, seed: int) -> None:
        self._policy = policy
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
        counts = {key: self._typed(key) for key in self._policy.inputs}
        fabricated = chance.random() < 0.2
        return {
            "month": self._month(),
            "worker_type": self._worker(),
            **counts,
            "result": chance.choice(["", "", "pass", "fail"]),
            "previous_result": chance.choice(["", "", "pass", "fail"]),
            "previous_valid_reports": chance.choice(["", "0", "20"]),
            "phone_checks_missed": chance.choice(["0", "0", "1", "2"]),
            "criticised_by": [level for level in LEVELS if chance.random() < 0.15],
            "fabricated": fabricated,
            "fabrication_loss": chance.choice(["", "yes", "no"]),
            "fabrication_bad_effect": chance.choice(["", "yes", "no"]),
            "title_misuse": chance.random() < 0.1,
            "caused_serious_case": chance.random() < 0.1,
            "township_statement": chance.random() < 0.1,
            "target": chance.choice(["", str(chance.randint(300, 700)), f"{chance.randint(900, 1800)}.5"]),
        }

    def rows(self, count: int) -> list[dict[str, Any]]:
        """Return rows of a ledger for `count` consecutive months, beginning with May 2022."""
        return [self._row(f"{2022 + place // 12}-{place % 12 + 1:02d}") for place in range(4, 4 + count)]

    def _month(self) -> str:
        return f"{self._chance.randint(2023, 2027)}-{self._chance.randint(1, 12):02d}"

    def _worker(self) -> str:
        return self._chance.choice(list(self._policy.workers))

    def _count(self, key: str) -> int | str | None:
        """Return a count as a number or as typed digits, mostly near a threshold, or null for unknown."""
        chance = self._chance
        if chance.random() < 0.12:
            return None
        if key in COUNTED:
            count = chance.choice([chance.randint(0, 45), chance.randint(17, 33), chance.randint(0, 999)])
        else:
            count = chance.choice([0, 0, 0, 1, 2, chance.randint(0, 12)])
        return str(count) if chance.random() < 0.3 else count

    def _typed(self, key: str) -> str | None:
        count = self._count(key)
        return None if count is None else str(count)

    def _readings(self) -> dict[str, str]:
        some = [key for key in self._policy.readings if self._chance.random() < 0.12]
        return {key: self._chance.choice(list(self._policy.readings[key].options)) for key in some}

    def _estimate(self) -> dict[str, Any]:
        request: dict[str, Any] = {"month": self._month(), "worker_type": self._worker()}
        for key in self._policy.inputs:
            if key in COUNTED or self._chance.random() < 0.35:
                request[key] = self._count(key)
        readings = self._readings()
        return {**request, "readings": readings} if readings else request

    def _facts(self) -> dict[str, Any]:
        chance = self._chance
        facts = {
            "phone_checks_missed": chance.randint(0, 3),
            "criticised_by": [level for level in LEVELS if chance.random() < 0.3],
            "fabrication": chance.choice([None, {"loss": True, "bad_effect": None}, {"loss": False}]),
            "title_misuse": chance.random() < 0.3,
            "caused_serious_case": chance.random() < 0.3,
            "township_statement": chance.random() < 0.3,
        }
        return {key: value for key, value in facts.items() if chance.random() < 0.5}

    def _months(self, most: int) -> list[str]:
        """Return some of `most` consecutive months."""
        year, first = self._chance.randint(2023, 2026), self._chance.randint(1, 12)
        places = [first - 1 + place for place in range(most) if self._chance.random() < 0.8]
        return [f"{year + place // 12}-{place % 12 + 1:02d}" for place in places]

    def _history(self) -> dict[str, Any]:
        rows = [
            {
                "month": month,
                "valid_reports": self._chance.choice([0, 0, 3, 20, None]),
                "result": self._chance.choice(["pass", "fail", "fail", None]),
            }
            for month in self._months(5)
        ]
        return {"months": rows, **self._facts()}

    def _risk(self) -> dict[str, Any]:
        return {"worker_type": self._worker(), **self._history()}

    def _needed(self) -> dict[str, Any]:
        request = self._estimate()
        if self._chance.random() < 0.8:
            request["target"] = self._chance.choice([self._chance.randint(0, 2000), "480.5", "４８０"])
        if self._chance.random() < 0.5:
            history = self._history()
            # The request itself contains the reports of its own month.
            rows = [row for row in history["months"] if row["month"] != request["month"]]
            request["history"] = {**history, "months": rows}
        return request

    def _reconcile(self) -> dict[str, Any]:
        chance = self._chance
        names = chance.sample([*LINES, *TOTALS], chance.randint(1, 5))
        request = self._estimate()
        amounts = self._amounts(Month.parse(request["month"]), request["worker_type"])
        official: dict[str, Any] = {
            name: chance.choice([chance.choice(amounts), chance.randint(0, 1700)]) for name in names
        }
        if "deductions" in official:
            # Slips write deductions with or without a minus sign.
            official["deductions"] = f"{chance.choice(['−', ''])}{chance.choice(amounts)}"
        return {**request, "official": official}

    def _amounts(self, month: Month, worker_type: str) -> list[str]:
        """Return plausible amounts of an official line: amounts of the policy, and multiples of them."""
        amounts = []
        for key, row in self._policy.tables.parameters.items():
            found = (
                self._policy.tables.parameter(key).at(month, worker_type) if row["unit"] == "yuan" else None
            )
            if found is not None:
                amounts += [yuan(found * times) for times in (1, self._chance.randint(2, 20))]
        return amounts

    def _year(self) -> dict[str, Any]:
        rows = [self._row(month) for month in self._months(14)]
        return {"months": rows, "year": self._chance.randint(2023, 2027)}

    def _row(self, month: str) -> dict[str, Any]:
        result = self._chance.choice(["pass", "fail", None])
        return {**self._estimate(), "month": month, "result": result, **self._facts()}
