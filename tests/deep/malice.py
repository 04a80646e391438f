"""Draw damaged and hostile links and files, the same ones from the same seed."""

from random import Random
from urllib.parse import quote

from calculator.api import Calculator
from calculator.loading.folder import load
from scripts.runtime.malformed import MARKUP, TEXTS, ledger, month

COUNTS = (
    "sign_ins",
    "valid_reports",
    "praised_by_city",
    "major_reports",
    "missed_hazards",
    "poor_cooperation",
)
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32-le")
OWN = month(load())


def link(random: Random) -> str:
    """Return an address's part after "#": a sound link with changes, or another text."""
    pairs = [(name, str(value)) for name, value in OWN.items()]
    for _ in range(random.randint(1, 3)):
        name = random.choice((*OWN, *COUNTS, "readings", "policy", "hide", random.choice(TEXTS)))
        value = random.choice(TEXTS) * random.choice((1, 1, 1, 2, 60))
        if name == "readings" and random.random() < 0.7:
            value = f"{random.choice(('surplus-cap', '__proto__', value))}:{value}"
        change = random.randrange(4)
        if change == 0:
            pairs = [pair for pair in pairs if pair[0] != name]
        if change == 1:
            pairs = [(known, value if known == name else old) for known, old in pairs]
        if change > 1:
            pairs.insert(random.randint(0, len(pairs)), (name, value))
    random.shuffle(pairs)
    plain = random.random() < 0.3
    said = "&".join(f"{_spelt(name, plain)}={_spelt(value, plain)}" for name, value in pairs)
    return random.choice(
        (said, said, said, said[: random.randint(0, len(said))], _spelt(random.choice(TEXTS), plain))
    )


def _spelt(text: str, plain: bool) -> str:
    return text.replace("\0", "") if plain else quote(text.encode("utf-8", "surrogatepass"))


def file(random: Random, calculator: Calculator) -> tuple[str, bytes]:
    """Return the name and content of a file to import: a damaged ledger, or no ledger at all."""
    if random.random() < 0.2:
        return random.choice(_OTHER)(random)
    kind, text = ledger(random, calculator)
    # Only UTF-8 with surrogatepass can write half a surrogate pair; the others write a question mark.
    coding = random.choice(ENCODINGS)
    content = text.encode(coding, "surrogatepass" if coding == "utf-8" else "replace")
    return f"{random.choice(('months', *MARKUP[:3]))}.{kind}", _cut(random, content)


def _cut(random: Random, content: bytes) -> bytes:
    """Return the bytes whole, cut off, or with some replaced."""
    kind = random.random()
    if kind < 0.15:
        return content[: random.randint(0, len(content))]
    if kind < 0.3:
        changed = bytearray(content or b"x")
        for _ in range(random.randint(1, 5)):
            changed[random.randrange(len(changed))] = random.randrange(256)
        return bytes(changed)
    return content


# Files that are not ledgers: a spreadsheet, random bytes, a page, deep nesting, one very long line.
_OTHER = (
    lambda random: ("months.xlsx", b"PK\x03\x04" + random.randbytes(random.randint(0, 2000))),
    lambda random: (random.choice(("a.json", "a.csv")), random.randbytes(random.randint(0, 500))),
    lambda random: ("a.json", random.choice(MARKUP).encode()),
    lambda random: ("a.json", b"[" * random.randint(1, 20_000)),
    lambda random: ("a.json", b'{"a":' * random.randint(1, 20_000)),
    lambda random: ("a.csv", b"," * random.randint(1, 20_000)),
    lambda random: ("a.csv", b'"' * random.randint(1, 2_000)),
)
