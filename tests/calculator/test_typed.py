"""Typed and pasted text: one function for each kind of value, used by every input path."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import typed
from calculator.api import Calculator
from calculator.errors import InputError
from calculator.month import Month
from calculator.policy import Policy
from tests.calculator.ledger_tables import HEADERS, changed, text_of

UNSEEN = "\u200b\ufeff\u200e\u200f\u2060\u00ad\u202c\ufe0f"
SPACES = " \u00a0\u3000\u2009\u202f\t\n"
WIDE = str.maketrans("0123456789-/.,+", "０１２３４５６７８９－／．，＋")


@st.composite
def pasted(draw: st.DrawFn, text: str) -> str:
    """Return a text as it may come out of a chat: full width in part, marks between, spaces around."""
    wide = (draw(st.sampled_from([each, each.translate(WIDE)])) for each in text)
    marks = st.text(UNSEEN, max_size=2)
    around = st.text(UNSEEN + SPACES, max_size=3)
    return draw(around) + "".join(each + draw(marks) for each in wide) + draw(around)


@given(st.integers(0, 999), st.data())
def test_a_count_is_the_same_however_it_was_pasted(number: int, data: st.DataObject) -> None:
    written = f"{number}{data.draw(st.sampled_from(['', '.', '.0', '.00', '次', ' 次', '个']))}"
    assert typed.whole(data.draw(pasted(written)), "次") == number


@given(st.integers(-99_999_999, 99_999_999), st.data())
def test_an_amount_is_the_same_however_it_was_pasted(fen: int, data: st.DataObject) -> None:
    grouped = data.draw(st.sampled_from([",", ""]))
    number = f"{abs(fen) // 100:{grouped}}.{abs(fen) % 100:02d}"
    before = data.draw(st.sampled_from(["", "¥", "￥"]))
    behind = data.draw(st.sampled_from(["", "元", " 元", "块"]))
    sign = "" if fen >= 0 else data.draw(st.sampled_from("-−－"))
    assert typed.fen(data.draw(pasted(sign + before + number + behind))) == fen


@given(st.integers(1, 9999), st.integers(1, 12), st.data())
def test_a_month_is_the_same_however_it_was_written(year: int, number: int, data: st.DataObject) -> None:
    plain = data.draw(
        st.sampled_from(
            ["{0:04d}-{1:02d}", "{0:04d}/{1}", "{0:04d}年{1}月", "{0:04d}.{1:02d}", "{0:04d}{1:02d}"]
        )
    )
    first = (
        data.draw(st.sampled_from(["", "-1", "/01", "/1 0:00"]))
        if not plain.endswith(("月", "d}{1:02d}"))
        else ""
    )
    assert typed.month(data.draw(pasted(plain.format(year, number) + first))) == Month(year, number)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "20.5",
            "-1",
            "−1",
            "+1",
            "1,63",
            "1,0000",
            ",100",
            "1.000",
            "十二",
            "2O",
            "1 2",
            "1\u00a0000",
            "¥20",
        ),
        *("20次左右", "18条", "1e2", "²", "٣", ".5", ".", "，", "", "1/2", "0x10", "20%", "１，６３"),
    ],
)
def test_text_that_is_not_a_count(text: str) -> None:
    assert typed.whole(text, "次") is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1,63",
            "1,0000",
            "1.000",
            "7.505",
            "5e2",
            "--5",
            "-¥-5",
            "350\t150",
            "350 150",
            "五百",
            "500元5",
            "$5",
        ),
        *("1.5万", ".5", "．", "元", "1,000,0", "500次", "(10.00)", "12:30", "0,5", "1'000", "500/月", "10%"),
    ],
)
def test_text_that_is_not_an_amount(text: str) -> None:
    assert typed.fen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("2026", "2026-13", "2026-00", "0000-01", "26-10", "10/2026", "10-1-2026", "Oct-26", "十月", "10月"),
        *(
            "2026-10-32",
            "2026-02-30",
            "2026-10-00",
            "2026-10-01 8:30",
            "2026-10-01T00:00:00Z",
            "2026年",
            "20261",
        ),
        *("2026年十三月", "2026年零月", "2026年二十月", "二六年十月", "''2026-10"),
        *("2026--10", "2026-10-1-1", "2026013x", "46296", "-2026-10", "", "2026-1O"),
        # October, where a spreadsheet took it for a number and dropped the zero.
        *("2026.1", "２０２６。1", "2026. 1"),
    ],
)
def test_text_that_is_not_a_month(text: str) -> None:
    assert typed.month(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2026 年 10 月",
            "2026年10月份",
            "2026-10-31",
            "20261001",
            "2026年10月1号",
            "2026–10",
            "2026‑10",
            "2026-10月",
        ),
        *("2026/10/01 00:00:00", "2026-10-01T00:00:00.000", "2026年10月1日 0:00"),
        *("2026年十月", "２０２６ 年 十月份", "二〇二六年十月", "二零二六年10月", "'2026-10"),
    ],
)
def test_further_ways_to_write_october(text: str) -> None:
    assert typed.month(text) == Month(2026, 10)


def test_invisible_characters_are_named_and_long_values_shortened() -> None:
    assert typed.shown("2\u200b0\u00a0x\u3000\ufeff\u202e\n") == (
        "2〔零宽空格〕0〔不换行空格〕x〔全角空格〕〔零宽字符〕〔方向标记〕〔换行〕"
    )
    assert typed.shown("x" * 13) == "x" * 12 + "…"
    assert typed.shown(["x"]) == typed.shown(2**128) == ""


# October 2026, 19 sign-ins, 490 yuan. One sign-in is short of 20: 350 + 150 - 10 = 490.00 (articles 9,
# 11(1), 12(3)).
WAYS = [
    ("2026-10", "19", "490"),
    ("２０２６－１０", "１９", "４９０．００"),
    ("2026年10月", "19次", "￥490.00"),
    ("\u200b2026/10\ufeff", "1\u200b9", "490元"),
    ("2026-10-01", "19.0", "490。"),
    ("2026/10/1 0:00", " 19 次\u00a0", "490。00 元"),
]
# The page leaves these to the engine.
SPELT = [("2026年十月", "19", "490"), ("二〇二六年十月", "19", "490"), ("'2026-10", "19", "490")]


@pytest.mark.parametrize(("month", "count", "amount"), [*WAYS, *SPELT])
def test_every_input_path_reads_the_same_value(policy: Policy, month: str, count: str, amount: str) -> None:
    calculator = Calculator(policy)
    asked = {"month": month, "worker_type": "rural", "sign_ins": count, "valid_reports": "20"}
    versioned = {**asked, "policy": "２０２２/5/6"}
    assert calculator.estimate(versioned)["totals"]["payable"]["min"] == "490.00"
    shown = calculator.page({**versioned, "target": amount})
    assert (shown["headline"], shown["month"]) == ("490.00 元", "2026-10")
    assert calculator.needed({**asked, "target": amount})["reached"] is True
    (row,) = (
        each
        for each in calculator.reconcile({**asked, "official": {"payable": amount}})["totals"]
        if each["id"] == "payable"
    )
    assert (row["status"], row["official"]) == ("same", "490.00")
    file = json.dumps({"format": "grid-handbook-ledger", "version": 1, "months": [versioned]})
    table = text_of(HEADERS, changed(month=month, sign_ins=count, policy="2022/5/6"))
    for text in (file, table):
        (kept,) = calculator.import_ledger({"text": text})["months"]
        assert (kept["month"], kept["sign_ins"], kept["policy"]) == ("2026-10", 19, "2022-05-06")
        assert calculator.year({"months": [kept]})["totals"]["payable"]["min"] == "490.00"
    risk = {"worker_type": "rural", "months": [{"month": month, "valid_reports": count.replace("次", "条")}]}
    assert calculator.risk(risk) == calculator.risk(
        {"worker_type": "rural", "months": [{"month": "2026-10", "valid_reports": 19}]}
    )


def test_a_worker_type_with_marks_in_it_is_one(calculator: Calculator) -> None:
    month = {"month": "2026-10", "worker_type": "\ufeffrural\u200b ", "sign_ins": 20, "valid_reports": 20}
    assert calculator.estimate(month)["worker_type"] == "rural"


def test_a_sign_alone_is_an_amount_not_typed_yet(calculator: Calculator) -> None:
    month: dict[str, Any] = {"month": "2026-10", "worker_type": "rural", "sign_ins": 20, "valid_reports": 20}
    slip = {"payable": "500", "deductions": "−", "gross": "￥", "base": "—"}
    totals = calculator.reconcile({**month, "official": slip})["totals"]
    assert [row["id"] for row in totals if row["official"] is not None] == ["payable"]


@given(st.text(max_size=40) | st.text("0123456789.,，。 年月日/-:T¥元次\u200b", max_size=24))
def test_any_text_is_read_or_refused_with_words(policy: Policy, text: str) -> None:
    calculator = Calculator(policy)
    for field in ("month", "sign_ins", "target"):
        form = {
            "month": "2026-10",
            "worker_type": "rural",
            "sign_ins": "20",
            "valid_reports": "20",
            field: text,
        }
        try:
            calculator.page(form)
        except InputError as error:
            refused = {each.field for each in error.errors}
        else:
            refused = {field}
        assert refused == {field}
