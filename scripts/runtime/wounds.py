"""Draw damaged and hostile input: typed texts, forms, ledgers; the same from the same seed.

The rehearsal asks some of it, so that the lean wasm can refuse it; `tests/deep/test_hostile.py` draws more.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from calculator.api import Calculator

# Each sets the page's canary where any part of it is taken for more than text.
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
ODD = (
    *(
        "",
        " ",
        "\0",
        "\n",
        "\r\n",
        "\t",
        "\u202e321",
        "\ufeff",
        "\ud800",
        "\U0001f469\u200d\U0001f33e",
        "é" * 30,
    ),
    *(
        "-1",
        "+1",
        "-0",
        "1.5",
        "1e9",
        "1e999",
        "0x10",
        "١٢",
        "２０",
        "十二",
        "NaN",
        "Infinity",
        "9" * 400,
        "1_000",
        *(
            "1,000.00",
            "￥500元",
            "480。5",
            "480.",
            "1,63",
            "18次",
            "20.0",
            "2\u200b0",
            "−10",
            "TRUE",
            "########",
        ),
    ),
    *(
        "null",
        "true",
        "[]",
        "{}",
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "default",
        "undefined",
    ),
    *(
        "=1+1",
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "+1-1",
        "'; DROP TABLE months; --",
        "../../etc/passwd",
        "%00",
        "%",
        "%zz",
    ),
    *(
        "2026-13",
        "2026-00",
        "0000-01",
        "99999-01",
        "2022-04",
        "2026-10-01",
        "2026年10月",
        "rural ",
        "RURAL",
        "?",
        "a:b:c",
    ),
)
SCRAPS = (*MARKUP, *ODD)
# What spreadsheets make of a month or a version: months and days, some of which may be two.
DATES = (
    *(
        "Oct-26",
        "26-Oct",
        "1-Oct-26",
        "October 2026",
        "2026-Oct",
        "10/2026",
        "10/1/2026",
        "13/10/2026",
        "46296",
    ),
    *(
        "46297",
        "2026/10/1 0:00",
        "二〇二六年十月",
        "二〇二六年十一月",
        "2026.1",
        "44687",
        "5/6/2022",
        "6-May-22",
    ),
    *("22-5-6", "2027/1/1", "99/99/9999", "1/2/345", "town-2"),
)
MONTH = {"month": "2026-10", "worker_type": "rural", "sign_ins": 19, "valid_reports": 20}


def typed(random: Random) -> str:
    """Return what somebody types or pastes into a box."""
    if random.random() < 0.2:
        return _numeral(random)
    scraps = random.choices(SCRAPS, k=random.choice((1, 1, 2, 3)))
    return "".join(scraps)[: random.choice((10, 60, 5000))]


def _numeral(random: Random) -> str:
    """Return a number of any length: figures of every size are computed with."""
    whole = "".join(random.choices("0123456789", k=random.randint(1, random.choice((4, 12, 30)))))
    return random.choice(("", "", "-")) + whole + random.choice(("", "", ".", ".5", ".25", ".125", "元"))


def slip(random: Random, names: Sequence[str]) -> dict[str, str]:
    """Return official amounts under some of the names, as somebody types or pastes them."""
    return {name: typed(random) for name in random.sample(names, random.randint(1, 3))}


def form(random: Random, sound: dict[str, Any]) -> dict[str, Any]:
    """Return a form with up to three of its texts replaced, or readings and an edition that nobody has."""
    changed = dict(sound)
    for _ in range(random.randint(1, 3)):
        changed[random.choice(list(sound))] = typed(random)
    if random.random() < 0.3:
        changed["readings"] = {random.choice(("surplus-cap", typed(random))): typed(random)}
    if random.random() < 0.2:
        changed["policy"] = typed(random)
    return changed


def ledger(random: Random, calculator: Calculator) -> tuple[str, str]:
    """Return a kind of file and its text: months as they are exported, with wounds."""
    if random.random() < 0.5:
        document: Any = {"format": "grid-handbook-ledger", "version": 1}
        document["months"] = [_row(random) for _ in range(random.randint(1, 4))]
        for _ in range(random.randint(0, 2)):
            document = _wounded(random, document)
        return "json", json.dumps(document, ensure_ascii=random.random() < 0.5)
    text = calculator.export_ledger({"months": [MONTH], "format": "csv"})["text"]
    return "csv", _wounded_table(random, text)


def cut_off(kind: str, calculator: Calculator) -> Iterator[str]:
    """Yield a file of one month as it is when it came only in part: its beginnings, each a letter longer."""
    month = {**MONTH, "note": 'é"\\\U0001f33e,1'}
    text = calculator.export_ledger({"months": [month], "format": kind})["text"]
    # As other programs write it too, with letters beyond ASCII spelt out.
    spelt = json.dumps(json.loads(text)) if kind == "json" else ""
    for whole in filter(None, (text, spelt)):
        yield from (whole[:end] for end in range(len(whole)))


def dated(calculator: Calculator) -> Iterator[str]:
    """Yield tables as spreadsheets save them: a date of every kind as the month and as the version."""
    text = calculator.export_ledger({"months": [MONTH], "format": "csv"})["text"]
    for written in DATES:
        for cell in (MONTH["month"], calculator.policy.measure["version"]):
            yield text.replace(str(cell), written)
    header, row, _ = text.removeprefix("\ufeff").split("\r\n")
    yield f"\ufeff\ufeffsep=,\r\n\r\n , ,\r\n{header}\r\n,,,\r\n{row.removesuffix(',')}\r\n"


def _row(random: Random) -> dict[str, Any]:
    """Return a sound row whose note says something that is no note."""
    month = f"{random.randint(2023, 2026)}-{random.randint(1, 10):02}"
    return {**MONTH, "month": month, "note": random.choice(SCRAPS).replace("\ud800", "")[:100]}


def _wounded(random: Random, value: Any) -> Any:
    """Return a JSON value with one place in it replaced, added or doubled."""
    if isinstance(value, dict) and random.random() < 0.8:
        key = random.choice(list(value) or ["x"])
        if random.random() < 0.3:
            return {**value, random.choice(SCRAPS): random.choice(SCRAPS)}
        return {**value, key: _wounded(random, value.get(key))}
    if isinstance(value, list) and value and random.random() < 0.8:
        place = random.randrange(len(value))
        return [*value[:place], _wounded(random, value[place]), *value[place:]]
    nest: Any = 0
    for _ in range(random.choice((1, 40, 400))):
        nest = [nest]
    scrap = random.choice(SCRAPS)
    return random.choice((scrap, {scrap: scrap}, [scrap] * 50, nest, None, True, -1, 10**400, 1.5, {}, []))


def _wounded_table(random: Random, text: str) -> str:
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    for _ in range(random.randint(1, 4)):
        line = random.choice(lines)
        if line:
            line[random.randrange(len(line))] = random.choice(SCRAPS)
        if random.random() < 0.2:
            lines.append(list(random.choice(lines)))
        if random.random() < 0.2:
            line.append(random.choice(SCRAPS))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=random.choice(",,,;\t")).writerows(lines)
    return out.getvalue()
