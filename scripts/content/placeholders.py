"""Placeholders in sentences: `{sign_in_price}` or `{report_price.rural}` is a value in parameters.toml.

`{12.3}` is a link to a place of the text, `{label.base}` the name of a line of pay.toml; `{reviewer}` is a
name in measure.toml.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from calculator.errors import Problem
from calculator.loading.rows import ids, tables
from calculator.parameters import ALL_WORKERS, Parameter
from calculator.policy import Policy
from scripts.content import files
from scripts.content.months import printed_month
from scripts.content.rows import texts
from scripts.content.units import with_unit, without_unit

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Each step of a count is one, so 「多报 1 条」 is no figure of the measures.
_NUMBER = re.compile(r"(?<!\d)(?!1 [条次])\d+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
# The names in measure.toml that a sentence can have.
NAMES = ("county", "issuer", "interpreter", "assessor", "reviewer")
# Before the id of a line of pay.toml.
_LABEL = "label."
# The figures of a month in which the standard and the reports differ; the page fills them in.
GAP = tuple(f"gap.{each}" for each in ("worker", "share", "price", "count", "paid", "difference"))
CALLS = ("110", "119", "120")
# Keys whose texts the engine fills, or that no page prints.
_FORMATS = {
    files.PAY: ("zero",),
    files.ELIMINATION: ("says",),
    files.READINGS: ("patches",),
    files.FIGURES: ("text",),
    files.ARTICLES: ("text", "notice", "faults", "chapters"),
}


def filled(value: Any, policy: Policy) -> Any:
    """Return a content table with the values of the printed month in place of its placeholders."""
    if isinstance(value, Mapping):
        return {key: filled(inner, policy) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, policy) for inner in value]
    return PLACEHOLDER.sub(lambda found: _said(found[1], policy), value) if isinstance(value, str) else value


def written(parameter: Parameter, worker: str | None, policy: Policy) -> str:
    """Return a parameter's value in the printed month as text: 「10.00 元」, 「70%」, 「20」."""
    number = parameter.at(printed_month(policy), worker or next(iter(policy.workers)))
    # The sentences say 分 themselves.
    in_words = without_unit if parameter.unit == "points" else with_unit
    return in_words(number, parameter.unit)


def cite(policy: Policy, key: str, page: str = "text.md") -> str:
    """Return a Markdown link to a place in the full text of an edition, which is on a page."""
    return f"[{policy.clause(key)}]({page}#{policy.anchor(key)})"


def unlinked(text: str) -> str:
    """Return a sentence without its links, for a place that is not Markdown.

    >>> unlinked("见[第九条](text.md#art-9)。")
    '见第九条。'
    """
    return _LINK.sub(r"\1", text)


def each_value(parameter: Parameter, policy: Policy) -> str:
    """Return a parameter's value in the printed month, for each worker type if the values differ."""
    return each_of(by_value(parameter, policy))


def by_value(parameter: Parameter, policy: Policy) -> dict[str, list[str]]:
    """Return the short names of the worker types by the parameter's value in the printed month."""
    names: dict[str, list[str]] = {}
    for key, worker in policy.workers.items():
        names.setdefault(written(parameter, key, policy), []).append(worker["short"])
    return names


def each_of(names: Mapping[str, Sequence[str]]) -> str:
    """Return the values with the names of their worker types; a single value stands alone.

    >>> each_of({"20": ["农村", "社区"], "0": ["网格长"]}), each_of({"20": ["农村", "社区"]})
    ('农村、社区 20，网格长 0', '20')
    """
    if len(names) == 1:
        return next(iter(names))
    return "，".join(f"{'、'.join(who)} {value}" for value, who in names.items())


def _said(name: str, policy: Policy) -> str:
    if name in GAP:
        return f"{{{name}}}"
    if name in policy.text:
        return cite(policy, name)
    if name in NAMES:
        return str(policy.measure[name])
    if name.startswith(_LABEL):
        return str(policy.tables.rules[name.removeprefix(_LABEL)]["label"])
    parameter, _, worker = name.partition(".")
    return written(policy.tables.parameter(parameter), worker or None, policy)


def check_braces(parsed: Mapping[str, Any], filled_files: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each text with braces that are no placeholder, or that no page fills."""
    wrong = sentence(parsed, typed=False, more=GAP)
    for file, table in parsed.items():
        for key, said in texts(table, _FORMATS.get(file, ())):
            if "{" in said or "}" in said:
                found = wrong(said) if file in filled_files else "这里的话原样印出来，不写大括号"
                if found:
                    yield Problem(file, key, found)


def sentence(
    parsed: Mapping[str, Any], typed: bool = True, more: Collection[str] = ()
) -> Callable[[str], str | None]:
    """Return a function that checks a sentence: each placeholder has one value, and no number is typed.

    Without `typed`, typed numbers are not judged. `more` are further placeholders that it can have.
    """
    places = parsed.get(files.ARTICLES, {}).get("text", {})
    parameters = {each["id"]: each.get("values") for each in tables(parsed, files.PARAMETERS, "parameters")}
    workers = ids(parsed, files.WORKERS, "workers")
    rules = ids(parsed, files.PAY, "rules")

    def wrong_name(name: str) -> str | None:
        if name in places or name in NAMES or name in more:
            return None
        if name.startswith(_LABEL):
            return None if name.removeprefix(_LABEL) in rules else f"pay.toml 里没有这一行：{name}"
        if name[:1].isdigit():
            return f"原文里没有这一条：{name}"
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
        rest = PLACEHOLDER.sub("", value)
        numbers = [each for each in _NUMBER.findall(rest) if each not in CALLS]
        if typed and numbers:
            example = "".join(f"，例如 {{{each}}}" for each in list(parameters)[-1:])
            return f"不要写数 {numbers[0]}，写 parameters.toml 里的编号{example}"
        if "{" in rest or "}" in rest:
            return "花括号没有成对，要写成 {编号}"
        return next((wrong for wrong in map(wrong_name, PLACEHOLDER.findall(value)) if wrong), None)

    return check
