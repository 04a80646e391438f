"""The Jinja2 environment of the pages: the cache of compiled templates, and the filters of this county."""

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
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

from calculator import clauses, words
from scripts.content.handbook import Handbook
from scripts.content.months import printed_month
from scripts.content.placeholders import cite, each_value, unlinked
from scripts.pages.computed.full_text import marked
from scripts.pages.computed.pay_tables import asked_of, bare, due_to
from scripts.pages.computed.uses import dashed
from scripts.setup.bootstrap import ROOT

TEMPLATES = Path(__file__).parent / "templates"
# Templates as Jinja compiles them, by their content.
COMPILED = ROOT / "build" / "templates"
# When a line is paid, in the table of the rewards.
_WHEN_PAID = {"month": "当月", "quarter": "每季度", "year_end": "年底", "unsaid": "没有写"}


def compiled() -> BytecodeCache:
    """Return the cache in which Jinja keeps compiled templates."""
    COMPILED.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(COMPILED))


def environment_of(handbook: Handbook) -> Environment:
    """Return the environment with the filters that print this county's clauses, amounts and links."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=compiled(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, not HTML; templates escape what they put into tags with |e
    )
    items, policy = handbook.items, handbook.policy
    titles = {policy.anchor(each["article"]): each["title"] for each in (*handbook.duties, *items.values())}
    titles |= {dashed(each["id"]): each["question"] for each in handbook.questions}
    filters: dict[str, Callable[..., Any]] = {
        "cite": lambda key: cite(policy, key),
        "clause": policy.clause,
        "anchor": policy.anchor,
        "dashed": dashed,
        "numeral": clauses.numeral,
        "counted": _counted,
        "kinds_of": lambda workers: f"{_counted(len(workers))}类" if len(workers) > 1 else "",
        "unlinked": unlinked,
        "bare": bare,
        "signed": words.signed,
        # The runtime's JSON as a YAML string; the theme writes it into the page's head.
        "yaml": lambda value: json.dumps(json.dumps(value, separators=(",", ":"))),
        "printed_month": lambda policy: printed_month(policy).chinese,
        "paid_when": lambda rule: _WHEN_PAID[rule["paid"]],
        "due_to": due_to,
        "asked_of": asked_of,
        "item_link": lambda key: _item_link(handbook, items[key]),
        "marked": lambda key: marked(policy, handbook.article_tables, key),
        "cite_in": lambda key, edition: cite(edition, key, f"text/{edition.version}.md"),
        "cite_on": lambda key, edition, page: cite(edition, key, page),
        "each_value": lambda key, edition: each_value(edition.tables.parameter(key), edition),
        "place_link": lambda place: _place_link(place, titles, handbook.pages),
        "icon": _icon,
        "listed": lambda links: "和".join(filter(None, ("、".join(links[:-1]), *links[-1:]))),
    }
    environment.filters.update({name: _when_printed(function) for name, function in filters.items()})
    return environment


def _when_printed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that Jinja calls only when it renders, never when it compiles.

    Jinja calls a plain filter on a constant at compile time, so the cache would keep an old amount.
    """

    @pass_context
    def filtered(_: Context, *given: Any) -> Any:
        return function(*given)

    return filtered


def _counted(number: int) -> str:
    """Return a number before a measure word: 两类, 三类."""
    return "两" if number == 2 else clauses.numeral(number)


def _icon(name: str) -> str:
    """Return an icon of Material's set as SVG; screen readers skip it.

    FileNotFoundError if the theme has no icon of this name.
    """
    drawing = files("material").joinpath("templates", ".icons", "material", f"{name}.svg").read_text("utf-8")
    return f'<svg class="icon" aria-hidden="true" {drawing[drawing.index("viewBox") :]}'


def _item_link(handbook: Handbook, item: Mapping[str, Any]) -> str:
    """Return a link to a category item; the printed page shows its clause."""
    anchor, clause = handbook.policy.anchor(item["article"]), handbook.clause_of(item)
    return f'[{item["title"]}](categories.md#{anchor}){{ data-clause="{clause}" }}'


def _place_link(place: str, titles: Mapping[str, str], pages: Mapping[str, str]) -> str:
    """Return a link to a page or a place (`pay#rates`), with the title of the item or of the page."""
    page, _, anchor = place.partition("#")
    name = titles.get(anchor, pages[page])
    return f"[{name}]({page}.md{'#' + anchor if anchor else ''})"
