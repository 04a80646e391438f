"""What the page's Python is asked before it goes out: what it needs to answer is what it is made of.

Python on the desk answers first, and the page's must then say the same to the letter.
"""

import json
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

from calculator.api import VERBS, Calculator, from_packed
from calculator.ledger.files import FORMATS, KIND
from scripts.runtime import wounds
from scripts.runtime.numerals import NUMBERS, numbered
from scripts.runtime.requests import LINES, TOTALS, UNSOUND, Drawn

# Not the seed of the tests: those ask what was not rehearsed.
SEED = 1
SOUND, FAULTY, FORMS, MONTHS, WOUNDED = 40, 20, 30, 120, 400
# One in so many is asked of each new policy: everybody who changes an amount waits for them.
PROVED = 20
# What a file of months may hold that is none, and what a request may be that nobody can read.
NO_FILES = (
    "",
    "{[",
    "\ufeff月份,签到\n2026-08,20",
    "月份\n" * 3,
    "\0",
    "[" * 200_000,
    '"' * 1000,
    "9" * 5000,
)
NO_REQUESTS = ("null", "[]", '"x"', "1e999", '{"month": "\\ud800", "sign_ins": 1e400}')


class Question(NamedTuple):
    """A verb, a request as JSON text, and what is answered, as JSON text too."""

    verb: str
    request: str
    answer: str


def rehearsed(packed: str, sampled: int = 1) -> list[Question]:
    """Return the questions over a packed policy, one in so many, answered."""
    calculator = from_packed(packed)
    asked = list(_asked(calculator))[::sampled]
    return [Question(verb, request, calculator.answer(request, verb)) for verb, request in asked]


def _asked(calculator: Calculator) -> Iterator[tuple[str, str]]:
    drawn = Drawn(calculator.policy, SEED)
    yield from ((verb, json.dumps(request)) for verb, request in _requests(drawn))
    rows = drawn.rows(MONTHS)
    for kind in FORMATS:
        export = json.dumps({"months": rows, "format": kind})
        yield "export_ledger", export
        written = json.loads(calculator.answer(export, "export_ledger"))
        for text in (written["text"], *NO_FILES):
            yield "import_ledger", json.dumps({"text": text, "format": kind})
        for text in wounds.cut_off(kind, calculator):
            yield "import_ledger", json.dumps({"text": text, "format": kind})
    yield from _unsound(drawn)
    for text in wounds.dated(calculator):
        yield "import_ledger", json.dumps({"text": text})
    chance = Random(SEED)
    for _ in range(WOUNDED):
        kind, text = wounds.ledger(chance, calculator)
        yield "import_ledger", json.dumps({"text": text, "format": kind})
        form = wounds.form(chance, drawn.form())
        yield "page", json.dumps(form)
        yield "further_page", json.dumps(form)
        yield "row_page", json.dumps({"form": form})
        for sound in (form, drawn.form()):
            slip = wounds.slip(chance, (*LINES, *TOTALS))
            yield "reconcile_page", json.dumps({**sound, "official": slip})
        yield "year_page", json.dumps({"months": rows[:7], "form": form})
    for verb in ("page", "further_page", "estimate", "import_ledger"):
        yield from ((verb, unreadable) for unreadable in NO_REQUESTS)


def _unsound(drawn: Drawn) -> Iterator[tuple[str, str]]:
    """Yield requests and files with every value in them that is unsound, and every odd number."""
    values = [*NUMBERS, *map(json.dumps, UNSOUND)]
    form, (row, *_) = drawn.form(), drawn.rows(1)
    asked = [(verb, "@", drawn.request(verb)) for verb in VERBS if not verb.endswith("_ledger")]
    asked += [(verb, "@", form) for verb in ("page", "further_page")]
    asked += [
        ("reconcile_page", "@", {**form, "official": {"payable": 480}}),
        ("row_page", '{"form": @}', form),
        ("year_page", f'{{"months": [{json.dumps(row)}], "form": @}}', form),
        ("form_page", '{"row": @}', row),
        ("export_ledger", '{"format": "csv", "months": [@]}', row),
    ]
    for verb, around, sound in asked:
        yield from ((verb, around.replace("@", text)) for text in numbered(sound, values))
    for text in numbered(row, values):
        file = f'{{"format": "{KIND}", "version": 1, "months": [{text}]}}'
        yield "import_ledger", json.dumps({"text": file})


def _requests(drawn: Drawn) -> Iterator[tuple[str, dict[str, Any]]]:
    for verb in VERBS:
        if not verb.endswith("_ledger"):
            yield from ((verb, drawn.request(verb)) for _ in range(SOUND))
            yield from ((verb, drawn.unsound(verb)) for _ in range(FAULTY))
    for _ in range(FORMS):
        form, rows = drawn.form(), drawn.rows(7)
        yield "page", form
        yield "further_page", form
        yield "reconcile_page", {**form, "official": {"payable": "480.00", "report_pay": "142.5"}}
        yield "row_page", {"form": form}
        yield "form_page", {"row": rows[0]}
        yield "year_page", {"months": rows, "form": form}
