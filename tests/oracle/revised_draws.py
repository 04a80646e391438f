"""Draw months and histories of the revised county at random, most of them near where its text bends."""

from random import Random
from typing import Any

from tests.oracle.draws import LEVELS, OPTIONAL
from tests.oracle.revised import FIRST, LEADER, MOST

WORKERS = ("rural", "community_part_time", "community_full_time", LEADER)
AROUND_DUE = range(16, 34)
FEW = range(5)
YEARS = range(8)
UNKNOWN_MOST = 3  # the second opinion tries the product of all that is not known
NEW = tuple(name for name in OPTIONAL if name != "poor_cooperation")


def revised_request(seed: int, number: int) -> dict[str, Any]:
    """Return a request of `estimate` for a month from 2027 on; the same for the same seed and number."""
    random = Random(f"revised {seed} {number}")
    worker = random.choice(WORKERS)
    request: dict[str, Any] = {
        "month": f"{random.choice((2027, 2027, 2028, 2031))}-{random.randint(1, 12):02}",
        "worker_type": worker,
    }
    left = random.choice((0, 0, 1, 2, UNKNOWN_MOST))

    def a_count(usual: range) -> int | None:
        nonlocal left
        if left and random.random() < 0.3:
            left -= 1
            return None
        return random.randint(0, MOST) if random.random() < 0.06 else random.choice(usual)

    request["sign_ins"] = a_count(random.choice((AROUND_DUE, AROUND_DUE, FEW)))
    if worker != LEADER or random.random() < 0.5:
        request["valid_reports"] = a_count(random.choice((AROUND_DUE, AROUND_DUE, range(14))))
    for name in (*NEW, "full_years", "meetings_missed"):
        if random.random() < 0.35:
            request[name] = a_count(YEARS if name == "full_years" else FEW)
    if random.random() < 0.2:
        request["poor_cooperation"] = random.choice((0, None))
    return request


def revised_history(seed: int, number: int) -> dict[str, Any]:
    """Return a request of `risk` around January 2027, months left out, half known, in any order."""
    random = Random(f"revised history {seed} {number}")
    worker = random.choice(WORKERS)
    change = 12 * 2027
    first = change if worker == LEADER else change - random.randint(0, 6)
    months = []
    for index in range(first, first + random.randint(1, 12)):
        if random.random() < 0.85:
            months.append(_row(random, f"{index // 12}-{index % 12 + 1:02}"))
    random.shuffle(months)
    return {
        "worker_type": worker,
        "months": months,
        "phone_checks_missed": random.choice((0, 1, 2)),
        "criticised_by": random.sample(LEVELS, random.choice((0, 0, 1))),
        "fabrication": None,
        "title_misuse": random.random() < 0.2,
        "caused_serious_case": False,
        "township_statement": False,
    }


def _row(random: Random, month: str) -> dict[str, Any]:
    row: dict[str, Any] = {"month": month}
    if random.random() < 0.5:
        row["result"] = random.choice((None, "pass", "fail"))
    if random.random() < 0.8:
        row["valid_reports"] = random.choice((0, 0, 6, 7, 12, 20, None))
    if month >= FIRST:
        if random.random() < 0.8:
            row["sign_ins"] = random.choice((0, 2, 3, 17, 21, 22, None))
        for name in ("missed_hazards", "refused_orders", "meetings_missed"):
            if random.random() < 0.25:
                row[name] = random.choice((0, 1, 2, 4))
    return row
