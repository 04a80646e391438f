"""Placeholders in sentences: `{sign_in_price}` or `{report_price.rural}` is a value in parameters.toml."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from calculator import words
from calculator.loading.rows import ids, tables
from calculator.money import Span
from calculator.parameters import ALL_WORKERS, Parameter
from calculator.policy import Policy
from scripts.content.months import printed_month

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"\d+")
CALLS = ("110", "119", "120")


def filled(value: Any, policy: Policy) -> Any:
    """Return a content table with the values of the printed month in place of its placeholders."""
    if isinstance(value, Mapping):
        return {key: filled(inner, policy) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, policy) for inner in value]
    return _PLACEHOLDER.sub(lambda found: _said(found[1], policy), value) if isinstance(value, str) else value


def written(parameter: Parameter, worker: str | None, policy: Policy) -> str:
    """Return a parameter's value in the printed month as text: 「10.00 元」, 「70%」, 「20」."""
    number = parameter.at(printed_month(policy), worker or next(iter(policy.workers)))
    if number is None:
        return words.UNLIMITED
    if parameter.unit == "yuan":
        return words.amount(Span(number, number))
    return f"{number}%" if parameter.unit == "percent" else str(number)


def _said(name: str, policy: Policy) -> str:
    parameter, _, worker = name.partition(".")
    return written(policy.tables.parameter(parameter), worker or None, policy)


def sentence(parsed: Mapping[str, Any]) -> Callable[[str], str | None]:
    """Return a function that checks a sentence: each placeholder has one value, and no number is typed."""
    parameters = {each["id"]: each.get("values") for each in tables(parsed, "parameters.toml", "parameters")}
    workers = ids(parsed, "workers.toml", "workers")

    def wrong_name(name: str) -> str | None:
        parameter, _, worker = name.partition(".")
        if parameter not in parameters:
            return f"没有这个数：{{{name}}}"
        rows = parameters[parameter]
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            return None  # the schema of parameters.toml reports this
        # If one row has a value for each worker type, the printed month may use that row.
        alike = all(ALL_WORKERS in row for row in rows)
        if alike == bool(worker) or (worker and worker not in workers):
            return f"{{{name}}} 要写成 {{{parameter}}}" if alike else f"{{{name}}} 要写明哪一类网格员"
        return None

    def check(value: str) -> str | None:
        rest = _PLACEHOLDER.sub("", value)
        typed = [each for each in _NUMBER.findall(rest) if each not in CALLS]
        if typed:
            return f"不要写数 {typed[0]}，写 parameters.toml 里的编号，例如 {{sign_in_price}}"
        if "{" in rest or "}" in rest:
            return "花括号没有成对，要写成 {编号}"
        return next((wrong for wrong in map(wrong_name, _PLACEHOLDER.findall(value)) if wrong), None)

    return check
