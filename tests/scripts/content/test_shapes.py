"""The JSON Schemas of the policy files: valid, fitting the present files, and equal to the engine's keys."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from calculator.errors import Problem
from calculator.grounds import KINDS as GROUND_KINDS
from calculator.grounds.base import PARTS
from calculator.loading.folder import DEFAULT_FOLDER, tables_of
from calculator.loading.grounds import MONTH_KINDS, WORDS
from calculator.loading.held import HOLDS
from calculator.loading.pay import PAID, WORDED
from calculator.money import Literal
from calculator.plan import CARRIED, NOTHING_PAID
from calculator.rules import KINDS
from scripts.content.shapes import SCHEMAS, check_shapes, schemas, wrong_value

POLICY = SCHEMAS.parent
FILES = [*DEFAULT_FOLDER.rglob("*.toml"), *POLICY.glob("*.toml")]


def rows_of(schema: str, name: str) -> dict[str, Any]:
    """Return the schema of a list's rows."""
    rows: dict[str, Any] = schemas()[f"{schema}.schema.json"]["properties"][name]["items"]
    return rows


def by_kind(schema: str, name: str) -> dict[str, dict[str, Any]]:
    """Return the part of a schema for the rows of each kind."""
    return {
        each["if"]["properties"]["kind"]["const"]: each["then"] for each in rows_of(schema, name)["allOf"]
    }


def test_every_schema_is_one() -> None:
    for schema in schemas().values():
        Draft202012Validator.check_schema(schema)


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema whose keywords can fail, which those of a condition cannot."""
    if isinstance(schema, dict):
        yield schema
        for name, inner in schema.items():
            if name not in ("if", "not"):
                yield from parts(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from parts(inner)


def test_every_part_has_a_sentence_for_each_of_its_keywords() -> None:
    """These keywords have no sentence of their own: what to write instead depends on the key."""
    wordless = {"pattern", "const", "minimum", "minProperties", "not"}
    bare = [part for schema in schemas().values() for part in parts(schema) if wordless & part.keys()]
    assert len(bare) > 20
    assert [part for part in bare if "x-hint" not in part] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(POLICY)))
def test_a_policy_file_names_its_schema_and_fits_it(file: Path) -> None:
    first = file.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("#:schema ")
    schema = (file.parent / first.removeprefix("#:schema ")).resolve()
    assert schema.parent == SCHEMAS
    assert schema.name == ("category" if file.parent.name == "categories" else file.stem) + ".schema.json"
    problems: list[Problem] = []
    name = f"categories/{file.name}" if file.parent.name == "categories" else file.name
    check_shapes({name: tables_of(file.parent, [file.name])[file.name]}, problems)
    assert problems == []


def test_every_schema_is_named_by_a_file() -> None:
    # A county without earlier editions has no answers about them.
    named = {"category" if file.parent.name == "categories" else file.stem for file in FILES}
    assert {name.removesuffix(".schema.json") for name in schemas()} == {*named, "values", "answers"}


def test_a_rule_has_the_keys_of_its_kind() -> None:
    row, kinds = rows_of("pay", "rules"), by_kind("pay", "rules")
    assert set(row["properties"]) == set(WORDED)
    assert row["properties"]["kind"]["enum"] == list(KINDS) == list(kinds)
    assert set(row["properties"]["paid"]["enum"]) == {*PAID}
    for name, kind in KINDS.items():
        own = {key: holds for key, holds in kind.KEYS.items() if holds != "days"}
        assert set(kinds[name]["properties"]) == {*WORDED, *own}
        assert kinds[name]["required"] == list(own)
        for key, holds in own.items():
            if isinstance(holds, tuple):
                assert kinds[name]["properties"][key]["enum"] == list(holds)
    settled = schemas()["pay.schema.json"]["properties"]["settlement"]["properties"]["below_zero"]
    assert set(settled["enum"]) == {CARRIED, NOTHING_PAID}
    assert set(rows_of("parameters", "parameters")["properties"]["unit"]["enum"]) == {*HOLDS.values()}


def test_a_ground_has_the_keys_and_words_of_its_kind() -> None:
    row, kinds = rows_of("elimination", "grounds"), by_kind("elimination", "grounds")
    assert row["properties"]["kind"]["enum"] == list(GROUND_KINDS) == list(kinds)
    for name, kind in GROUND_KINDS.items():
        keys = {key: holds for key, holds in kind.KEYS.items() if holds != PARTS}
        assert set(kinds[name]["properties"]) == {*row["properties"], *keys}
        assert kinds[name]["required"] == [key for key, holds in keys.items() if holds != "workers"]
        for key, holds in keys.items():
            held = kinds[name]["properties"][key]
            if holds in WORDS:
                assert held.get("items", held)["$ref"] == "values.schema.json#/$defs/id"
    month = rows_of("elimination", "month_facts")
    assert tuple(month["properties"]["kind"]["enum"]) == MONTH_KINDS


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("day", date(2022, 5, 6), None),
        ("day", "2022-05-06", "要写日期，例如 2022-05-06，不加引号"),
        ("day", 20220506, "要写日期，例如 2022-05-06，不加引号"),
        ("day_or_empty", "", None),
        ("text", date(2022, 5, 6), "要写文字，不能空着"),
        ("text", Literal("7.5"), "要写文字，不能空着"),
        ("text", "\u3000", "要写文字，不能空着"),
        ("number", Literal("7.5"), None),
        ("number", 0, None),
        ("number", "unlimited", None),
        ("number", Literal("-0.5"), "要写不小于零的数，例如 7.5"),
        ("number", True, "要写不小于零的数，例如 7.5"),
        ("number", "7.5", '要写数，例如 7.5，不加引号；不设上限写 "unlimited"'),
        ("whole", 0, None),
        ("whole", -1, "要写不小于零的整数"),
        ("whole", True, "要写不小于零的整数"),
        ("whole", Literal("2.0"), "要写不小于零的整数"),
        ("positive", 0, "要写 1 或更大的整数"),
        ("flag", "true", "要写 true 或 false"),
        ("flag", 1, "要写 true 或 false"),
    ],
)
def test_a_value_of_toml_is_what_its_schema_says(name: str, value: object, wrong: str | None) -> None:
    """Dates and decimals of TOML are neither text nor, as the engine keeps them, numbers of the library."""
    assert wrong_value(name, value) == wrong


def test_a_misspelt_key_is_reported_with_the_most_similar_missing_key() -> None:
    problems: list[Problem] = []
    check_shapes({"review.toml": {"step": [], "bring": [], "channels": []}}, problems)
    assert problems[0] == Problem("review.toml", "step", "不认得这个键，是不是要写 steps")


def test_a_table_that_has_fitted_is_refused_once_what_it_refers_to_is_gone() -> None:
    """The tests remember what has fitted (tests/support/fitted.py): only for the same answers."""
    sheet = tables_of(DEFAULT_FOLDER, ["sheet.toml"])
    for answer in (None, None, "没有这个次数"):

        def answered(_value: object, answer: str | None = answer) -> str | None:
            return answer

        problems: list[Problem] = []
        check_shapes(sheet, problems, {"input": answered})
        assert {each.message for each in problems} == {answer} - {None}
