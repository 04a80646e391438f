"""Do in all ways what an answer does to lists, caches, tables, numbers and texts.

CPython does one operation by different functions, depending on the data: tuples, or a long list out of order,
are sorted by functions that no other list needs. Requests have such data by chance only; here are all kinds,
for the operations that the engine uses. `every_way` is called when it is recorded which functions are called.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from calculator.month import Month

# More than a list has that is sorted in one run, and than a dict or a set that need not grow.
MANY = 150
# Numbers of one to three digits inside CPython, and texts of one, two and four bytes for a character.
NUMBERS = (0, 7, 40_000, 2**31, 10**15, 10**20)
LETTERS = ("a", "é", "网", "\U0001f33e")
MONTHS = [Month(2000 + place // 12, place % 12 + 1) for place in range(MANY)]


def every_way() -> None:
    """Call all functions that the engine's operations may need."""
    _sort()
    _cache()
    whole = [*range(MANY)]
    pairs = [(str(place), place) for place in whole]
    for keys in (
        whole,
        [str(place) for place in whole],
        pairs,
        MONTHS,
        [*whole, *map(str, whole), *pairs, None],
    ):
        for size in (0, 3, 40, len(keys)):
            _look_up(keys[:size], keys)
            for kind in (set, frozenset):
                _join(kind(keys[:size]), keys)
    for number in (sign * (number + more) for number in NUMBERS for more in (0, 1) for sign in (1, -1)):
        _write(number)
        for other in NUMBERS:
            _compute(number, other)
            _compute(other, number)
    texts = [letter * size for letter in LETTERS for size in (1, 3, 40)] + ["", " a9 ", "a,b"]
    for text in texts:
        _change(text)
        for other_text in texts:
            _find(text, other_text, other_text * 3 + text + other_text)


def addresses_and_flags() -> list[tuple[int, int]]:
    """Return where each type is in Python's memory, with its `__flags__`."""
    found: dict[type[Any], None] = {object: None}
    waiting: list[type[Any]] = [object]
    for each in waiting:
        new = [below for below in type.__subclasses__(each) if below not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return [(id(each), each.__flags__) for each in found]


def _sort() -> None:
    places = range(MANY)
    kinds: list[list[Any]] = [[place * number for place in places] for number in NUMBERS[1:]]
    kinds += [[letter * (place % 3) + str(place) for place in places] for letter in LETTERS]
    kinds += [MONTHS, [place % 2 == 0 for place in places], [[place] for place in places]]
    kinds += [
        [str(place) + LETTERS[place % 4] for place in places],
        [place * NUMBERS[place % 6] for place in places],
    ]
    kinds += [[(value, str(value)) for value in kind] for kind in kinds]
    kinds += [[(0, place % 3, str(place)) for place in places], [(place,)[: place % 2] for place in places]]
    for kind in kinds:
        apart = [kind[place * 37 % MANY] for place in places]
        for order in (
            apart,
            kind[70:] + kind[:70],
            kind[:75] + apart[75:],
            kind[::-1],
            kind[::2] + kind[1::2],
        ):
            for some in (order[:2], order[:20], order):
                some.sort()
                some.sort(key=repr, reverse=True)
                some.append(some[0])
                some.insert(0, some[-1])
                min(some), max(some), min(some, key=repr), max(some, key=repr), list(reversed(some))
                sorted(some, key=lambda value: (True, value))
                sorted(some, key=lambda value: value, reverse=True)
                some == order, some < order, some[0] in order, order.index(some[-1]), order.count(some[-1])


@lru_cache(maxsize=4)
def _few(*given: object) -> object:
    if given[0] == "again":
        return _few(*given[1:])
    if given[0] == "refused":
        raise ValueError
    return given


def _cache() -> None:
    keys: list[Any] = [*range(12), *LETTERS, *MONTHS[:9], *([("a", place)] for place in range(9))]
    for key in (tuple(key) if isinstance(key, list) else key for key in keys * 2):
        _few(key), _few(key, 1), _few("again", key), _few("again", "again", key, MONTHS[0])
        try:
            _few("refused", key)
        except ValueError:
            _few(key)


def _look_up(keys: Collection[Any], more: Collection[Any]) -> None:
    table, other = dict.fromkeys(keys), {key: place for place, key in enumerate(more)}
    made: list[dict[Any, Any]] = [
        dict.fromkeys(set(keys), 0),
        dict.fromkeys(table),
        dict(zip(keys, keys, strict=True)),
        dict(other.items()),
        dict(other),
    ]
    made += [
        {**table, **other},
        {**other, "a": 1},
        table | other,
        other | table,
        table.copy(),
        {**table, "a": 1},
    ]
    for each in made:
        each == table, "a" in each, 7 in each, each.get("b"), each.get(7, 0), list(each), list(reversed(each))
        each.setdefault("c", 0), each.setdefault(MONTHS[3], 0), each.update(table), each.update([("a", 1)])
        tuple(each.values()), list(each.items()), list(reversed(each.values())), list(reversed(each.items()))
        merged = each
        merged |= other
        del each["c"]
        [each.pop(key, None) for key in list(each)[::3]]
        for key in more:
            each[key] = each.pop(key, 0)


def _join(one: Any, more: list[Any]) -> None:
    for other in (set(more[:5]), frozenset(more), set(more[::2]), set(), one):
        one & other, one | other, one - other, one <= other, one == other, {frozenset(one): frozenset(other)}
        for given in (other, list(other), tuple(other), dict.fromkeys(other)):
            one.isdisjoint(given), one.difference(given), one.union(given), one.intersection(given)
            changed = {*one, *given}
            changed.update(given)
            changed.difference_update(given)
        (
            one.union(other, more),
            one.difference(other, more),
            one.copy(),
            one.union(),
            one.intersection(other, more),
        )
        changed = set(one)
        changed |= other
        changed -= other
        for value in more:
            changed.add(value)
        while changed:
            changed.pop()


def _write(number: int) -> None:
    str(number), repr(number), f"{number}{number:02d}", int(str(number)), hash(number), abs(number), -number
    (
        bool(number),
        number.bit_length(),
        range(number)[:3],
        number in range(9),
        [number] == [1],
        number in (1, "a", None),
    )


def _compute(one: int, two: int) -> None:
    (
        one + two,
        one - two,
        one * two,
        one < two,
        one <= two,
        one > two,
        one >= two,
        one == two,
        one != two,
        min(one, two),
        max(one, two),
    )
    (
        sum((one, two)),
        one in (two, 1),
        (one, two) < (two, one),
        two in (7, 8, 40_000) and (one // two, one % two, divmod(one, two)),
    )


def _change(text: str) -> None:
    text.isascii(), text.isdecimal(), text.isdigit(), hash(text)
    text.lower(), text.upper(), text.strip(), text.lstrip(), text.rstrip(), text.split(), text[1:], text[::-1]
    text.ljust(50, "0"), repr(text), f"{text}{text!r}", list(text), {*text}, text * 3, [*map(ord, text)]
    "{}，{}".format(*(text, "7")), "{a}，{b}".format_map({"a": text, "b": 7})
    (
        text.translate(str.maketrans(dict[str, str | int | None]({"a": "网", "é": None}))),
        text.translate(str.maketrans("a网", "é9")),
    )


def _find(one: str, two: str, whole: str) -> None:
    (
        one + two,
        one < two,
        one == two,
        one in whole,
        whole.find(one),
        whole.startswith(one),
        whole.endswith(one),
    )
    whole.startswith((one, two)), whole.strip(one), whole.lstrip(one), whole.rstrip(one), one.join((two, two))
    whole.removeprefix(one), whole.removesuffix(one), whole.replace(one, two), whole.replace(one, two, 1)
    one and (
        whole.split(one),
        whole.split(one, 1),
        whole.partition(one),
        whole.rpartition(one),
        whole.count(one),
    )
