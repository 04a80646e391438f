"""From the page's form to a month's row, and from a row to the form; and the year with the form in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from calculator.errors import FieldError, InputError
from calculator.form import FORM_FIELDS, facts_of, last_month, unless_blank
from calculator.leave import leaving, shown_leaving
from calculator.ledger.judged import gathered, judge
from calculator.ledger.rows import TOO_LONG, Row, read_rows, rows_in, too_long
from calculator.ledger.year import read_year, summarise, year_of
from calculator.policy import Policy
from calculator.request import Request
from calculator.versions import Editions

_ANSWERS = {True: "yes", False: "no", None: ""}


def kept_row(editions: Editions, request: object) -> Row:
    """Return the row of `{"form", "note"}`; InputError names the form's own fields."""
    fields = Request.of(request, ("form", "note"))
    form = fields.given("form", {})
    if not isinstance(form, Mapping):
        raise InputError([FieldError("form", "表单要是一个对象")])
    fields.finish()
    given = {**_as_row(editions.present, form), "note": fields.given("note", "")}
    return _read(editions, given, "")


def written_form(editions: Editions, request: object) -> dict[str, Any]:
    """Return the form that says what a row `{"row": …}` says, as text for its controls, and the note."""
    fields = Request.of(request, ("row",))
    fields.finish()
    (row,) = read_rows(editions, [fields.given("row", None)])
    had = row.fabrication
    form: dict[str, Any] = {
        "month": str(row.month),
        "worker_type": row.worker_type,
        **{key: None if count is None else str(count) for key, count in row.counts.items()},
        "result": row.result or "",
        "phone_checks_missed": str(row.phone_checks_missed),
        "criticised_by": list(row.criticised_by),
        "fabricated": had is not None,
        "fabrication_loss": _ANSWERS[had.loss if had else None],
        "fabrication_bad_effect": _ANSWERS[had.bad_effect if had else None],
        **row.flags,
        "readings": dict(row.readings),
    }
    if row.policy != editions.present.measure["version"]:
        form["policy"] = row.policy
    return {"form": form, "note": row.note}


def shown_year(editions: Editions, request: object) -> dict[str, Any]:
    """Return what the page shows of the year of a request that may hold a `form` as it stands.

    The sums are those of the kept months; the grounds are judged with the form's month in the place
    of the kept one, and with the month before as far as the form speaks of it.
    """
    if not isinstance(request, Mapping) or "form" not in request:
        return {**read_year(editions, request).shown(editions.present), "leave": []}
    fields = Request.of(request, ("months", "form", "year"))
    kept = rows_in(fields, editions)
    asked = year_of(fields, kept) if fields.has("year") else None
    fields.finish()
    row = kept_row(editions, {"form": request["form"]})
    others = {each.month: each for each in kept}
    unkept = row.month not in others or _without_note(others[row.month]) != _without_note(row)
    others[row.month] = row
    before = last_month(request["form"])
    if before and row.month.previous not in others:
        # Nothing is known of that month but what the form says of it.
        inputs = editions.get(row.policy, editions.present).inputs
        given: dict[str, Any] = dict.fromkeys(key for key, item in inputs.items() if item.required)
        given |= {"month": str(row.month.previous), "worker_type": row.worker_type, "policy": row.policy}
        previous = _read(editions, {**given, **before}, "months.1.")
        others[previous.month], unkept = previous, True
    if too_long(others):
        raise InputError([FieldError("month", TOO_LONG)])
    rows: Sequence[Row] = [others[month] for month in sorted(others)]
    grounds = judge(editions.present, rows, row.worker_type)
    year = summarise(editions, kept, row.month.year if asked is None else asked, grounds)
    edition = editions.get(row.policy)
    # What the counts of an edition that is not here would leave is not known.
    history = gathered(rows, row.worker_type)
    left = leaving(editions.present, row.situation(edition), history) if edition else ()
    return {**year.shown(editions.present, unkept), "leave": shown_leaving(left)}


def _as_row(policy: Policy, form: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("month", "worker_type", "readings", "policy", *policy.inputs)
    return {
        **{key: form[key] for key in kept if key in form},
        "result": unless_blank(form.get("result")),
        **facts_of(form),
    }


def _read(editions: Editions, given: Mapping[str, Any], place: str) -> Row:
    """Return a row of the form; InputError names the form's fields, which `FORM_FIELDS` has under `place`."""
    try:
        (row,) = read_rows(editions, [given])
    except InputError as error:
        named = [(place + field.removeprefix("months.0."), message) for field, message in error.errors]
        raise InputError(
            [FieldError(FORM_FIELDS.get(field, field), message) for field, message in named]
        ) from error
    return row


def _without_note(row: Row) -> Row:
    return replace(row, note="")
