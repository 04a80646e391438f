"""How many cases a property test tries: few in `test`, ten times as many in `test --deep`."""

import os

from hypothesis import HealthCheck, settings

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "quick")
DEEP = PROFILE == "deep"
TIMES = 10 if DEEP else 1

# The same cases on every run, and no limit on the time of one: the machine may be busy.
settings.register_profile(
    "quick",
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", parent=settings.get_profile("quick"), max_examples=200)
# A few cases have to be enough to notice a mutant: with more, thousands of mutants would take a day.
settings.register_profile("mutation", parent=settings.get_profile("quick"), max_examples=5)


def examples(number: int) -> settings:
    """Return settings that try a property on this many cases, in `test --deep` on ten times as many."""
    return settings(max_examples=number * TIMES)


def every(nth: int) -> slice:
    """Return the slice that leaves one case of `nth`, in `test --deep` all.

    Of a product each value of each part is left where no part's length has a divisor in common with `nth`.
    """
    return slice(None, None, 1 if DEEP else nth)
