"""The shape of each policy file: its JSON Schema in policy/schema/, and what to say of a mistake."""

import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, partial
from typing import Any

from calculator.errors import Problem
from calculator.loading.folder import DEFAULT_FOLDER
from calculator.loading.rows import key_of, unknown
from calculator.money import Literal

# The library compiles a grammar of addresses as it is imported, a second's work, for formats that no schema
# here has. Without that package it does without these formats.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from jsonschema import Draft202012Validator, ValidationError  # noqa: E402
from jsonschema.protocols import Validator  # noqa: E402
from jsonschema.validators import extend  # noqa: E402
from referencing import Registry  # noqa: E402
from referencing.jsonschema import DRAFT202012  # noqa: E402

SCHEMAS = DEFAULT_FOLDER.parent / "schema"
DAY = "要写日期，例如 2022-05-06，不加引号"
# The checks of values that refer to something elsewhere, by the schema's `format`: a sentence, or None.
Formats = Mapping[str, Callable[[Any], str | None]]

_TYPES = {
    "string": "要写文字，放在英文引号里",
    "integer": "要写整数",
    "number": "要写数，不加引号",
    "boolean": "要写 true 或 false",
    "array": "要写成列表 [ … ]",
    "object": "要写成一个表",
}


def check_shapes(parsed: Mapping[str, Any], problems: list[Problem], formats: Formats | None = None) -> None:
    """Note each place of the files that is not as its schema says, one problem a place.

    A value whose `format` is not given is not looked at further.
    """
    for file, table in parsed.items():
        told = set()
        for error in _validator(_schema_of(file), formats).iter_errors(_plain(table)):
            key = _key(error.absolute_path, table)
            if key not in told:
                problems.append(Problem(file, key, _sentence(error)))
            told.add(key)


def wrong_value(name: str, value: object) -> str | None:
    """Return what is wrong with a value by a definition of values.schema.json, None where nothing is."""
    found = _validator(f"values.schema.json#/$defs/{name}").iter_errors(_plain(value))
    return next(map(_sentence, found), None)


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """Return every schema by the name of its file."""
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(SCHEMAS.glob("*.json"))}


def _schema_of(file: str) -> str:
    folder, _, name = file.rpartition("/")
    return f"{'category' if folder else name.removesuffix('.toml')}.schema.json"


@cache
def _registry() -> Registry[Any]:
    # A schema that names its draft would be checked with that draft's keywords in place of ours.
    plain = {
        name: {key: part for key, part in schema.items() if key != "$schema"}
        for name, schema in schemas().items()
    }
    return Registry().with_resources(
        (name, DRAFT202012.create_resource(schema)) for name, schema in plain.items()
    )


def _validator(schema: str, formats: Formats | None = None) -> Validator:
    kind = extend(Draft202012Validator, {**_KEYWORDS, "format": partial(_format, formats or {})})
    return kind({"$ref": schema}, registry=_registry())


def _plain(value: Any) -> Any:
    """Return tables as the library takes them: decimals, which we keep as text, are numbers."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return Decimal(value) if isinstance(value, Literal) else value


def _key(path: Sequence[str | int], value: Any) -> str:
    """Return where a path leads, rows by their ids."""
    key = ""
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else value[step]
        key = key_of(key, value, step) if isinstance(step, int) else f"{key}.{step}".lstrip(".")
    return key


def _sentence(error: ValidationError) -> str:
    """Return what is wrong in Chinese: the hint that the schema has there, else what its keyword says."""
    schema: Mapping[str, Any] = error.schema
    if error.validator in ("required", "additionalProperties", "format"):
        return str(error.message)
    if "x-hint" in schema:
        return str(schema["x-hint"])
    wanted, value = error.validator_value, error.instance
    if error.validator == "type":
        return DAY if schema.get("format") == "date" else _TYPES[wanted]
    if error.validator == "enum":
        return unknown(value, wanted, schema.get("title", "写法")) or ""
    if error.validator == "minItems":
        return f"至少要写 {wanted} 个"
    if error.validator == "uniqueItems":
        return f"{next(each for each in value if value.count(each) > 1)} 写了不止一次"
    raise AssertionError(f"{error.validator} needs an x-hint in the schema: {error.message}")


def _type(
    validator: Validator, wanted: str, value: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Refuse all but a date of TOML where the schema has a string with the format `date`."""
    if schema.get("format") == "date":
        if type(value) is not date:
            yield ValidationError("no date")
    else:
        yield from Draft202012Validator.VALIDATORS["type"](validator, wanted, value, schema)


def _required(
    validator: Validator, names: Sequence[str], table: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Report each missing key at its own place, unless the table has it misspelt."""
    if validator.is_type(table, "object"):
        known = schema.get("properties", {}) if schema.get("additionalProperties") is False else {}
        # A missing list or table stays reported: later checks skip what is reported.
        plain = [name for name in table if not isinstance(table[name], list | Mapping)]
        misspelt = [near for name in plain if name not in known for near in _nearest(name, known, table)]
        missing = [name for name in names if name not in table and name not in misspelt]
        yield from (ValidationError("缺这个键", path=[name]) for name in missing)


def _additional(
    validator: Validator, more: Any, table: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Report each unknown key at its own place, with the known key that it resembles.

    Keys of a row that stand at the top of the file have lost the line `[[…]]` before them: one problem.
    """
    known = schema.get("properties", {})
    heads = set()
    for name in table if validator.is_type(table, "object") else ():
        if name in known:
            continue
        if more is not False:
            yield from validator.descend(table[name], more, path=name)
            continue
        near = _nearest(name, known, table)
        head = next((key for key, part in known.items() if name in _row_keys(part)), None)
        if head is None or near:
            said = f"不认得这个键，是不是要写 {near[0]}" if near else "不认得这个键"
            yield ValidationError(said, path=[name])
        elif head not in heads:
            heads.add(head)
            yield ValidationError(f"不在任何一项里：这一项前面少了 [[{head}]] 这一行", path=[name])


def _nearest(name: str, known: Mapping[str, Any], table: Mapping[str, Any]) -> list[str]:
    """Return the known key that an unknown one resembles: one that is missing, or a list with more rows."""
    free = [key for key in known if key not in table or isinstance(table[name], list)]
    return get_close_matches(name, sorted(free), 1)


def _row_keys(schema: Any) -> Collection[str]:
    """Return the keys that a list of rows gives to each row; a schema may also be a plain `true`."""
    keys: Collection[str] = schema.get("items", {}).get("properties", {}) if schema is not True else ()
    return keys


def _format(
    formats: Formats, _validator: Validator, name: str, value: Any, _schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Ask what the folder itself says of a value."""
    wrong = formats[name](value) if name in formats and isinstance(value, str) else None
    if wrong:
        yield ValidationError(wrong)


_KEYWORDS = {"type": _type, "required": _required, "additionalProperties": _additional}
