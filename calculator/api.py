"""What programs call: the verbs, and the page's own questions with answers as text ready to be placed."""

import json
from typing import Any

from calculator import form as page_form
from calculator import json_text, present
from calculator.along import along_each
from calculator.elimination import assess
from calculator.engine import changes, estimate, stand
from calculator.errors import InputError
from calculator.leave import leaving
from calculator.needed import ways
from calculator.policy import build, unpack
from calculator.present.chart import drawn
from calculator.steps import DRAWN, curve, step
from calculator.verbs import Verbs

# What only the page asks for; each is a method.
PAGES = ("page", "further_page", "reconcile_page", "year_page", "row_page", "form_page")


class Calculator(Verbs):
    """The verbs, and what the page asks: its form as typed in, words ready to be shown out."""

    def page(self, form: object) -> dict[str, Any]:
        """Return the month of a form, as the page shows it; InputError with every fault of the form."""
        policy, (situation, _, _) = self.under_its_edition(form, page_form.read)
        return {
            **present.shown_statement(estimate(policy, situation), policy),
            **present.shown_situation(situation, policy),
            "edition": present.edition_note(policy, self.policy),
        }

    def further_page(self, form: object) -> dict[str, Any]:
        """Return what the page shows around the month, a moment after it; InputError as for the month.

        What else the month could come to, the elimination grounds, what one more or one fewer would do, what
        it takes for the sum wished for.
        """
        policy, (situation, history, target) = self.under_its_edition(form, page_form.read)
        standing = stand(policy, situation)
        alongs = along_each(standing, policy.inputs)
        found = None if target is None else ways(standing, alongs, target)
        required = [step(along) for along in alongs.values() if along.item.required]
        others = changes(policy, situation, standing)
        return {
            **present.shown_changes(others, standing.totals, policy),
            "grounds": present.shown_findings(assess(policy, history)),
            "steps": present.shown_steps(required),
            "chart": drawn(curve(alongs[DRAWN])),
            "needed": None if found is None else present.shown_needed(found, policy),
            "leave": present.shown_leaving(leaving(policy, situation, history)),
        }

    def reconcile_page(self, form: object) -> dict[str, Any]:
        """Return what the page shows of a form with `official` in it; InputError with every fault of it.

        What the form says of the elimination grounds is left to `page`.
        """
        from calculator.present.reconcile import shown_reconciliation
        from calculator.reconcile import reconcile

        policy, asked = self.under_its_edition(form, page_form.of_a_month)
        return shown_reconciliation(reconcile(policy, asked), policy)

    def year_page(self, request: object) -> dict[str, Any]:
        """Return what the page shows of a year, asked for as `year` is, with the form as it stands."""
        from calculator.ledger.forms import year_with_form
        from calculator.present.year import shown_year

        year, unkept, left = year_with_form(self.policy, self.editions, request)
        return {
            **shown_year(year, self.policy, with_form=unkept),
            "leave": present.shown_leaving(left),
        }

    def row_page(self, request: object) -> dict[str, Any]:
        """Return the row that keeps a form, and how its month is said; InputError with every fault."""
        from calculator.ledger.forms import kept_row

        row = kept_row(self.policy, self.editions, request)
        return {"row": row.as_json(), "said": row.month.chinese}

    def form_page(self, request: object) -> dict[str, Any]:
        """Return the form that a kept row fills; InputError with every fault."""
        from calculator.ledger.forms import written_form

        return written_form(self.policy, self.editions, request)

    def answer(self, request_json: str, verb: str) -> str:
        """Return what a verb answers as JSON text, or `{"errors": […]}`; the worker's only call."""
        ask = getattr(self, verb) if verb in PAGES else self.verb(verb)
        try:
            return json.dumps(ask(json_text.parsed(request_json)), ensure_ascii=False)
        except InputError as error:
            return json.dumps(refusal(error), ensure_ascii=False)


def refusal(error: InputError) -> dict[str, Any]:
    """Return the faults of a request under the contract's keys."""
    return {"errors": [fault._asdict() for fault in error.errors]}


def from_packed(text: str) -> Calculator:
    """Return the engine over tables that the build has checked and packed."""
    tables = unpack(text)
    earlier = {version: build(each) for version, each in tables["earlier"].items()}
    return Calculator(build(tables["present"]), earlier)
