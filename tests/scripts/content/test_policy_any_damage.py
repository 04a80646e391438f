"""For any changed value of the policy, the loader reports a problem or the engine still answers."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from calculator.api import Calculator
from calculator.errors import InputError, Problem
from calculator.loading.checks import check
from calculator.money import Literal
from calculator.policy import build
from tests.scripts.content.policy_damage import PARSED, checked
from tests.support.examples import examples

Path = tuple[Any, ...]
GONE = object()
VALUES = [GONE, 0, 5, -1, 10**30, True, "", "x", "unlimited", "{x}", Literal("1.5"), date(2030, 1, 1)]
VALUES += [[], [5], ["x"], [{}], {}, {"x": 1}]
FULL = {"sign_ins": 18, "valid_reports": 31, "praised_by_city": 2, "major_reports": 1, "refused_orders": 1}
EMPTY = {"sign_ins": 20, "valid_reports": 0}


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the place of every value inside tables and lists."""
    if len(path) > 1:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from paths(inner, (*path, place))


def put(value: Any, path: Path, new: object) -> Any:
    """Return the value with another in one place, or without it."""
    copy = dict(value) if isinstance(value, dict) else list(value)
    key, *rest = path
    if rest:
        copy[key] = put(value[key], tuple(rest), new)
    elif new is GONE:
        del copy[key]
    else:
        copy[key] = new
    return copy


# The file first, so that the many words of the articles do not crowd out the rest.
PLACES = st.sampled_from(sorted(PARSED)).flatmap(
    lambda file: st.sampled_from([(file, *path) for path in paths(PARSED[file], (0,))])
)


def answered(tables: Mapping[str, Any]) -> bool:
    """Tell whether the engine answers from tables, with a result or with faults."""
    calculator = Calculator(build(tables))
    for counts in (FULL, EMPTY):
        form = {"month": "2026-10", "worker_type": "rural", **counts, "result": "fail", "fabricated": True}
        try:
            answer = {**calculator.page(form), **calculator.further_page(form)}
        except InputError as error:
            answer = {"errors": error.errors}
        assert answer
    return True


@examples(25)
@given(PLACES, st.sampled_from(VALUES))
def test_damage_is_reported_or_does_no_harm(place: Path, new: object) -> None:
    file, _, *path = place
    damaged = {**PARSED, file: put(PARSED[file], tuple(path), new)}
    problems = checked(damaged, file)
    assert all(problem.file in PARSED and problem.message for problem in problems)
    assert problems or answered(damaged)


@examples(25)
@given(PLACES, st.sampled_from(VALUES))
def test_the_engine_alone_refuses_damage_or_answers(place: Path, new: object) -> None:
    """Without the schemas, which only `check` has."""
    file, _, *path = place
    damaged = {**PARSED, file: put(PARSED[file], tuple(path), new)}
    problems: list[Problem] = []
    check(damaged, problems)
    assert problems or answered(damaged)


def test_the_files_are_sound_before_they_are_damaged() -> None:
    assert [problem for file in PARSED for problem in checked(PARSED, file)] == []
