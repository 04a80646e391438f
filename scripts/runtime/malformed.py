"""Draw malformed input by a seed: typed texts, forms, files, and numbers in every spelling of JSON.

The rehearsal uses it, so that the lean wasm module can refuse it.
`tests/deep/test_hostile.py` uses other seeds.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any

from calculator.api import Calculator
from calculator.month import Month
from calculator.policy import Policy

# Each sets a variable of the page, the canary, if the page treats any part of it as markup or code.
MARKUP = (
    "<script data-canary>hit = 1</script>",
    "<img data-canary src=x onerror='hit = 1'>",
    "<svg data-canary onload=hit=1>",
    "\"><x-canary onclick='hit = 1'>",
    "</textarea><iframe data-canary srcdoc='<script>parent.hit = 1</script>'></iframe>",
    "<a data-canary href='javascript:hit = 1'>x</a>",
    "javascript:hit=1",
    "{{ constructor.constructor('hit = 1')() }}",
    "${hit = 1}",
    "'; globalThis.hit = 1; '",
    "<style data-canary>*{display:none}</style>",
    "<base data-canary href='https://elsewhere.example/'>",
    "<link data-canary rel=stylesheet href=https://elsewhere.example/x.css>",
    "<meta data-canary http-equiv=refresh content='0;url=https://elsewhere.example/'>",
)
# White space and invisible characters, numbers, names of JSON and JavaScript, formulas and paths, months.
UNUSUAL = (
    *("", " ", "\0", "\n", "\r\n", "\t", "\u202e321", "\ufeff", "\ud800"),
    *("\U0001f469\u200d\U0001f33e", "é" * 30),
    *("-1", "+1", "-0", "1.5", "1e9", "1e999", "0x10", "١٢", "２０", "十二", "NaN", "Infinity", "9" * 400),
    *("1_000", "1,000.00", "￥500元", "480。5", "480.", "1,63", "18次", "20.0", "2\u200b0", "−10", "TRUE"),
    *("########", "null", "true", "[]", "{}", "__proto__", "constructor", "toString", "hasOwnProperty"),
    *("default", "undefined", "=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "+1-1", "'; DROP TABLE months; --"),
    *("../../etc/passwd", "%00", "%", "%zz", "2026-13", "2026-00", "0000-01", "99999-01", "2022-04"),
    *("2026-10-01", "2026年10月", "worker ", "WORKER", "?", "a:b:c"),
)
TEXTS = (*MARKUP, *UNUSUAL)
# How spreadsheets save a month or a version: as months and days, some of which can mean two months.
DATES = (
    *("Oct-26", "26-Oct", "1-Oct-26", "October 2026", "2026-Oct", "10/2026", "10/1/2026", "13/10/2026"),
    *("46296", "46297", "2026/10/1 0:00", "二〇二六年十月", "二〇二六年十一月", "2026.1", "44687"),
    *("5/6/2022", "6-May-22", "22-5-6", "2027/1/1", "99/99/9999", "1/2/345", "town-2"),
)
# Numbers of JSON that are no whole numbers, that are very long, and that JSON does not allow.
NUMBERS = (
    *("18.0", "20.5", "-0.0", "-0", "0e0", "1e2", "2E+1", "1e999", "-1e-999", "1e-7", "1e22", "142.5"),
    *("142.505", "0.30000000000000004", "202610", "2026.10", "2026.1", "NaN", "Infinity", "-Infinity"),
    *("9" * 15, "9" * 20, "9" * 38, "-" + "9" * 60, "9" * 400, "9" * 5000),
    *("0." + "0" * 400, "9" * 400 + ".5", "1" + "0" * 30 + "e-29"),
)
_PLACE = "number"


def typed(random: Random) -> str:
    """Return a text as a user may type or paste it."""
    if random.random() < 0.2:
        return _amount(random)
    texts = random.choices(TEXTS, k=random.choice((1, 1, 2, 3)))
    return "".join(texts)[: random.choice((10, 60, 5000))]


def _amount(random: Random) -> str:
    """Return a number with up to 30 digits, because computing with long numbers calls other functions."""
    whole = "".join(random.choices("0123456789", k=random.randint(1, random.choice((4, 12, 30)))))
    return random.choice(("", "", "-")) + whole + random.choice(("", "", ".", ".5", ".25", ".125", "元"))


def slip(random: Random, names: Sequence[str]) -> dict[str, str]:
    """Return typed texts as the official amounts of some of the names."""
    return {name: typed(random) for name in random.sample(names, random.randint(1, 3))}


def month(policy: Policy) -> dict[str, Any]:
    """Return a month in the year after the measures began, with the counts that its form shows first."""
    named = f"{policy.editions[0].first.year + 1}-10"
    first = policy.at(Month.parse(named))
    counts = {item.id: item.start for item in first.inputs.values() if item.required}
    return {"month": named, "worker_type": next(iter(first.workers)), **counts}


def form(random: Random, valid: dict[str, Any], policy: Policy) -> dict[str, Any]:
    """Return a form with up to three texts replaced, some with unknown readings or an unknown edition."""
    changed = dict(valid)
    for _ in range(random.randint(1, 3)):
        changed[random.choice(list(valid))] = typed(random)
    if random.random() < 0.3:
        changed["readings"] = {random.choice((*list(policy.readings)[:1], typed(random))): typed(random)}
    if random.random() < 0.2:
        changed["policy"] = typed(random)
    return changed


def ledger(random: Random, calculator: Calculator) -> tuple[str, str]:
    """Return the format and text of an exported file with some values replaced."""
    if random.random() < 0.5:
        document: Any = {"format": "grid-handbook-ledger", "version": 1}
        document["months"] = [_row(random, calculator.policy) for _ in range(random.randint(1, 4))]
        for _ in range(random.randint(0, 2)):
            document = _mutated(random, document)
        return "json", json.dumps(document, ensure_ascii=random.random() < 0.5)
    text = calculator.export_ledger({"months": [month(calculator.policy)], "format": "csv"})["text"]
    return "csv", _mutated_table(random, text)


def with_spreadsheet_dates(calculator: Calculator) -> Iterator[str]:
    """Yield tables as spreadsheets save them: with each of the dates as the month and as the version."""
    own = month(calculator.policy)
    text = calculator.export_ledger({"months": [own], "format": "csv"})["text"]
    for written in DATES:
        for cell in (own["month"], calculator.policy.measure["version"]):
            yield text.replace(str(cell), written)
    header, row, _ = text.removeprefix("\ufeff").split("\r\n")
    yield f"\ufeff\ufeffsep=,\r\n\r\n , ,\r\n{header}\r\n,,,\r\n{row.removesuffix(',')}\r\n"


def numbered(valid: Mapping[str, Any], values: Iterable[str] = NUMBERS) -> Iterator[str]:
    """Yield an object as JSON texts: each value, given as JSON, replaces all members, one, or the month."""
    keys = list(valid)
    for place, value in enumerate(values):
        one = {keys[place % len(keys)], *({"month"} & set(keys))}
        for changed in (_all_replaced(valid), *({**valid, key: _PLACE} for key in sorted(one))):
            yield json.dumps(changed).replace(f'"{_PLACE}"', value)


def _all_replaced(value: Any) -> Any:
    """Return a JSON value in which a placeholder replaces every value that is no object and no list."""
    if isinstance(value, dict):
        return {key: _all_replaced(inner) for key, inner in value.items()}
    return [_all_replaced(inner) for inner in value] if isinstance(value, list) and value else _PLACE


def _row(random: Random, policy: Policy) -> dict[str, Any]:
    """Return a valid row with a hostile or unusual text as its note."""
    year = policy.editions[0].first.year + 1
    named = f"{random.randint(year, year + 3)}-{random.randint(1, 10):02}"
    return {**month(policy), "month": named, "note": random.choice(TEXTS).replace("\ud800", "")[:100]}


def _mutated(random: Random, value: Any) -> Any:
    """Return a JSON value with one of its values replaced, added or doubled."""
    if isinstance(value, dict) and random.random() < 0.8:
        key = random.choice(list(value) or ["x"])
        if random.random() < 0.3:
            return {**value, random.choice(TEXTS): random.choice(TEXTS)}
        return {**value, key: _mutated(random, value.get(key))}
    if isinstance(value, list) and value and random.random() < 0.8:
        place = random.randrange(len(value))
        return [*value[:place], _mutated(random, value[place]), *value[place:]]
    nest: Any = 0
    for _ in range(random.choice((1, 40, 400))):
        nest = [nest]
    text = random.choice(TEXTS)
    return random.choice((text, {text: text}, [text] * 50, nest, None, True, -1, 10**400, 1.5, {}, []))


def _mutated_table(random: Random, text: str) -> str:
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    for _ in range(random.randint(1, 4)):
        line = random.choice(lines)
        if line:
            line[random.randrange(len(line))] = random.choice(TEXTS)
        if random.random() < 0.2:
            lines.append(list(random.choice(lines)))
        if random.random() < 0.2:
            line.append(random.choice(TEXTS))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=random.choice(",,,;\t")).writerows(lines)
    return out.getvalue()
