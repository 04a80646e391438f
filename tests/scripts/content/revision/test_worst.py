"""The month that loses most by the exam's revision, worked by hand from both texts."""

import pytest

from calculator.money import exactly
from scripts.content.revision.effects import effects, worst
from scripts.content.revision.pair import Pair
from scripts.content.revision.worst import worst_counts
from tests.scenarios.revised import COUNTY
from tests.scripts.content.revision.county import pair_of


@pytest.fixture(scope="module")
def exam() -> Pair:
    """The exam's two texts."""
    return pair_of(COUNTY)


# Each has 20 reports. Before, each of 20 sign-ins missing takes off 10. Now each of 22 missing takes off 15
# and 2 points, a meeting missed 20, at most 60 for all, and 5 points; below 60 points no base is paid. The
# deductions take at most the pay for reports.
@pytest.mark.parametrize(
    ("worker", "sign_ins", "missed", "loss"),
    [
        # 350 + 150 − 60 = 440; 100 − 16 − 25 = 59 points, 180 − (8 × 15 + 60) = 0.
        ("rural", 14, 5, -440_00),
        # 700 + 300 − 140 = 860; 100 − 32 − 15 = 53 points, 300 − (16 × 15 + 60) = 0.
        ("community_part_time", 6, 3, -860_00),
        # 1141 + 490 − 200 = 1431; 100 − 44 − 15 = 41 points, 490 − (22 × 15 + 60) = 100.
        ("community_full_time", 0, 3, -1331_00),
    ],
)
def test_two_counts_together_lose_more_than_one(
    exam: Pair, worker: str, sign_ins: int, missed: int, loss: int
) -> None:
    counts = worst_counts(exam, worker)
    assert counts is not None
    said = {key: count for key, count in counts.items() if count}
    wanted = {"sign_ins": sign_ins, "valid_reports": 20, "meetings_missed": missed}
    assert said == {key: count for key, count in wanted.items() if count}
    (own,) = [each for each in worst(effects(exam)) if each.worker == worker]
    assert (own.case.counts, own.whole) == (wanted, exactly(loss))


def test_a_type_of_one_text_alone_loses_nothing(exam: Pair) -> None:
    assert worst_counts(exam, "area_leader") is None


def test_where_nothing_changes_the_month_is_a_full_one(exam: Pair) -> None:
    assert worst_counts(Pair(exam.old, exam.old), "rural") == {"sign_ins": 20, "valid_reports": 20}
