"""The page's form as a month's row and back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculator.conftest import faults
from tests.calculator.ledger_form import BEFORE, CALCULATOR, form, kept
from tests.calculator.ledgers import ELSEWHERE, NOTES, POLICY, PRESENT, one, row
from tests.support.examples import examples

EARLY = "2022年4月：办法自2022年5月6日起试行，2022年4月还没有这份办法，不能按它估算"
TYPED = st.none() | st.integers(0, 999).map(str)
ANSWERS = st.sampled_from(["", "yes", "no"])
FABRICATIONS = st.one_of(
    st.just({"fabricated": False, "fabrication_loss": "", "fabrication_bad_effect": ""}),
    st.fixed_dictionaries(
        {"fabricated": st.just(True), "fabrication_loss": ANSWERS, "fabrication_bad_effect": ANSWERS}
    ),
)
READINGS = st.fixed_dictionaries(
    {},
    optional={
        key: st.sampled_from(sorted(set(reading.options) - {"default"}))
        for key, reading in POLICY.readings.items()
    },
)
FORMS = st.builds(
    lambda form, fabrication: {**form, **fabrication},
    st.fixed_dictionaries(
        {
            "month": st.builds("{}-{:02d}".format, st.integers(2023, 2030), st.integers(1, 12)),
            "worker_type": st.sampled_from(sorted(POLICY.workers)),
            **dict.fromkeys(POLICY.inputs, TYPED),
            "result": st.sampled_from(["", "pass", "fail"]),
            "phone_checks_missed": st.integers(0, 999).map(str),
            "criticised_by": st.sets(st.sampled_from(["county", "city", "province"])).map(
                lambda levels: [level for level in ("county", "city", "province") if level in levels]
            ),
            "title_misuse": st.booleans(),
            "caused_serious_case": st.booleans(),
            "township_statement": st.booleans(),
            "readings": READINGS,
        },
        optional={"policy": st.just(ELSEWHERE)},
    ),
    FABRICATIONS,
)


@examples(20)
@given(FORMS, NOTES)
def test_a_form_comes_back_from_its_row_as_it_was(typed: dict[str, Any], note: str) -> None:
    asked = CALCULATOR.row_page({"form": {**typed, **BEFORE, "target": "480"}, "note": note})["row"]
    assert CALCULATOR.form_page({"row": asked}) == {"form": typed, "note": note}


@examples(10)
@given(one("2026-10", elsewhere=True))
def test_a_row_comes_back_from_its_form_as_it_was(stated: dict[str, Any]) -> None:
    (whole,) = CALCULATOR.import_ledger(
        {"format": "json", "text": CALCULATOR.export_ledger({"format": "json", "months": [stated]})["text"]}
    )["months"]
    filled = CALCULATOR.form_page({"row": whole})
    again = CALCULATOR.row_page(filled)
    assert again == {"row": whole, "said": "2026年10月"}


def test_a_row_says_what_was_typed() -> None:
    asked = kept(
        sign_ins="１９",
        valid_reports=None,
        result="fail",
        phone_checks_missed="1",
        criticised_by=["city", "county"],
        fabricated=True,
        fabrication_loss="yes",
    )
    assert asked == {
        "month": "2026-10",
        "worker_type": "rural",
        **dict.fromkeys(POLICY.inputs, 0),
        "sign_ins": 19,
        "valid_reports": None,
        "readings": {},
        "result": "fail",
        "phone_checks_missed": 1,
        "criticised_by": ["county", "city"],
        "fabrication": {"loss": True, "bad_effect": None},
        "title_misuse": False,
        "caused_serious_case": False,
        "township_statement": False,
        "note": "",
        "policy": PRESENT,
    }


def test_a_form_is_filled_with_the_text_of_its_controls() -> None:
    stated = row(
        "2026-10",
        sign_ins=19,
        valid_reports=None,
        result="fail",
        phone_checks_missed=1,
        criticised_by=["city"],
        fabrication={"loss": True, "bad_effect": None},
        readings={"base-share": "by_result"},
        note="好",
    )
    assert CALCULATOR.form_page({"row": stated}) == {
        "form": {
            "month": "2026-10",
            "worker_type": "rural",
            **dict.fromkeys(POLICY.inputs, "0"),
            "sign_ins": "19",
            "valid_reports": None,
            "result": "fail",
            "phone_checks_missed": "1",
            "criticised_by": ["city"],
            "fabricated": True,
            "fabrication_loss": "yes",
            "fabrication_bad_effect": "",
            "title_misuse": False,
            "caused_serious_case": False,
            "township_statement": False,
            "readings": {"base-share": "by_result"},
        },
        "note": "好",
    }
    assert CALCULATOR.form_page({"row": row("2026-10")})["form"]["result"] == ""
    # A form without a note is kept without one.
    assert CALCULATOR.row_page({"form": form()})["row"]["note"] == ""


def test_consequences_without_a_fabrication_are_not_kept() -> None:
    assert kept(fabrication_loss="yes")["fabrication"] is None


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"sign_ins": "x"}, "sign_ins", "2026年10月：签到次数要写 0 到 999 的整数，例如 18（写的是 x）"),
        ({"month": ""}, "month", "月份要写成年-月，例如 2026-10"),
        ({"month": "2022-04"}, "month", EARLY),
        ({"worker_type": "mayor"}, "worker_type", None),
        ({"result": "good"}, "result", None),
        ({"phone_checks_missed": ""}, "phone_checks_missed", None),
        ({"criticised_by": ["x"]}, "criticised_by", None),
        ({"fabricated": True, "fabrication_loss": "maybe"}, "fabrication_loss", None),
        ({"fabricated": True, "fabrication_bad_effect": 1}, "fabrication_bad_effect", None),
        ({"title_misuse": "on"}, "title_misuse", None),
        ({"readings": {"base-share": "x"}}, "readings.base-share", None),
        ({"policy": "二〇二二"}, "policy", None),
    ],
)
def test_a_fault_is_named_as_the_form_names_it(fields: dict[str, Any], field: str, said: str | None) -> None:
    for ask, request in (
        (CALCULATOR.row_page, {"form": form(**fields)}),
        (CALCULATOR.year_page, {"months": [], "form": form(**fields)}),
    ):
        found = faults(ask, request)
        assert list(found) == [field]
        if said:
            assert found[field] == [said]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"previous_valid_reports": "-1"}, "previous_valid_reports"),
        ({"previous_result": "good"}, "previous_result"),
        ({"month": "2022-05", "previous_result": "pass"}, "previous_valid_reports"),
    ],
)
def test_a_fault_of_the_month_before_has_its_own_field(fields: dict[str, Any], field: str) -> None:
    typed = form(**fields)
    assert list(faults(CALCULATOR.year_page, {"months": [], "form": typed})) == [field]
    # The fields about the month before do not belong to this month's row.
    assert kept(**fields)["month"] == typed["month"]


def test_all_faults_of_a_form_are_reported_at_once() -> None:
    wrong = form(sign_ins="x", valid_reports="", result="good")
    asked = faults(CALCULATOR.row_page, {"form": wrong, "note": "a\nb"})
    assert list(asked) == ["sign_ins", "valid_reports", "result", "note"]


def test_a_value_that_is_neither_form_nor_row_is_refused() -> None:
    assert faults(CALCULATOR.row_page, {"form": []}) == {"form": ["表单要是一个对象"]}
    assert list(faults(CALCULATOR.row_page, {"form": form(), "page": 1})) == ["page"]
    assert list(faults(CALCULATOR.row_page, {})) == ["month", "worker_type", "sign_ins", "valid_reports"]
    assert list(faults(CALCULATOR.row_page, [])) == [""]
    assert list(faults(CALCULATOR.form_page, {"row": None})) == ["months.0"]
    assert list(faults(CALCULATOR.form_page, {"row": row("2026-10"), "note": ""})) == ["note"]
    assert list(faults(CALCULATOR.year_page, {"months": [], "form": form(), "page": 1})) == ["page"]
    unsound = {"months": [row("09")], "form": form()}
    assert list(faults(CALCULATOR.year_page, unsound)) == ["months.0.month"]
