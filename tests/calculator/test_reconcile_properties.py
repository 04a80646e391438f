"""Properties of every slip: the worker's own amounts agree, another count is found, no exception occurs."""

import json
from dataclasses import astuple
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import Calculator, refusal
from calculator.engine import alternatives, stand
from calculator.errors import InputError
from calculator.money import Span, yuan
from calculator.reconcile.counts import fitting
from calculator.situation import Situation
from tests.calculator.test_properties import (
    CALCULATOR,
    JSON,
    KNOWN,
    NUMBERS,
    PARTLY_KNOWN,
    POLICY,
    READINGS,
    floats,
)
from tests.support.examples import examples

pytestmark = pytest.mark.no_cover  # many cases of what other tests cover already

TOTALS = ("gross", "deductions", "payable", "year_end")
LINES = tuple(POLICY.tables.rules)
# Never an accusation, never a promise (CONTRIBUTING.md, 8).
HARD_WORDS = ("克扣", "少发", "错发", "拖欠", "违规", "骗", "故意", "必须", "补发", "错误")
AMOUNT = st.one_of(
    st.integers(0, 2000),
    st.builds(yuan, st.integers(0, 200_000)),
    st.integers(0, 80).map(lambda steps: yuan(750 * steps)),
)
GIVEN = st.dictionaries(st.sampled_from([*LINES, *TOTALS]), AMOUNT, min_size=1)


def rows(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [*answer["lines"], *answer["totals"]]


@given(PARTLY_KNOWN, READINGS)
def test_ones_own_exact_amounts_are_the_same_and_need_no_cause(
    request: dict[str, Any], readings: dict[str, str]
) -> None:
    asked = {**request, "readings": readings}
    own = CALCULATOR.estimate(asked)
    spans = {line["id"]: line for line in own["lines"]} | {name: own["totals"][name] for name in TOTALS}
    official = {key: each["min"] for key, each in spans.items() if each["min"] == each["max"]}
    if not official:
        return
    answer = CALCULATOR.reconcile({**asked, "official": official})
    for row in rows(answer):
        assert row["status"] == ("same" if row["id"] in official else "not_given")
        assert row["causes"] == []
    assert answer["unlisted"] is None
    assert "一致" in CALCULATOR.reconcile_page({**asked, "official": official})["verdict"]


# Art. 11(1), in 分: a price for each of the first 20, then 5 yuan for each up to 50.
PRICES = {"rural": 750, "community_part_time": 1500, "community_full_time": 2450}


def report_lines(worker_type: str, reports: int) -> tuple[int, int]:
    return PRICES[worker_type] * min(reports, 20), min(5000, 500 * max(0, reports - 20))


@given(st.sampled_from(sorted(PRICES)), st.integers(0, 40), st.integers(0, 40))
def test_another_count_of_reports_is_found(worker_type: str, own: int, counted: int) -> None:
    month = {"month": "2026-10", "worker_type": worker_type, "sign_ins": 20, "valid_reports": own}
    paid = report_lines(worker_type, counted)
    official = dict(zip(("report_pay", "surplus_reward"), map(yuan, paid), strict=True))
    found = {row["id"]: row for row in rows(CALCULATOR.reconcile({**month, "official": official}))}
    fits = [number for number in range(1000) if report_lines(worker_type, number) == paid]
    count = fits[0] if len(fits) == 1 else {"min": fits[0], "max": fits[-1]}
    for name, ours, theirs in zip(official, report_lines(worker_type, own), paid, strict=True):
        causes = [cause for cause in found[name]["causes"] if cause["kind"] == "count"]
        if ours == theirs:
            assert found[name]["status"] == "same"
            assert causes == []
        else:
            nearest = fits[0] if own < fits[0] else fits[-1]
            assert [(cause["count"], cause["change"]) for cause in causes] == [(count, nearest - own)]


@examples(25)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=25),
    st.integers(-40, 40),
    st.booleans(),
)
def test_the_counts_that_fit_are_those_a_scan_finds(
    steps: list[tuple[int, int]], amount: int, falls: bool
) -> None:
    spans, least, width = [], 0, 0
    for rise, wider in steps:
        least, width = least + rise, width + wider
        spans.append(Span(-least - width, -least) if falls else Span(least, least + width))
    scanned = [count for count, span in enumerate(spans) if span.holds(amount)]
    found = fitting(spans.__getitem__, len(spans) - 1, amount)
    assert found == (Span(scanned[0], scanned[-1]) if scanned else None)


@examples(4)
@given(PARTLY_KNOWN, READINGS)
def test_the_amounts_under_an_alternative_are_those_of_choosing_it(
    request: dict[str, Any], readings: dict[str, str]
) -> None:
    asked = {**request, "readings": readings}
    situation = Situation.read(POLICY, asked)
    for reading, option, other in alternatives(POLICY, situation, stand(POLICY, situation)):
        chosen = {**asked, "readings": {**readings, reading.id: option.id}}
        found = stand(POLICY, Situation.read(POLICY, chosen))
        bound, expected = ([astuple(each) for each in month.plan.rules] for month in (other, found))
        assert (bound, *other[1:]) == (expected, *found[1:])
        lines = CALCULATOR.estimate(chosen)["lines"]
        assert [(line["min"], line["max"]) for line in lines] == [
            (yuan(least), yuan(most)) for least, most in other.amounts
        ]


@examples(25)
@given(PARTLY_KNOWN, READINGS, GIVEN, st.none() | st.integers(-900, 0))
def test_every_difference_has_its_causes_and_they_hold(
    request: dict[str, Any], readings: dict[str, str], official: dict[str, Any], below: int | None
) -> None:
    official = {"payable": below, **official}
    asked = {**request, "readings": readings, "official": official}
    answer = CALCULATOR.reconcile(asked)
    assert floats(answer) == []
    for row in answer["lines"]:
        assert bool(row["causes"]) == (row["status"] == "differs")
        assert len(row["causes"]) <= 4
        for cause in row["causes"]:
            holds(CALCULATOR, asked, row, cause)
    for row in rows(answer):
        texts = [cause["text"] for cause in row["causes"]]
        assert len(set(texts)) == len(texts)
        assert all(text.endswith("。") for text in texts)
    words = json.dumps([answer["facts"], rows(answer)], ensure_ascii=False)
    shown = json.dumps(CALCULATOR.reconcile_page(asked), ensure_ascii=False)
    assert [word for word in HARD_WORDS if word in words + shown] == []


def holds(calculator: Calculator, asked: dict[str, Any], row: dict[str, Any], cause: dict[str, Any]) -> None:
    """Ask again as a cause of a line says it was: the line is, or holds, the official amount."""
    month = {key: value for key, value in asked.items() if key != "official"}
    if cause["kind"] == "count":
        count = cause["count"]
        ends = (count, count) if isinstance(count, int) else (count["min"], count["max"])
        tried = [{**month, cause["input"]: end} for end in ends]
        tried += [{**month, cause["input"]: cause["from"] + cause["change"]}]
    elif cause["kind"] == "reading":
        tried = [{**month, "readings": {**month["readings"], cause["reading"]: cause["alternative"]}}]
    else:
        return
    for request in tried:
        (line,) = (each for each in calculator.estimate(request)["lines"] if each["id"] == row["id"])
        least, most, official = (
            int(each.replace(".", "")) for each in (line["min"], line["max"], row["official"])
        )
        later = cause["kind"] == "reading" and line["paid"] == "year_end" and official == 0
        assert least <= official <= most or later
        assert not cause["exact"] or least == most or later


NEARLY = st.dictionaries(
    st.sampled_from([*POLICY.inputs, "official", "readings", "month", "worker_type", "result"]),
    JSON | NUMBERS | READINGS | GIVEN | st.dictionaries(st.sampled_from([*LINES, *TOTALS, "net"]), JSON),
)


@examples(25)
@given(JSON | NEARLY | st.builds(lambda one, other: {**one, **other}, KNOWN, NEARLY))
def test_any_request_has_an_answer_or_is_refused_with_its_fields(request: object) -> None:
    for answer in (CALCULATOR.reconcile, CALCULATOR.reconcile_page):
        try:
            given_back = answer(request)
        except InputError as error:
            given_back = refusal(error)["errors"]
        assert given_back
