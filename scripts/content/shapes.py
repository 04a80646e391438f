"""Check each policy file against its JSON Schema in policy/schema/, and say in Chinese what is wrong."""

import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, partial, reduce
from operator import getitem
from typing import Any

from calculator.errors import Problem
from calculator.loading.folder import DEFAULT_FOLDER
from calculator.loading.rows import key_of, unknown
from calculator.money import Literal

# jsonschema compiles a grammar of addresses at import, which takes a second, for formats that no schema here
# uses. It skips these formats if the package is missing.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from jsonschema import Draft202012Validator, ValidationError  # noqa: E402
from jsonschema.protocols import Validator  # noqa: E402
from jsonschema.validators import extend  # noqa: E402

SCHEMAS = DEFAULT_FOLDER.parent / "schema"
DAY = "要写日期，例如 2022-05-06，不加引号"
# The checks of values by the schema's `format`; each returns a sentence, or None.
Formats = Mapping[str, Callable[[Any], str | None]]

MISSING, _MISSPELT = "缺这个键", "不认得这个键，是不是要写 "
_TYPES = {
    "string": "要写文字，放在英文引号里",
    "integer": "要写整数",
    "number": "要写数，不加引号",
    "boolean": "要写 true 或 false",
    "array": "要写成列表 [ … ]",
    "object": "要写成一个表",
}


def check_shapes(parsed: Mapping[str, Any], problems: list[Problem], formats: Formats | None = None) -> None:
    """Note each place that does not fit its schema, one problem for each place.

    A `format` that is not in `formats` is not checked.
    """
    kind = _kind(formats or {})
    for file, table in parsed.items():
        found: dict[str, str] = {}
        for error in kind(_whole()[_schema_of(file)]).iter_errors(_plain(table)):
            found.setdefault(_key(error.absolute_path, table), _sentence(error))
        # A misspelt key is one problem. Later checks skip a list or table only if it is reported as missing.
        misspelt = [key for key in found if not isinstance(table.get(key), list | Mapping)]
        meant = [
            f"{key.rpartition('.')[0]}.{found[key].partition(_MISSPELT)[2]}".lstrip(".") for key in misspelt
        ]
        problems += [
            Problem(file, key, wrong)
            for key, wrong in found.items()
            if not (wrong == MISSING and key in meant)
        ]


def wrong_value(name: str, value: object) -> str | None:
    """Return what is wrong with a value by a definition of values.schema.json, None if it fits."""
    found = _kind({})(_whole()["values.schema.json"]["$defs"][name]).iter_errors(_plain(value))
    return next(map(_sentence, found), None)


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """Return every schema by the name of its file."""
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(SCHEMAS.glob("*.json"))}


def _schema_of(file: str) -> str:
    folder, _, name = file.rpartition("/")
    return f"{'category' if folder else name.removesuffix('.toml')}.schema.json"


@cache
def _whole() -> dict[str, Any]:
    """Return every schema with the definitions in place of their addresses.

    The library would look up an address at each value.
    """
    return {file: _linked(schema, file) for file, schema in schemas().items()}


def _linked(part: Any, file: str) -> Any:
    if isinstance(part, list):
        return [_linked(each, file) for each in part]
    if not isinstance(part, dict):
        return part
    # With `$schema`, the library would use the keywords of that draft instead of _KEYWORDS.
    linked = {key: _linked(inner, file) for key, inner in part.items() if key != "$schema"}
    if "$ref" not in linked:
        return linked
    name, _, steps = linked.pop("$ref").partition("#/")
    definition = _linked(reduce(getitem, steps.split("/"), schemas()[name or file]), name or file)
    return {"allOf": [definition, *linked.pop("allOf", ())], **linked} if linked else definition


def _kind(formats: Formats) -> type[Validator]:
    kind: type[Validator] = extend(Draft202012Validator, {**_KEYWORDS, "format": partial(_format, formats)})
    return kind


def _plain(value: Any) -> Any:
    """Return tables with decimals as numbers, as the library expects; the engine keeps them as strings.

    `nan` stays a string, because no number can be compared with it.
    """
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return Decimal(value) if isinstance(value, Literal) and value.strip("+-") != "nan" else value


def _key(path: Sequence[str | int], value: Any) -> str:
    """Return the key at a path, with the ids of rows."""
    key = ""
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else value[step]
        key = key_of(key, value, step) if isinstance(step, int) else f"{key}.{step}".lstrip(".")
    return key


def _sentence(error: ValidationError) -> str:
    """Return what is wrong in Chinese: the schema's hint if it has one, else a sentence for the keyword."""
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
    """Accept only a TOML date for a string with the format `date`."""
    if schema.get("format") == "date":
        if type(value) is not date:
            yield ValidationError("no date")
    else:
        yield from Draft202012Validator.VALIDATORS["type"](validator, wanted, value, schema)


def _required(
    validator: Validator, names: Sequence[str], table: Any, _schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Report each missing key at its own place."""
    if validator.is_type(table, "object"):
        yield from (ValidationError(MISSING, path=[name]) for name in names if name not in table)


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
            said = f"{_MISSPELT}{near[0]}" if near else "不认得这个键"
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
    """Check a value with the function for its format."""
    wrong = formats[name](value) if name in formats and isinstance(value, str) else None
    if wrong:
        yield ValidationError(wrong)


_KEYWORDS = {"type": _type, "required": _required, "additionalProperties": _additional}
