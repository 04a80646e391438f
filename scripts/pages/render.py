"""Print the handbook's pages: Jinja2 templates filled from the policy and the engine, as Markdown."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from calculator import curve
from calculator.api import Calculator
from calculator.engine import estimate
from calculator.ledger.year import sums_of
from calculator.month import Month
from calculator.policy import Policy
from scripts.content.categories import EMERGENCIES, SIX_POINTS
from scripts.content.components import locked
from scripts.content.files import GLOSSARY, QUESTIONS
from scripts.content.guards.numbers import stages
from scripts.content.handbook import Handbook
from scripts.content.months import basis, governed, printed_editions, printed_month, worked_situation
from scripts.pages.amounts import tables
from scripts.pages.computed.changes import changes
from scripts.pages.computed.earlier import before, dated, forgotten, gaps_before, sections, unlike
from scripts.pages.computed.full_text import earlier_text, full_text
from scripts.pages.computed.joined import OnePage, default_form
from scripts.pages.computed.moved import moves
from scripts.pages.computed.pay_tables import effects, gaps
from scripts.pages.computed.sheets import sheets
from scripts.pages.drawings import path, qr
from scripts.pages.environment import environment_of
from scripts.runtime.bundle import SPARE, Manifest

RUNTIME = "runtime"
# The address of a build whose public address is not known: that of `serve` on the same machine.
TRIAL_ADDRESS = "http://127.0.0.1:8000/"


def render(
    handbook: Handbook, manifest: Manifest | None, address: str = "", names: Collection[str] = ()
) -> dict[str, str]:
    """Return the Markdown of all pages, or of the named ones, by file name.

    `address` is the public address of the handbook, empty if it is not known yet. Without a manifest the
    calculator's page cannot compute.
    """
    environment, context = environment_of(handbook), _context(handbook, manifest, address)
    pages = {
        f"{name}.md": environment.get_template(f"{name}.md.j2").render(page=name, **context)
        for name in handbook.pages
        if not names or name in names
    }
    edition = environment.get_template("edition.md.j2")
    return pages | {
        f"text/{version}.md": edition.render(edition=handbook.editions[version], text=earlier_text, **context)
        for version in handbook.earlier
        if not names or "text" in names
    }


def write(pages: Mapping[str, str], docs: Path) -> None:
    """Write the changed pages into `docs`, and delete pages that are no longer printed."""
    for name, text in pages.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for old in (*docs.glob("*.md"), *docs.glob("text/*.md")):
        if old.relative_to(docs).as_posix() not in pages:
            old.unlink()


def shared_places(handbook: Handbook) -> list[str]:
    """Return the places that have a link to copy and a QR code: every duty and every category item."""
    policy = handbook.policy
    duties = [f"duties#{policy.anchor(duty['article'])}" for duty in handbook.duties]
    return [*duties, *(f"categories#{policy.anchor(key)}" for key in handbook.items)]


def _context(handbook: Handbook, manifest: Manifest | None, address: str) -> dict[str, Any]:
    policy = handbook.policy
    form = default_form(handbook)
    calculator = Calculator(handbook.editions)
    pay_tables = tables(policy, handbook.said["pay"].get("tables", []))
    required = [item.label for item in policy.inputs.values() if item.required]
    return {
        "handbook": handbook,
        "policy": policy,
        "measure": policy.measure,
        "parameters": {key: policy.tables.parameter(key) for key in policy.tables.parameters},
        "rules": policy.tables.rules,
        "form": form,
        "county": OnePage(handbook.editions, Month.parse(form["month"])),
        "result": {**calculator.page(form), **calculator.further_page(form)},
        "effects": effects(policy),
        "manifest": _runtime(manifest),
        "examples": [
            {**each, "result": estimate(policy, worked_situation(policy, each)).shown(policy)}
            for each in handbook.examples
        ],
        "tables": pay_tables,
        "tables_at": f"#{pay_tables[0].anchor}" if pay_tables else "",
        "counts_named": "和".join(filter(None, ("、".join(required[:-1]), *required[-1:]))),
        "places": lambda listed: _present(listed, handbook.pages),
        "said": handbook.said,
        "final": policy.measure.get("final_article", policy.measure["reviewer_article"]),
        "coming": [each for each in stages(policy, None) if each.month > printed_month(policy)],
        "below_zero": _reading_of("settlement", policy),
        "gaps": gaps(policy, handbook.said["pay"].get("gap")),
        "chart": curve,
        "year_totals": sums_of(handbook.editions.values()),
        "layout": path,
        "components": locked(),
        "six_points": SIX_POINTS,
        "emergencies": EMERGENCIES,
        "review_path": path.draw(handbook.review["steps"], policy),
        "public": bool(address),
        "addresses": qr.addresses(address or TRIAL_ADDRESS, shared_places(handbook)),
        "qr_folder": qr.FOLDER,
        "full_text": full_text(handbook, moves(policy, "")),
        "moved": {role: moves(policy, "../text/", role) for role in ("duties_article", "categories_article")},
        "printed": printed_editions(policy),
        "basis": basis,
        "earlier": sections(handbook),
        "dated": dated(handbook),
        "terms_before": before(handbook, GLOSSARY, "terms", ("term", "means")),
        "answers_before": before(handbook, QUESTIONS, "questions", ("question", "answer")),
        "gaps_before": gaps_before(handbook),
        "forgotten": forgotten(policy),
        "sheets": sheets,
        "unlike": unlike(handbook),
        "changes": changes(handbook.editions),
        "now": governed(policy),
        "governed": {version: governed(edition) for version, edition in handbook.editions.items()},
    }


def _present(listed: Sequence[Sequence[str]], pages: Mapping[str, str]) -> list[str]:
    """Return links to the places, without those of pages that the county leaves out."""
    found = [(text, *place.partition("#")) for text, place in listed]
    return [f"[{text}]({page}.md{mark}{anchor})" for text, page, mark, anchor in found if page in pages]


def _reading_of(section: str, policy: Policy) -> str:
    """Return the id of the first reading that patches a section of pay.toml; empty if none does."""
    patches = (
        (reading.id, patch.at)
        for reading in policy.readings.values()
        for option in reading.options.values()
        for patch in option.patches
    )
    return next((reading for reading, at in patches if at.startswith(f"{section}.")), "")


def _runtime(manifest: Manifest | None) -> dict[str, Any] | None:
    """Return what the page needs to load the runtime: addresses and sizes of the files, and the lock."""
    if manifest is None:
        return None
    files = {name: {"at": manifest.path(name), "bytes": file.bytes} for name, file in manifest.files.items()}
    spare = {name: files.pop(name) for name in SPARE}
    base = f"../{RUNTIME}/"
    return {"base": base, "files": files, "spare": spare, "lock": manifest.lock}
