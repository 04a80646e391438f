"""What programs call: requests in, JSON-ready answers out; the page and the command line alike."""

import json
from collections.abc import Callable
from typing import Any

from calculator import form as page_form
from calculator import present
from calculator.elimination import assess
from calculator.engine import estimate as compute
from calculator.errors import InputError
from calculator.history import History
from calculator.policy import Policy, build, unpack
from calculator.situation import Situation

# What the command line and the page's worker can ask for; each is a method of the calculator.
VERBS = ("estimate", "risk", "reconcile")
# What only the page asks for: its own form in, words ready to be shown out.
PAGES = ("page", "reconcile_page")


class Calculator:
    """The engine over one policy."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def estimate(self, request: object) -> dict[str, Any]:
        """Return the statement of a request; InputError with every fault of it."""
        return present.statement(compute(self.policy, Situation.read(self.policy, request)), self.policy)

    def risk(self, request: object) -> dict[str, Any]:
        """Return the findings for a request; InputError with every fault of it."""
        findings = assess(self.policy, History.read(self.policy, request))
        return {"grounds": [present.finding(value) for value in findings]}

    def reconcile(self, request: object) -> dict[str, Any]:
        """Return a month beside its official slip; InputError with every fault of the request."""
        from calculator.present.reconcile import reconciliation
        from calculator.reconcile import reconcile

        return reconciliation(reconcile(self.policy, request), self.policy)

    def verb(self, name: str) -> Callable[[object], dict[str, Any]]:
        """Return the method that answers a verb; KeyError where there is no such verb."""
        if name not in VERBS:
            raise KeyError(name)
        method: Callable[[object], dict[str, Any]] = getattr(self, name)
        return method

    def page(self, form: object) -> dict[str, Any]:
        """Return what the page shows for a form; InputError with every fault of it."""
        situation, history = page_form.read(self.policy, form)
        shown = present.shown_statement(compute(self.policy, situation), self.policy)
        return {**shown, "grounds": present.shown_findings(assess(self.policy, history))}

    def reconcile_page(self, form: object) -> dict[str, Any]:
        """Return what the page shows of a form with `official` in it; InputError with every fault of it.

        What the form says of the elimination grounds is left to `page`.
        """
        from calculator.present.reconcile import shown_reconciliation
        from calculator.reconcile import reconcile

        asked = page_form.of_a_month(self.policy, form)
        return shown_reconciliation(reconcile(self.policy, asked), self.policy)

    def answer(self, request_json: str, verb: str) -> str:
        """Return what a verb answers as JSON text, or `{"errors": […]}`; the worker's only call."""
        ask = getattr(self, verb) if verb in PAGES else self.verb(verb)
        try:
            return json.dumps(ask(json.loads(request_json)), ensure_ascii=False)
        except InputError as error:
            return json.dumps(refusal(error), ensure_ascii=False)


def refusal(error: InputError) -> dict[str, Any]:
    """Return the faults of a request under the contract's keys."""
    return {"errors": [fault._asdict() for fault in error.errors]}


def from_packed(text: str) -> Calculator:
    """Return the engine over tables that the build has checked and packed."""
    return Calculator(build(unpack(text)))
