"""Print the handbook's pages: Jinja2 templates filled from the policy and the engine, as Markdown."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from calculator import present, words
from calculator.api import Calculator
from calculator.engine import estimate
from calculator.money import Span
from calculator.parameters import Parameter
from calculator.policy import Policy
from calculator.situation import Situation
from scripts.bundle import Manifest
from scripts.full_text import full_text
from scripts.handbook import Handbook, printed_month, worked_situation

TEMPLATES = Path(__file__).parent / "templates"
PAGES = ("index", "calculator", "pay", "duties", "categories", "rewards", "review", "text", "readings")
RUNTIME = "runtime"


class Amounts(NamedTuple):
    """What a printed table shows of one month."""

    payable: str
    year_end: str


def render(handbook: Handbook, manifest: Manifest | None) -> dict[str, str]:
    """Return every page's Markdown by file name; without a manifest the calculator page cannot compute."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, not HTML; templates escape what they put into tags with |e
    )
    environment.filters.update(
        cite=lambda key: f"[{words.clause(key)}](text.md#{words.anchor(key)})",
        clause=words.clause,
        anchor=words.anchor,
        numeral=words.numeral,
        # The runtime's JSON as a YAML string, for the theme to put into the page's head.
        yaml=lambda value: json.dumps(json.dumps(value, separators=(",", ":"))),
        value=lambda parameter, worker=None: _written(parameter, worker, handbook.policy),
    )
    context = _context(handbook, manifest)
    return {
        f"{name}.md": environment.get_template(f"{name}.md.j2").render(page=name, **context) for name in PAGES
    }


def write(pages: Mapping[str, str], docs: Path) -> None:
    """Write the pages into `docs`, touching only those that changed, and remove pages no longer printed."""
    for name, text in pages.items():
        path = docs / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for old in docs.glob("*.md"):
        if old.name not in pages:
            old.unlink()


def default_form(handbook: Handbook) -> dict[str, Any]:
    """Return the form as the page first shows it; its month is the one the text was last checked in."""
    policy = handbook.policy
    return {
        "month": str(printed_month(policy)),
        "worker_type": next(iter(policy.workers)),
        **{item.id: item.start for item in policy.inputs.values()},
        "phone_checks_missed": 0,
    }


def _context(handbook: Handbook, manifest: Manifest | None) -> dict[str, Any]:
    policy = handbook.policy
    form = default_form(handbook)
    return {
        "handbook": handbook,
        "policy": policy,
        "measure": policy.measure,
        "parameters": {key: policy.tables.parameter(key) for key in policy.tables.parameters},
        "rules": policy.tables.rules,
        "form": form,
        "result": Calculator(policy).page(form),
        "every_reading": _every_reading(handbook),
        "manifest": _runtime(manifest),
        "examples": [{**each, "result": _worked_month(policy, each)} for each in handbook.examples],
        "by_reports": _table(policy, "valid_reports"),
        "by_sign_ins": _table(policy, "sign_ins"),
        "full_text": full_text(handbook),
    }


def _runtime(manifest: Manifest | None) -> dict[str, Any] | None:
    """Return what the page needs to know of the runtime: where it is, its files' sizes, its lock."""
    if manifest is None:
        return None
    files = {name: file.bytes for name, file in manifest.files.items()}
    return {"base": f"../{RUNTIME}/{manifest.hash}/", "files": files, "lock": manifest.lock}


def _worked_month(policy: Policy, example: Mapping[str, Any]) -> dict[str, Any]:
    """Return a worked month as the page shows it."""
    return present.shown_statement(estimate(policy, worked_situation(policy, example)), policy)


def _table(policy: Policy, counter: str) -> dict[int, dict[str, Amounts]]:
    """Return the totals by one count for each worker type, the other counts as the form starts with.

    Rows go from 0 to the first count beyond which nothing changes any more.
    """
    starts = {item.id: item.start for item in policy.inputs.values()}

    def row(count: int) -> dict[str, Amounts]:
        amounts = {}
        for worker in policy.workers:
            request = {**starts, "month": str(printed_month(policy)), "worker_type": worker, counter: count}
            totals = estimate(policy, Situation.read(policy, request)).totals
            amounts[worker] = Amounts(_bare(totals.payable), _bare(totals.year_end))
        return amounts

    rows = {count: row(count) for count in range(policy.inputs[counter].max + 1)}
    last = max(count for count in rows if rows[count] != rows[policy.inputs[counter].max]) + 1
    return {count: amounts for count, amounts in rows.items() if count <= last}


def _bare(amount: Span) -> str:
    return words.amount(amount).removesuffix(" 元")


def _every_reading(handbook: Handbook) -> list[dict[str, Any]]:
    """Return every alternative of the register, for the page to show those that change a result."""
    return [
        {
            "reading": reading.id,
            "alternative": option.id,
            "question": reading.question,
            "label": option.label,
            "settles": reading.settles,
            "article": option.article,
        }
        for reading in handbook.policy.readings.values()
        for option in reading.options.values()
        if option.patches
    ]


def _written(parameter: Parameter, worker: str | None, policy: Policy) -> str:
    """Return a parameter's value in the printed month as it is said."""
    number = parameter.at(printed_month(policy), worker or next(iter(policy.workers)))
    if number is None:
        return words.UNLIMITED
    if parameter.unit == "yuan":
        return words.amount(Span(number, number))
    return f"{number}%" if parameter.unit == "percent" else str(number)
