"""What the page itself reads of a box: it agrees with the engine wherever it reads anything."""

from random import Random

from calculator import typed
from tests.calculator.test_typed import WAYS
from tests.scripts.in_node import asked

MARKS = "\u200b\ufeff\u200e\u2060\u00ad"
WIDE = str.maketrans("0123456789.-/", "０１２３４５６７８９．－／")


def dressed(chance: Random, text: str) -> str:
    """Return a text with some of it full width, marks in it and spaces around it."""
    wide = (each.translate(WIDE) if chance.random() < 0.3 else each for each in text)
    marked = (each + chance.choice(["", "", "", *MARKS]) for each in wide)
    return chance.choice(["", " ", "\u3000"]) + "".join(marked) + chance.choice(["", " ", "\u00a0"])


def test_a_stepper_starts_from_what_the_engine_reads() -> None:
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
    for text, found in zip(texts, asked("typed.js", "counted", texts), strict=True):
        wanted = {typed.whole(text, unit) for unit in ("次", "条")} - {None}
        assert {found} - {None} == wanted, text


def test_a_stepper_starts_from_what_was_typed() -> None:
    cases = {"２０": 20, "18次": 18, "": 0, "\u200b": 0, "480.": 480, "480。": 480, "20.0": 20, "18 次": 18}
    # Digits of another kind are none: of 2² became 22, of ① 1.
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
    assert asked("typed.js", "counted", [*cases, *none]) == [*cases.values(), *[None] * len(none)]


def test_a_month_put_into_a_control_for_months_is_the_engines() -> None:
    months = [month for month, _, _ in WAYS if ":" not in month and "-01" not in month]
    months += ["2026-1", "2026 年 1 月", "202601", "2026/1", "2026–1", "2026—01", "２０２６。01"]
    for month, found in zip(months, asked("typed.js", "monthOf", months), strict=True):
        assert found == str(typed.month(month))
    left = ["十月", "2026年⑩月", "2026", "2026.1", "２０２６。 1"]
    assert asked("typed.js", "monthOf", left) == left
    assert [typed.month(text) for text in left] == [None] * len(left)
