"""The page's own reading of a text box: where it gives a value, the engine gives the same."""

import re
from random import Random

from calculator import typed
from tests.calculator.test_typed import WAYS
from tests.node.in_node import asked

NUMERAL = re.compile("[一二三四五六七八九十]")
MARKS = "\u200b\ufeff\u200e\u2060\u00ad"
WIDE = str.maketrans("0123456789.-/", "０１２３４５６７８９．－／")


def dressed(chance: Random, text: str) -> str:
    """Return a text with some of it full width, marks in it and spaces around it."""
    wide = (each.translate(WIDE) if chance.random() < 0.3 else each for each in text)
    marked = (each + chance.choice(["", "", "", *MARKS]) for each in wide)
    return chance.choice(["", " ", "\u3000"]) + "".join(marked) + chance.choice(["", " ", "\u00a0"])


def test_a_stepper_reads_a_count_as_the_engine_does() -> None:
    chance = Random(5)
    behind = (
        "",
        "",
        "次",
        " 次",
        "个",
        ".",
        "。",
        ".0",
        ".00",
        ".5",
        "x",
        "%",
        "条",
        "-",
        "1 2",
        "。次",
        "元",
        "e2",
    )
    texts = [dressed(chance, f"{chance.randint(0, 999)}{chance.choice(behind)}") for _ in range(2000)]
    for text, found in zip(texts, asked("calculator/typed.js", "counted", texts), strict=True):
        wanted = {typed.whole(text, unit) for unit in ("次", "条")} - {None}
        assert {found} - {None} == wanted, text


def test_a_stepper_reads_typed_numbers_and_refuses_other_text() -> None:
    cases = {"２０": 20, "18次": 18, "": 0, "\u200b": 0, "480.": 480, "480。": 480, "20.0": 20, "18 次": 18}
    # Other kinds of digits are refused: once 2² became 22, and ① became 1.
    none = [
        "2²",
        "①",
        "20,00",
        "20,0",
        "很多",
        "20.5",
        "-1",
        "1,63",
        "1e2",
        "0x10",
        "1 2",
        "2O",
        "²5x",
        "9" * 10,
    ]
    assert asked("calculator/typed.js", "counted", [*cases, *none]) == [*cases.values(), *[None] * len(none)]


def test_a_month_control_gets_the_month_that_the_engine_reads() -> None:
    # Written in Chinese numerals, a month is left to the engine.
    months = [month for month, _, _ in WAYS if not NUMERAL.search(month)]
    months += ["2026-1", "2026 年 1 月", "202601", "2026/1", "2026–1", "2026—01", "２０２６。01"]
    months += ["20261001", "2026年10月1日", "2026.10.1", "2024-2-29 00:00:00"]
    for month, found in zip(months, asked("calculator/typed.js", "monthOf", months), strict=True):
        assert found == str(typed.month(month))
    left = ["十月", "2026年⑩月", "2026", "2026.1", "２０２６。 1", "2026-1 0", "20 26-10", "2026-02-29"]
    left += ["20261301", "2026-10-01 8:00", "2026-13", "0000-10", "2026-0"]
    assert asked("calculator/typed.js", "monthOf", left) == left
    assert [typed.month(text) for text in left] == [None] * len(left)


def test_the_page_and_the_engine_accept_the_same_months() -> None:
    chance = Random(6)
    parts = (["2026", "2024"], ["-", "/", ".", "年", "", " - "], ["1", "02", "10", "12", "1 0"])
    ends = [
        "",
        "月",
        "月份",
        "-1",
        "/29",
        ".30",
        "月31日",
        " ",
        "01",
        "-1 0:00",
        "日",
        "T00:00",
        "-1T00:00:00",
    ]
    texts = ["".join(map(chance.choice, (*parts, ends))) for _ in range(1500)]
    texts = [dressed(chance, text) for text in texts]
    months = [typed.month(text) for text in texts]
    for text, month, found in zip(texts, months, asked("calculator/typed.js", "monthOf", texts), strict=True):
        assert found == (str(month) if month else text), text
    assert 200 < sum(month is not None for month in months) < 1300
