"""What tests share."""

import pytest

from calculator.api import Calculator
from calculator.policy import Policy, load


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The county's policy, loaded once and never changed."""
    return load()


@pytest.fixture(scope="session")
def calculator(policy: Policy) -> Calculator:
    """The engine over the county's policy."""
    return Calculator(policy)
