"""What the engine's tests share."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from calculator.errors import InputError, Problem
from calculator.lint import check
from calculator.policy import DEFAULT_FOLDER, Policy, parse, read
from tests.support.county import copied, first_rows

Answer = Callable[[object], Any]


@pytest.fixture(scope="session")
def policy_places(policy: Policy) -> list[str]:
    """The keys of all places of the measures."""
    return list(policy.text)


@pytest.fixture
def month() -> dict[str, Any]:
    """An ordinary month as `estimate` is asked: all 20 sign-ins and all 20 reports."""
    return {"month": "2026-10", "worker_type": "rural", "sign_ins": 20, "valid_reports": 20}


@pytest.fixture(scope="session")
def parsed() -> dict[str, dict[str, Any]]:
    """The county's files as tables, before any check."""
    problems: list[Problem] = []
    tables = parse(read(DEFAULT_FOLDER, problems), problems)
    assert problems == []
    return tables


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A copy of the county's folder, free to be edited."""
    return copied(tmp_path / "county")


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` of a policy file, which must be there."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(answer: Answer, request: object) -> dict[str, list[str]]:
    """Return the messages by field with which a request is refused."""
    with pytest.raises(InputError) as caught:
        answer(request)
    found: dict[str, list[str]] = {}
    for field, message in caught.value.errors:
        found.setdefault(field, []).append(message)
    assert str(caught.value) == "；".join(error.message for error in caught.value.errors)
    return found


def damaged(parsed: Mapping[str, Any], file: str, old: str, new: str) -> list[Problem]:
    """Return the problems after the first `old` of a policy file is replaced."""
    text = first_rows((DEFAULT_FOLDER / file).read_text(encoding="utf-8"))
    assert old in text
    problems: list[Problem] = []
    edited = parse({file: text.replace(old, new, 1)}, problems)
    assert problems == []
    check({**parsed, **edited}, problems)
    return problems


def replaced(parsed: Mapping[str, Any], file: str, name: str, value: object) -> list[Problem]:
    """Return the problems after a table of a policy file is replaced."""
    problems: list[Problem] = []
    check({**parsed, file: {**parsed[file], name: value}}, problems)
    return problems
