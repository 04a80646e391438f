"""Fixtures of the engine's tests."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calculator.api import Calculator
from calculator.errors import InputError
from calculator.loading.folder import DEFAULT_FOLDER, load_editions, tables_of
from calculator.policy import Policy
from tests.support.county import copied

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
    return tables_of(DEFAULT_FOLDER)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A copy of the county's folder, free to be edited."""
    return copied(tmp_path / "county")


@pytest.fixture(scope="session")
def _revision(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.calculator.revision import with_revision  # it imports this module

    return with_revision(copied(tmp_path_factory.mktemp("revision") / "county"))


@pytest.fixture
def revised(_revision: Path, tmp_path: Path) -> Path:
    """A copy of the county with an edition from January 2027, free to be edited."""
    return shutil.copytree(_revision, tmp_path / "revised")


@pytest.fixture(scope="session")
def several(_revision: Path) -> Calculator:
    """The engine over the two editions of that county."""
    return Calculator(load_editions(_revision))


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` of a policy file, which must be there."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, (file, old)
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(answer: Answer, request: object) -> dict[str, list[str]]:
    """Return the messages by field with which a request is refused."""
    with pytest.raises(InputError) as caught:
        answer(request)
    found: dict[str, list[str]] = {}
    for error in caught.value.errors:
        found.setdefault(error.field, []).append(error.message)
    assert str(caught.value) == "；".join(error.message for error in caught.value.errors)
    return found
