"""What the tests need of the machine and the project does not bring along."""

import os

import pytest


def found_or_skip(program: str | None, name: str) -> str:
    """Return a program that was found; where there is none, leave the test out, but never in CI."""
    if program is None:
        assert "CI" not in os.environ, f"CI must try this with {name}"
        pytest.skip(f"这台电脑上没有 {name}，和它有关的没有试")
    return program
