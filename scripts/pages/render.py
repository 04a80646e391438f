"""Print the handbook's pages: Jinja2 templates filled from the policy and the engine, as Markdown."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    pass_context,
)
from jinja2.runtime import Context

from calculator import curve, words
from calculator.api import Calculator
from calculator.engine import estimate
from calculator.ledger.year import SUM_LABELS
from scripts.content.categories import EMERGENCIES, SIX_POINTS
from scripts.content.components import locked
from scripts.content.handbook import PAGES, Handbook
from scripts.content.months import printed_month, worked_situation
from scripts.content.placeholders import written
from scripts.pages.computed.full_text import full_text, marked
from scripts.pages.computed.pay_tables import bare, by_count, effects, gaps, stretches
from scripts.pages.computed.uses import dashed
from scripts.pages.drawings import path, qr, steps
from scripts.runtime.bundle import SPARE, Manifest
from scripts.setup.bootstrap import ROOT

TEMPLATES = Path(__file__).parent / "templates"
# Templates as Jinja compiles them, by their content.
COMPILED = ROOT / "build" / "templates"
RUNTIME = "runtime"
# The address of a build whose public address is not known: that of `serve` on the same machine.
TRIAL_ADDRESS = "http://127.0.0.1:8000/"


def render(handbook: Handbook, manifest: Manifest | None, address: str = "") -> dict[str, str]:
    """Return every page's Markdown by file name; without a manifest the calculator page cannot compute.

    `address` is the public address of the handbook, empty if it is not known yet.
    """
    environment, context = _environment(handbook), _context(handbook, manifest, address)
    return {
        f"{name}.md": environment.get_template(f"{name}.md.j2").render(page=name, **context) for name in PAGES
    }


def compiled() -> BytecodeCache:
    """Return the cache in which Jinja keeps compiled templates."""
    COMPILED.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(COMPILED))


def _environment(handbook: Handbook) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=compiled(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, not HTML; templates escape what they put into tags with |e
    )
    items = handbook.items
    titles = {words.anchor(each["article"]): each["title"] for each in (*handbook.duties, *items.values())}
    filters: dict[str, Callable[..., str]] = {
        "cite": lambda key: f"[{words.clause(key)}](text.md#{words.anchor(key)})",
        "clause": words.clause,
        "anchor": words.anchor,
        "dashed": dashed,
        "numeral": words.numeral,
        "bare": bare,
        "signed": words.signed,
        # The runtime's JSON as a YAML string; the theme writes it into the page's head.
        "yaml": lambda value: json.dumps(json.dumps(value, separators=(",", ":"))),
        "value": lambda parameter, worker=None: written(parameter, worker, handbook.policy),
        "yuan": words.amount,
        "item_link": lambda key: _item_link(handbook, items[key]),
        "marked": lambda key: marked(handbook, key),
        "place_link": lambda place: _place_link(place, titles),
    }
    environment.filters.update({name: _when_printed(function) for name, function in filters.items()})
    return environment


def _when_printed(function: Callable[..., str]) -> Callable[..., str]:
    """Return a filter that Jinja calls only when it renders, never when it compiles.

    Jinja calls a plain filter on a constant at compile time, so the cache would keep an old amount.
    """

    @pass_context
    def filtered(_: Context, *given: Any) -> str:
        return function(*given)

    return filtered


def write(pages: Mapping[str, str], docs: Path) -> None:
    """Write the changed pages into `docs`, and delete pages that are no longer printed."""
    for name, text in pages.items():
        path = docs / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for old in docs.glob("*.md"):
        if old.name not in pages:
            old.unlink()


def shared_places(handbook: Handbook) -> list[str]:
    """Return the places that have a link to copy and a QR code: every duty and every category item."""
    duties = [f"duties#{words.anchor(duty['article'])}" for duty in handbook.duties]
    return [*duties, *(f"categories#{words.anchor(key)}" for key in handbook.items)]


def default_form(handbook: Handbook) -> dict[str, Any]:
    """Return the form that the page shows first, for the month in which the text was last checked."""
    policy = handbook.policy
    return {
        "month": str(printed_month(policy)),
        "worker_type": next(iter(policy.workers)),
        **{item.id: item.start for item in policy.inputs.values()},
        "phone_checks_missed": 0,
    }


def _context(handbook: Handbook, manifest: Manifest | None, address: str) -> dict[str, Any]:
    policy = handbook.policy
    form = default_form(handbook)
    calculator = Calculator(policy)
    tables = {counter: by_count(policy, counter) for counter in ("valid_reports", "sign_ins")}
    return {
        "handbook": handbook,
        "policy": policy,
        "measure": policy.measure,
        "parameters": {key: policy.tables.parameter(key) for key in policy.tables.parameters},
        "rules": policy.tables.rules,
        "form": form,
        "result": {**calculator.page(form), **calculator.further_page(form)},
        "effects": effects(policy),
        "manifest": _runtime(manifest),
        "examples": [
            {**each, "result": estimate(policy, worked_situation(policy, each)).shown(policy)}
            for each in handbook.examples
        ],
        "tables": tables,
        "panels": {counter: steps.panels(table, list(policy.workers)) for counter, table in tables.items()},
        "stretches": {
            counter: {worker: stretches(table, worker) for worker in policy.workers}
            for counter, table in tables.items()
        },
        "gaps": gaps(policy),
        "chart": curve,
        "year_totals": SUM_LABELS,
        "layout": path,
        "components": locked(),
        "six_points": SIX_POINTS,
        "emergencies": EMERGENCIES,
        "review_path": path.draw(handbook.review["steps"]),
        "public": bool(address),
        "addresses": qr.addresses(address or TRIAL_ADDRESS, shared_places(handbook)),
        "qr_folder": qr.FOLDER,
        "full_text": full_text(handbook),
    }


def _item_link(handbook: Handbook, item: Mapping[str, Any]) -> str:
    """Return a link to a category item; the printed page shows its clause."""
    anchor, clause = words.anchor(item["article"]), handbook.clause_of(item)
    return f'[{item["title"]}](categories.md#{anchor}){{ data-clause="{clause}" }}'


def _place_link(place: str, titles: Mapping[str, str]) -> str:
    """Return a link to a page or a place (`pay#rates`), with the title of the item or of the page."""
    page, _, anchor = place.partition("#")
    name = titles.get(anchor, PAGES[page])
    return f"[{name}]({page}.md{'#' + anchor if anchor else ''})"


def _runtime(manifest: Manifest | None) -> dict[str, Any] | None:
    """Return what the page needs to load the runtime: addresses and sizes of the files, and the lock."""
    if manifest is None:
        return None
    files = {name: {"at": manifest.path(name), "bytes": file.bytes} for name, file in manifest.files.items()}
    spare = {name: files.pop(name) for name in SPARE}
    base = f"../{RUNTIME}/"
    return {"base": base, "files": files, "spare": spare, "lock": manifest.lock}
