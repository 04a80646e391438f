"""Answer the requests of other programs and of the page with values that can be written as JSON.

Each verb is a method of `Calculator`. It reads its request under the edition of its month, and raises
InputError with every fault of the request. The verbs of the page take the form as typed and return text.
"""

from collections.abc import Callable, Mapping
from typing import Any

from calculator import form as page_form
from calculator import json_text, words
from calculator.aim import Aim
from calculator.along import Along, along_each
from calculator.changes import shown_changes
from calculator.combined import combined
from calculator.curve import Curve, curve
from calculator.elimination import assess
from calculator.engine import changes, estimate, estimate_and_changes, stand
from calculator.errors import InputError
from calculator.history import History
from calculator.leave import leaving, shown_leaving
from calculator.needed import ways
from calculator.packing import unpack
from calculator.policy import Policy, build
from calculator.situation import Situation
from calculator.statement import shown_situation
from calculator.steps import step
from calculator.versions import Editions

# The verbs for other programs, and those that only the page calls.
VERBS = ("estimate", "risk", "needed", "reconcile", "year", "export_ledger", "import_ledger")
PAGES = ("page", "further_page", "reconcile_page", "year_page", "row_page", "form_page")

Answer = dict[str, Any]


class Calculator:
    """The engine for the editions of a county; a policy alone is its county's only edition."""

    def __init__(self, editions: Editions | Policy) -> None:
        self.editions = editions if isinstance(editions, Editions) else Editions([editions])
        self.policy = self.editions.newest

    def estimate(self, request: object) -> Answer:
        """Return the statement of a month."""
        policy, situation = self.editions.under(request, Situation.read)
        statement, others = estimate_and_changes(policy, situation)
        return statement.as_json(others, policy)

    def risk(self, request: object) -> Answer:
        """Return the findings on the elimination grounds."""
        findings = assess(self.policy, History.read(self.policy, request))
        return {"grounds": [each.as_json() for each in findings]}

    def needed(self, request: object) -> Answer:
        """Return the counts that reach the target or ease a ground, and the effect of one more."""
        policy, aim = self.editions.under(request, Aim.read)
        standing = stand(policy, aim.situation)
        alongs = along_each(standing, policy.inputs)
        advised = _advised(alongs)
        left = [] if aim.history is None else leaving(policy, aim.situation, aim.history)
        return {
            "month": str(aim.situation.month),
            "worker_type": aim.situation.worker_type,
            **ways(standing, advised, aim.target).as_json(),
            "steps": [step(along).as_json() for along in advised.values()],
            "curve": _charted(policy, aim.situation, alongs).as_json(),
            "leave": [each.as_json() for each in left],
            "caution": dict(policy.honesty),
            "policy": words.policy(policy),
        }

    def page(self, form: object) -> Answer:
        """Return the month of a form."""
        policy, (situation, _, _), note = self.editions.shown_under(form, page_form.read)
        return {
            **estimate(policy, situation).shown(policy),
            **shown_situation(situation, policy),
            "edition": note,
        }

    def further_page(self, form: object) -> Answer:
        """Return what the page shows after the month itself.

        The totals under other readings, the elimination grounds, the effect of one more or one fewer, and the
        counts that reach the target.
        """
        policy, (situation, history, target), _ = self.editions.shown_under(form, page_form.read)
        standing = stand(policy, situation)
        alongs = along_each(standing, policy.inputs)
        advised = _advised(alongs)
        return {
            **shown_changes(
                changes(policy, situation, standing),
                standing.totals,
                combined(policy, situation, standing),
                policy,
            ),
            "grounds": [each.shown() for each in assess(policy, history)],
            "steps": [step(along).shown(policy) for along in advised.values() if along.item.required],
            "chart": _charted(policy, situation, alongs).drawn(),
            "needed": ways(standing, advised, target).shown(policy),
            "leave": shown_leaving(leaving(policy, situation, history)),
        }

    # The page does not need the following verbs at its start, so their modules are imported at the first
    # call.

    def reconcile(self, request: object) -> Answer:
        """Return the comparison of a month with its official slip."""
        from calculator.reconcile.compare import reconcile

        policy, compared = self.editions.under(request, reconcile)
        return compared.as_json(policy)

    def reconcile_page(self, form: object) -> Answer:
        """Return the comparison of a form with its `official` slip; the facts for the grounds are ignored."""
        from calculator.reconcile.compare import reconcile

        policy, asked, _ = self.editions.shown_under(form, page_form.of_a_month)
        return reconcile(policy, asked).shown(policy)

    def year(self, request: object) -> Answer:
        """Return a year of the ledger, and the grounds judged from all its months."""
        from calculator.ledger.year import read_year

        return read_year(self.editions, request).as_json(self.policy)

    def year_page(self, request: object) -> Answer:
        """Return a year for the page; the request is that of `year` and can include the current form."""
        from calculator.ledger.forms import shown_year

        return shown_year(self.editions, request)

    def row_page(self, request: object) -> Answer:
        """Return the row that stores a form, and its month in Chinese."""
        from calculator.ledger.forms import kept_row

        row = kept_row(self.editions, request)
        return {"row": row.as_json(), "said": row.month.chinese}

    def form_page(self, request: object) -> Answer:
        """Return the form for a stored row."""
        from calculator.ledger.forms import written_form

        return written_form(self.editions, request)

    def export_ledger(self, request: object) -> Answer:
        """Return the text and the name of a file with the months."""
        from calculator.ledger.files import exported

        return exported(self.editions, request)

    def import_ledger(self, request: object) -> Answer:
        """Return all months of a file's text; InputError if one of them is faulty."""
        from calculator.ledger.files import imported

        return imported(self.editions, request)

    def verb(self, name: str, among: tuple[str, ...] = VERBS) -> Callable[[object], Answer]:
        """Return the method of a verb; KeyError if there is no such verb."""
        if name not in among:
            raise KeyError(name)
        method: Callable[[object], Answer] = getattr(self, name)
        return method

    def answer(self, request_json: str, verb: str) -> str:
        """Return the answer of a verb as JSON text, or `{"errors": […]}`; the web worker calls only this."""
        ask = self.verb(verb, VERBS + PAGES)
        try:
            return json_text.written(ask(json_text.parsed(request_json)))
        except InputError as error:
            return json_text.written(refusal(error))


def _advised(alongs: Mapping[str, Along]) -> dict[str, Along]:
    """Return the counts that people may be told to raise."""
    return {key: along for key, along in alongs.items() if along.item.actionable}


def _charted(policy: Policy, situation: Situation, alongs: Mapping[str, Along]) -> Curve:
    """Return the curve along the charted count."""
    along = alongs[policy.charted]
    return curve(along, situation.states(along.item))


def refusal(error: InputError) -> Answer:
    """Return the faults of a request as JSON."""
    return {"errors": [fault.as_json() for fault in error.errors]}


def from_packed(text: str) -> Calculator:
    """Return the engine for the tables that the build has checked and packed."""
    return Calculator(Editions(map(build, unpack(text)["editions"])))
