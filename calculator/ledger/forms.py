"""Convert the page's form into a row, and a row into the form; compute the year with the form included."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from calculator import typed
from calculator.errors import FieldError, InputError
from calculator.form import facts_of, form_fields, last_month, unless_blank
from calculator.leave import leaving, shown_leaving
from calculator.ledger.judged import gathered, judge
from calculator.ledger.row import Row
from calculator.ledger.rows import TOO_LONG, Unread, read_rows, rows_in, too_long
from calculator.ledger.year import read_year, summarise, year_of
from calculator.policy import Policy
from calculator.request import Request
from calculator.unasked import known_counts
from calculator.versions import Editions


def kept_row(editions: Editions, request: object) -> Row:
    """Return the row of `{"form", "note"}`; InputError names the fields as the form does."""
    fields = Request.of(request, ("form", "note"))
    form = fields.given("form", {})
    if not isinstance(form, Mapping):
        raise InputError([FieldError("form", "表单要是一个对象")])
    fields.finish()
    month = typed.month(form.get("month"))
    policy = editions.newest if month is None else editions.at(month)
    given = {**_as_row(policy, form), "note": fields.given("note", "")}
    if isinstance(named := given.get("policy"), str) and typed.version(named, editions) in editions:
        # The page computes the month by the edition that governs it.
        del given["policy"]
    return _read(editions, given, "")


def written_form(editions: Editions, request: object) -> dict[str, Any]:
    """Return the form for a row `{"row": …}` as text for its controls, and the row's note."""
    fields = Request.of(request, ("row",))
    fields.finish()
    (row,) = read_rows(editions, [fields.given("row", None)])
    form: dict[str, Any] = {
        "month": str(row.month),
        "worker_type": row.worker_type,
        **{key: None if count is None else str(count) for key, count in row.counts.items()},
        "result": row.result or "",
        **{
            control: said
            for event, value in row.events.items()
            for control, said in event.to_form(value).items()
        },
        "readings": dict(row.readings),
    }
    if row.policy != editions.at(row.month).version:
        form["policy"] = row.policy
    return {"form": form, "note": row.note}


def shown_year(editions: Editions, request: object) -> dict[str, Any]:
    """Return what the page shows of a year; the request can include the current `form`.

    The sums are of the stored months. The grounds are judged with the month of the form instead of the stored
    one, and with the previous month as far as the form states it. A stored row that cannot be read, such as
    one of another version of the site, is listed with its faults and not computed.
    """
    unread: Unread = {}
    if not isinstance(request, Mapping) or "form" not in request:
        return {**read_year(editions, request, unread).shown(), "leave": []}
    fields = Request.of(request, ("months", "form", "year"))
    stored = rows_in(fields, editions, unread)
    asked = year_of(fields, stored, unread) if fields.has("year") else None
    fields.finish()
    row = kept_row(editions, {"form": request["form"]})
    others = {each.month: each for each in stored}
    differs = row.month not in others or replace(others[row.month], note=row.note) != row
    others[row.month] = row
    before = last_month(editions.at(row.month), request["form"])
    if before and row.month.previous not in others:
        # All that the form does not state of that month is unknown.
        inputs = editions.at(row.month.previous).inputs
        given: dict[str, Any] = dict.fromkeys(key for key, item in inputs.items() if item.required)
        given |= {"month": str(row.month.previous), "worker_type": row.worker_type}
        if row.policy not in editions:
            given["policy"] = row.policy
        previous = _read(editions, {**given, **before}, "months.1.")
        others[previous.month], differs = previous, True
    if too_long(others):
        raise InputError([FieldError("month", TOO_LONG)])
    rows: Sequence[Row] = [others[month] for month in sorted(others)]
    history = gathered(rows, row.worker_type)
    grounds = judge(editions.newest, rows, history)
    year = summarise(editions, stored, row.month.year if asked is None else asked, grounds, unread)
    # The effect of other counts cannot be computed of a row that is not computed.
    left = () if row.misfit else leaving(row.edition, row.situation, history)
    return {**year.shown(differs), "leave": shown_leaving(left)}


def _as_row(policy: Policy, form: Mapping[str, Any]) -> dict[str, Any]:
    same = ("month", "worker_type", "readings", "policy", *known_counts(policy))
    return {
        **{key: form[key] for key in same if key in form},
        "result": unless_blank(form.get("result")),
        **facts_of(policy, form),
    }


def _read(editions: Editions, given: Mapping[str, Any], place: str) -> Row:
    """Return a row of the form; InputError names the form's fields (`form_fields` under `place`)."""
    try:
        (row,) = read_rows(editions, [given])
    except InputError as error:
        names = form_fields(editions.newest)
        named = [(place + each.field.removeprefix("months.0."), each.message) for each in error.errors]
        raise InputError(
            [FieldError(names.get(field, field), message) for field, message in named]
        ) from error
    return row
