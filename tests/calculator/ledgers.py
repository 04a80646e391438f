"""Ledgers as tests make them: a plain row by hand, and any rows at all."""

from typing import Any

from hypothesis import strategies as st

from calculator.grounds.base import Term, Times
from calculator.loading.folder import load
from calculator.month import Month
from calculator.policy import Policy

POLICY: Policy = load()
PRESENT, ELSEWHERE = "2022-05-06", "2021-01-01"
COUNTS = st.none() | st.integers(0, 40) | st.integers(0, 999)
NASTY = (
    "=1+1",
    "'=1+1",
    "''",
    " +1",
    "－5",
    "'tis",
    "@a",
    "a,b;c",
    '"',
    '"",',
    "\ufeff",
    "\u2028",
    "是",
    "-",
)
NOTES = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffd"), max_size=30
)
IDS = st.text("abz-_09", min_size=1, max_size=6)
MAYBE = st.sampled_from([True, False, None])


def row(month: str, **fields: Any) -> dict[str, Any]:
    """Return a row of a rural worker with 20 sign-ins and 20 reports, except for the given values."""
    return {"month": month, "worker_type": "rural", "sign_ins": 20, "valid_reports": 20, **fields}


def always(times: int) -> Times:
    """Return a number that holds in every month."""
    return Times([Term(Month(1, 1), times)])


@st.composite
def rows(draw: st.DrawFn, most: int = 6, elsewhere: bool = True) -> list[dict[str, Any]]:
    """Return rows of different months with some of their keys left out."""
    months = draw(
        st.lists(st.tuples(st.integers(2023, 2027), st.integers(1, 12)), unique=True, max_size=most)
    )
    return [draw(one(f"{year}-{number:02d}", elsewhere)) for year, number in months]


@st.composite
def one(draw: st.DrawFn, month: str, elsewhere: bool) -> dict[str, Any]:
    """Return a row of a month, under an edition that is not there too."""
    version = draw(st.sampled_from([PRESENT, ELSEWHERE] if elsewhere else [PRESENT]))
    known = {key: st.sampled_from(sorted(reading.options)) for key, reading in POLICY.readings.items()}
    readings = st.fixed_dictionaries({}, optional=known)
    needed = {
        "month": st.just(month),
        "worker_type": st.sampled_from(sorted(POLICY.workers)),
        "sign_ins": COUNTS,
        "valid_reports": COUNTS,
        "policy": st.just(version),
    }
    others = {key: COUNTS for key in POLICY.inputs if key not in needed} | {
        "readings": readings if version == PRESENT else readings | st.dictionaries(IDS, IDS, max_size=3),
        "result": st.sampled_from(["pass", "fail", None]),
        "phone_checks_missed": st.integers(0, 3),
        "criticised_by": st.lists(st.sampled_from(["county", "city", "province"]), max_size=3),
        "fabrication": st.none() | st.fixed_dictionaries({}, optional={"loss": MAYBE, "bad_effect": MAYBE}),
        "title_misuse": st.booleans(),
        "caused_serious_case": st.booleans(),
        "township_statement": st.booleans(),
        "note": NOTES,
    }
    return draw(st.fixed_dictionaries(needed, optional=others))
