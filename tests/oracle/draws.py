"""Draw situations at random, the same for the same seed, most of them near where the measures bend."""

from random import Random
from typing import Any

from tests.oracle.figures import BASE, MOST, OTHER_READINGS

REQUIRED = ("sign_ins", "valid_reports")
OPTIONAL = (
    "praised_by_province",
    "praised_by_city",
    "praised_by_county",
    "major_reports",
    "special_major_reports",
    "missed_hazards",
    "refused_orders",
    "poor_cooperation",
)
AROUND_DUE = range(16, 34)  # 20 sign-ins and reports, 30 reports for the whole surplus, 28 to 31 days
FEW = range(5)
ALIKE = 8
LEVELS = ("county", "city", "province")


def a_month(random: Random) -> str:
    """Return a month in force, the first ones more often."""
    if random.random() < 0.1:
        return f"2022-{random.randint(5, 12):02}"
    return f"{random.randint(2023, 2030)}-{random.randint(1, 12):02}"


def a_count(random: Random, usual: range, unknown: float) -> int | None:
    """Return a count: a usual one, any one, or None for not known in a share of cases."""
    kind = random.random()
    if kind < unknown:
        return None
    return random.randint(0, MOST) if kind > 0.9 else random.choice(usual)


def pay_request(seed: int, number: int) -> dict[str, Any]:
    """Return the request of `estimate` of a seed and number, zero counts spelt out or left out.

    `ALIKE` in a row share month, worker and readings, because the engine takes long to prepare these.
    """
    request = _frame(Random(f"frame {seed} {number // ALIKE}"))
    random = Random(f"pay {seed} {number}")
    for name in REQUIRED:
        request[name] = a_count(random, random.choice((AROUND_DUE, FEW, AROUND_DUE)), 0.12)
    for name in OPTIONAL:
        count = a_count(random, FEW, 0.05) if random.random() < 0.35 else 0
        if count != 0 or random.random() < 0.5:
            request[name] = count
    return request


def _frame(random: Random) -> dict[str, Any]:
    chance = random.choice((0, 0, 0.1, 0.5))
    chosen = {
        name: random.choice(("default", *others))
        for name, others in OTHER_READINGS.items()
        if random.random() < chance
    }
    return {"month": a_month(random), "worker_type": random.choice(list(BASE)), "readings": chosen}


def risk_request(seed: int, number: int) -> dict[str, Any]:
    """Return a request of `risk` with months side by side, missing or half known, in any order."""
    random = Random(f"risk {seed} {number}")
    year, month = map(int, a_month(random).split("-"))
    first = 12 * year + month - 1
    failing, silent, listed = (random.choice((0.15, 0.4, 0.8)) for _ in range(3))
    months = []
    for index in range(first, first + random.randint(0, 15)):
        if random.random() < listed:
            row: dict[str, Any] = {"month": f"{index // 12}-{index % 12 + 1:02}"}
            if random.random() < 0.85:
                row["valid_reports"] = random.choice((None, 1, 20)) if random.random() > silent else 0
            if random.random() < 0.85:
                row["result"] = random.choice((None, "pass", "pass")) if random.random() > failing else "fail"
            months.append(row)
    random.shuffle(months)
    truth = (True, False, None)
    return {
        "worker_type": random.choice(list(BASE)),
        "months": months,
        "phone_checks_missed": random.choice((0, 0, 1, 2, 3, MOST)),
        "criticised_by": random.sample(LEVELS, random.choice((0, 0, 1, 1, 2, 3))),
        "fabrication": random.choice((None, {key: random.choice(truth) for key in ("loss", "bad_effect")})),
        "title_misuse": random.random() < 0.3,
        "caused_serious_case": random.random() < 0.3,
        "township_statement": random.random() < 0.3,
    }
