"""Between the page's form and a month's row: what is typed is kept, what is kept is typed again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from calculator.errors import FieldError, InputError
from calculator.form import FORM_FIELDS, facts_of, last_month, unless_blank
from calculator.leave import Leaving, leaving
from calculator.ledger.judged import gathered
from calculator.ledger.rows import Editions, Row, read_rows
from calculator.ledger.year import Year, read_year, summarise
from calculator.policy import Policy
from calculator.request import Request

_ANSWERS = {True: "yes", False: "no", None: ""}


def kept_row(policy: Policy, editions: Editions, request: object) -> Row:
    """Return the row of `{"form", "note"}`; InputError names the form's own fields."""
    fields = Request.of(request, ("form", "note"))
    form = fields.given("form", {})
    if not isinstance(form, Mapping):
        raise InputError([FieldError("form", "表单要是一个对象")])
    given = {**_as_row(policy, form), "note": fields.given("note", "")}
    try:
        (row,) = read_rows(policy, [given], editions)
    except InputError as error:
        raise InputError([_of_the_form(each) for each in error.errors]) from error
    return row


def written_form(policy: Policy, editions: Editions, request: object) -> dict[str, Any]:
    """Return the form that says what a row `{"row": …}` says, as text for its controls, and the note."""
    fields = Request.of(request, ("row",))
    (row,) = read_rows(policy, [fields.given("row", None)], editions)
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
    if row.policy != policy.measure["version"]:
        form["policy"] = row.policy
    return {"form": form, "note": row.note}


class Seen(NamedTuple):
    """A year as the page sees it: whether the form's month is not kept as it stands, what could be left."""

    year: Year
    unkept: bool
    left: Sequence[Leaving]


def year_with_form(policy: Policy, editions: Editions, request: object) -> Seen:
    """Return the year of a request that may hold a `form` as it stands.

    The sums are those of the kept months; the grounds are judged with the form's month in the place
    of the kept one, and with the month before as far as the form speaks of it.
    """
    if not isinstance(request, Mapping) or "form" not in request:
        return Seen(read_year(policy, editions, request), False, ())
    fields = Request.of(request, ("months", "form", "year"))
    kept = read_rows(policy, fields.given("months", []), editions)
    row = kept_row(policy, editions, {"form": request["form"]})
    asked = {key: value for key, value in request.items() if key != "form"}
    year = read_year(policy, editions, {"year": row.month.year, **asked})
    others = {each.month: each for each in kept}
    unkept = row.month not in others or _without_note(others[row.month]) != _without_note(row)
    others[row.month] = row
    before = last_month(request["form"])
    if before and row.month.previous not in others:
        given = {"month": str(row.month.previous), "worker_type": row.worker_type, "sign_ins": None, **before}
        (previous,) = read_rows(policy, [{"valid_reports": None, **given}], editions)
        others[previous.month] = previous
    rows: Sequence[Row] = [others[month] for month in sorted(others)]
    judged = summarise(policy, editions, rows, year.year, row.worker_type)
    situation = row.situation(editions[row.policy])
    left = leaving(policy, situation, gathered(rows, row.worker_type))
    return Seen(replace(year, grounds=judged.grounds), unkept, left)


def _as_row(policy: Policy, form: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("month", "worker_type", "readings", "policy", *policy.inputs)
    return {
        **{key: form[key] for key in kept if key in form},
        "result": unless_blank(form.get("result")),
        **facts_of(form),
    }


def _of_the_form(error: FieldError) -> FieldError:
    field = error.field.removeprefix("months.0.")
    return FieldError(FORM_FIELDS.get(field, field), error.message)


def _without_note(row: Row) -> Row:
    return replace(row, note="")
