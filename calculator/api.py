"""What programs call: requests in, JSON-ready answers out; the page and the command line alike."""

import json
from collections.abc import Callable, Mapping
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
VERBS = ("estimate", "risk", "year", "export_ledger", "import_ledger")
# What only the page asks for: the same results as text ready to be placed.
SHOWN = ("page", "year_page")


class Calculator:
    """The engine over one policy."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        # A month that was written down is computed under the version it names.
        self.editions: Mapping[str, Policy] = {policy.measure["version"]: policy}

    def estimate(self, request: object) -> dict[str, Any]:
        """Return the statement of a request; InputError with every fault of it."""
        return present.statement(compute(self.policy, Situation.read(self.policy, request)), self.policy)

    def risk(self, request: object) -> dict[str, Any]:
        """Return the findings for a request; InputError with every fault of it."""
        findings = assess(self.policy, History.read(self.policy, request))
        return {"grounds": [present.finding(value) for value in findings]}

    def year(self, request: object) -> dict[str, Any]:
        """Return a year of the ledger and the grounds from all its months; InputError with every fault."""
        # The ledger is not needed while a form is filled in, so the page need not wait for it.
        from calculator.ledger.year import read_year
        from calculator.present.year import year

        return year(read_year(self.policy, self.editions, request), self.policy)

    def year_page(self, request: object) -> dict[str, Any]:
        """Return what the page shows of a year, asked for as `year` is; InputError with every fault."""
        from calculator.ledger.year import read_year
        from calculator.present.year import shown_year

        return shown_year(read_year(self.policy, self.editions, request), self.policy)

    def export_ledger(self, request: object) -> dict[str, Any]:
        """Return the text and the name of a file with the months; InputError with every fault."""
        from calculator.ledger.files import exported

        return exported(self.policy, self.editions, request)

    def import_ledger(self, request: object) -> dict[str, Any]:
        """Return the months of a file's text, all or none; InputError with its faults."""
        from calculator.ledger.files import imported

        return imported(self.policy, self.editions, request)

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

    def answer(self, request_json: str, verb: str) -> str:
        """Return what a verb answers as JSON text, or `{"errors": […]}`; the worker's only call."""
        ask = getattr(self, verb) if verb in SHOWN else self.verb(verb)
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
