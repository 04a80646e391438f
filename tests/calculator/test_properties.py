"""Properties that hold for every month, with any counts and readings."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import Calculator, refusal
from calculator.errors import InputError
from calculator.loading.folder import load
from calculator.policy import Policy
from tests.support.examples import examples

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover already

POLICY: Policy = load()
CALCULATOR = Calculator(POLICY)
TOTALS = ("gross", "deductions", "net", "payable", "year_end")
MISCONDUCT = ("missed_hazards", "refused_orders", "poor_cooperation")
NUMBERS = st.one_of(st.integers(0, 40), st.integers(0, 998))
COUNTS = dict.fromkeys(POLICY.inputs, NUMBERS)
READINGS = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(sorted(reading.options)) for key, reading in POLICY.readings.items()}
)
WHEN_AND_WHO = {
    "month": st.sampled_from(["2022-05", "2026-02", "2026-10", "2028-02"]),
    "worker_type": st.sampled_from(sorted(POLICY.workers)),
}
KNOWN = st.fixed_dictionaries({**WHEN_AND_WHO, **COUNTS})
PARTLY_KNOWN = st.fixed_dictionaries({**WHEN_AND_WHO, **{key: st.none() | NUMBERS for key in POLICY.inputs}})
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["2026-10", "rural", "１２"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def totals(request: dict[str, Any]) -> dict[str, dict[str, Decimal]]:
    return amounts(CALCULATOR.estimate(request)["totals"])


def ends(written: dict[str, dict[str, Any]]) -> dict[str, tuple[str, str]]:
    return {name: (total["min"], total["max"]) for name, total in written.items()}


def amounts(written: dict[str, dict[str, str]]) -> dict[str, dict[str, Decimal]]:
    return {name: {end: Decimal(value) for end, value in ends.items()} for name, ends in written.items()}


@given(KNOWN, READINGS)
def test_one_more_report_never_lowers_what_is_paid(request: dict[str, Any], readings: dict[str, str]) -> None:
    before = totals({**request, "readings": readings})
    after = totals({**request, "readings": readings, "valid_reports": request["valid_reports"] + 1})
    for name, end in product(TOTALS, ("min", "max")):
        assert after[name][end] >= before[name][end]


@given(KNOWN, READINGS, st.sampled_from(MISCONDUCT))
def test_one_more_misconduct_never_pays_more(
    request: dict[str, Any], readings: dict[str, str], key: str
) -> None:
    before = totals({**request, "readings": readings})
    after = totals({**request, "readings": readings, key: request[key] + 1})
    for name, end in product(TOTALS, ("min", "max")):
        assert after[name][end] <= before[name][end]


@given(KNOWN, READINGS)
def test_one_sign_in_fewer_never_pays_more(request: dict[str, Any], readings: dict[str, str]) -> None:
    before = totals({**request, "readings": readings, "sign_ins": request["sign_ins"] + 1})
    after = totals({**request, "readings": readings})
    for name, end in product(TOTALS, ("min", "max")):
        assert after[name][end] <= before[name][end]


@given(PARTLY_KNOWN, READINGS)
def test_the_lines_add_up_to_the_totals_that_are_not_narrower(
    request: dict[str, Any], readings: dict[str, str]
) -> None:
    answer = CALCULATOR.estimate({**request, "readings": readings})
    narrower = {name for name, total in answer["totals"].items() if total.pop("narrower", False)}
    found = amounts(answer["totals"])
    added: dict[str, dict[str, Decimal]] = {name: {} for name in TOTALS}
    for end in ("min", "max"):
        sums = {"gross": Decimal(0), "deductions": Decimal(0), "year_end": Decimal(0)}
        for line in answer["lines"]:
            kind = (
                "year_end"
                if line["paid"] == "year_end"
                else "deductions"
                if "deduction" in line["id"]
                else "gross"
            )
            sums[kind] += Decimal(line[end])
            assert (Decimal(line[end]) <= 0) if kind == "deductions" else (Decimal(line[end]) >= 0)
        net = sums["gross"] + sums["deductions"]
        floor = net if readings.get("below-zero") == "carried" else Decimal(0)
        for name, value in {**sums, "net": net, "payable": max(floor, net)}.items():
            added[name][end] = value
    assert {name for name in TOTALS if found[name] != added[name]} == narrower
    for name in narrower:
        assert added[name]["min"] <= found[name]["min"] <= found[name]["max"] <= added[name]["max"]


@given(PARTLY_KNOWN, READINGS)
def test_the_least_is_never_above_the_most(request: dict[str, Any], readings: dict[str, str]) -> None:
    answer = CALCULATOR.estimate({**request, "readings": readings})
    spans = [*answer["lines"], *answer["totals"].values()]
    for change in answer["readings"]:
        spans += change["totals"].values()
    for span in spans:
        assert Decimal(span["min"]) <= Decimal(span["max"])


@given(KNOWN, READINGS, st.sets(st.sampled_from(sorted(POLICY.inputs)), min_size=1))
def test_the_span_of_what_is_unknown_holds_every_known_figure(
    request: dict[str, Any], readings: dict[str, str], unknown: set[str]
) -> None:
    known = CALCULATOR.estimate({**request, "readings": readings})
    span = CALCULATOR.estimate({**request, "readings": readings, **dict.fromkeys(unknown)})
    pairs = [*zip(known["lines"], span["lines"], strict=True)]
    pairs += [(known["totals"][name], span["totals"][name]) for name in TOTALS]
    for inner, outer in pairs:
        assert Decimal(outer["min"]) <= Decimal(inner["min"])
        assert Decimal(inner["max"]) <= Decimal(outer["max"])


@examples(4)
@given(PARTLY_KNOWN, READINGS)
def test_an_alternative_gives_just_what_is_listed_for_it_or_changes_nothing(
    request: dict[str, Any], readings: dict[str, str]
) -> None:
    answer = CALCULATOR.estimate({**request, "readings": readings})
    listed = {(row["reading"], row["alternative"]): row for row in answer["readings"]}
    assert len(listed) == len(answer["readings"])
    for key, reading in POLICY.readings.items():
        for option in reading.options:
            taken = CALCULATOR.estimate({**request, "readings": {**readings, key: option}})["totals"]
            row = listed.pop((key, option), None)
            assert taken == row["totals"] if row else ends(taken) == ends(answer["totals"])
            assert (row is None) == (ends(taken) == ends(answer["totals"]))
    assert not listed


@given(PARTLY_KNOWN, READINGS)
def test_the_difference_is_how_far_the_balance_moves(
    request: dict[str, Any], readings: dict[str, str]
) -> None:
    answer = CALCULATOR.estimate({**request, "readings": readings})
    present = amounts(answer["totals"])["net"]
    for row in answer["readings"]:
        other = amounts(row["totals"])["net"]
        moved = {end: other[end] - present[end] for end in ("min", "max")}
        assert amounts({"net": row["difference"]})["net"] == moved


def floats(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [found for inner in value.values() for found in floats(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in floats(inner)]
    return [value] if isinstance(value, float) else []


@given(PARTLY_KNOWN, READINGS, st.sampled_from(["", "pass", "fail"]), st.booleans())
def test_there_is_no_float_in_any_answer(
    request: dict[str, Any], readings: dict[str, str], result: str, flag: bool
) -> None:
    form = {**request, "readings": readings, "result": result, "fabricated": flag, "title_misuse": flag}
    months = [
        {"month": request["month"], "valid_reports": request["valid_reports"], "result": result or None}
    ]
    risk = {"worker_type": request["worker_type"], "months": months, "title_misuse": flag}
    answers = [
        CALCULATOR.estimate({**request, "readings": readings}),
        CALCULATOR.page(form),
        CALCULATOR.further_page(form),
        CALCULATOR.risk(risk),
        CALCULATOR.needed({**request, "readings": readings, "target": "480.5", "history": {}}),
    ]
    assert floats(answers) == []


KEYS = [
    *POLICY.inputs,
    *POLICY.facts,
    "month",
    "worker_type",
    "readings",
    "months",
    "fabrication",
    "valid_reports",
    "target",
    "history",
]
NEARLY_RIGHT = st.dictionaries(
    st.sampled_from(KEYS),
    JSON
    | NUMBERS
    | READINGS
    | st.lists(st.dictionaries(st.sampled_from(["month", "valid_reports", "result"]), JSON), max_size=3),
)


@examples(30)
@given(JSON | NEARLY_RIGHT | st.builds(lambda one, other: {**one, **other}, KNOWN, NEARLY_RIGHT))
def test_any_request_has_an_answer_or_is_refused_with_its_fields(request: object) -> None:
    for answer in (CALCULATOR.estimate, CALCULATOR.risk, CALCULATOR.needed, CALCULATOR.page):
        try:
            given = answer(request)
        except InputError as error:
            given = refusal(error)["errors"]
        assert given
