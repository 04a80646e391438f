"""Draw the questions of the rehearsal: the build keeps those parts of Python that the answers need.

The build's own Python answers first, and the page's Python must give the same text.
"""

import json
from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any, NamedTuple

from calculator.api import VERBS, Calculator, from_packed
from calculator.ledger.files import FORMATS, KIND
from scripts.runtime import malformed
from scripts.runtime.malformed import NUMBERS, numbered
from scripts.runtime.requests import INVALID, TOTALS, Drawn

# The tests use another seed, so that they ask questions that were not rehearsed.
SEED = 1
VALID_REQUESTS, INVALID_REQUESTS, FORMS, MONTHS, MALFORMED = 40, 20, 30, 120, 400
# A changed policy is proven with some of the questions whose answers have amounts, because its author waits:
# every 11th, so that each verb and each question of the page is among them.
PROOF = slice(0, 480, 11)
# Texts that are not a file of months.
NO_FILES = (
    *("", "{[", "\ufeff月份,签到\n2026-08,20", "月份\n" * 3, "\0"),
    *("[" * 200_000, '"' * 1000, "9" * 5000),
)


class Question(NamedTuple):
    """Hold a verb, a request as JSON text, and the expected answer as JSON text."""

    verb: str
    request: str
    answer: str


def answered_questions(packed: str, part: slice = slice(None)) -> list[Question]:
    """Return a part of the questions about a packed policy, with the answers of the build's own Python."""
    calculator = from_packed(packed)
    asked = islice(_asked(calculator), part.start, part.stop, part.step)
    return [Question(verb, request, calculator.answer(request, verb)) for verb, request in asked]


def _asked(calculator: Calculator) -> Iterator[tuple[str, str]]:
    drawn = Drawn(calculator.policy, SEED)
    yield from ((verb, json.dumps(request)) for verb, request in _requests(drawn))
    rows, lines = drawn.rows(MONTHS), list(calculator.policy.tables.rules)
    for kind in FORMATS:
        export = json.dumps({"months": rows, "format": kind})
        yield "export_ledger", export
        written = json.loads(calculator.answer(export, "export_ledger"))
        for text in (written["text"], *NO_FILES):
            yield "import_ledger", json.dumps({"text": text, "format": kind})
    yield from _invalid(drawn)
    for text in malformed.with_spreadsheet_dates(calculator):
        yield "import_ledger", json.dumps({"text": text})
    chance = Random(SEED)
    for _ in range(MALFORMED):
        kind, text = malformed.ledger(chance, calculator)
        yield "import_ledger", json.dumps({"text": text, "format": kind})
        form = malformed.form(chance, drawn.form(), calculator.policy)
        yield "page", json.dumps(form)
        yield "further_page", json.dumps(form)
        yield "row_page", json.dumps({"form": form})
        for sent in (form, drawn.form()):
            slip = malformed.slip(chance, (*lines, *TOTALS))
            yield "reconcile_page", json.dumps({**sent, "official": slip})
        yield "year_page", json.dumps({"months": rows[:7], "form": form})


def _invalid(drawn: Drawn) -> Iterator[tuple[str, str]]:
    """Yield requests and files in which each invalid value and each number replaces one or all values."""
    values = [*NUMBERS, *map(json.dumps, INVALID)]
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
    for verb, around, valid in asked:
        yield from ((verb, around.replace("@", text)) for text in numbered(valid, values))
    for text in numbered(row, values):
        file = f'{{"format": "{KIND}", "version": 1, "months": [{text}]}}'
        yield "import_ledger", json.dumps({"text": file})


def _requests(drawn: Drawn) -> Iterator[tuple[str, dict[str, Any]]]:
    for verb in VERBS:
        if not verb.endswith("_ledger"):
            yield from ((verb, drawn.request(verb)) for _ in range(VALID_REQUESTS))
            yield from ((verb, drawn.invalid(verb)) for _ in range(INVALID_REQUESTS))
    for _ in range(FORMS):
        form, rows = drawn.form(), drawn.rows(7)
        yield "page", form
        yield "further_page", form
        yield "reconcile_page", {**form, "official": {"payable": "480.00"}}
        yield "row_page", {"form": form}
        yield "form_page", {"row": rows[0]}
        yield "year_page", {"months": rows, "form": form}
