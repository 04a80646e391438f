"""What a process has parsed or checked before, in less time and with the same answer.

Most tests load a county's whole folder to damage one file of it. To parse all files and check them against
their schemas takes half of the time.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Any, NamedTuple

from jsonschema import ValidationError

from scripts.content.shapes import Formats

# What one table asked of the formats, in order: the name of a format and a value.
Asked = list[tuple[str, Any]]
Parse = Callable[[str], dict[str, Any]]
# Returns what checks a table against a schema, with formats.
Kind = Callable[[Formats], Callable[[Any], Any]]


class _Validator(NamedTuple):
    """The one method of a schema's validator that `check_shapes` calls."""

    iter_errors: Callable[[Any], Iterable[ValidationError]]


def parsed_once(parse: Parse) -> Parse:
    """Return `parse` with a memory of texts; each call returns tables of its own."""
    pickled = lru_cache(maxsize=200)(lambda text: pickle.dumps(parse(text)))
    return lambda text: pickle.loads(pickled(text))


def remembering(kind: Kind) -> Kind:
    """Return `kind` with a memory of the tables that had no error.

    Whether a table fits depends on its schema, its content and the formats' answers alone: for the same
    content only the formats are asked again. If one of them refuses a value, the table is checked anew.
    """
    fitted: dict[tuple[int, bytes, frozenset[str]], Asked] = {}

    def of(formats: Formats) -> Callable[[Any], _Validator]:
        asked: Asked = []
        validator = kind({name: partial(_noted, asked, name, check) for name, check in formats.items()})

        def errors(schema: Any, table: Any) -> Iterator[ValidationError]:
            # Every schema is kept as long as the process, so its id is its own.
            key = (id(schema), pickle.dumps(table), frozenset(formats))
            if key in fitted and not any(formats[name](value) for name, value in fitted[key]):
                return
            asked.clear()
            found = list(validator(schema).iter_errors(table))
            if not found:
                fitted[key] = list(asked)
            yield from found

        return lambda schema: _Validator(partial(errors, schema))

    return of


def _noted(asked: Asked, name: str, check: Callable[[Any], str | None], value: Any) -> str | None:
    asked.append((name, value))
    return check(value)
