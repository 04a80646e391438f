"""Wide tables of cases: `test` takes those that are named, `test --deep` the others."""

from collections.abc import Collection, Mapping, Sequence

import pytest


def deep_but(quick: Collection[str], cases: Mapping[str, Sequence[object]]) -> list[pytest.ParameterSet]:
    """Return the cases as parameters under their names, all marked `deep` but the `quick` ones."""
    assert set(quick) <= cases.keys(), "no case has this name"
    return [
        pytest.param(*case, id=name, marks=() if name in quick else pytest.mark.deep)
        for name, case in cases.items()
    ]
