"""What programs call: requests in, JSON-ready answers out; the page and the command line alike."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from calculator import form as page_form
from calculator import present
from calculator.elimination import assess
from calculator.engine import estimate as compute
from calculator.errors import FieldError, InputError
from calculator.history import History
from calculator.policy import Policy, build, unpack
from calculator.situation import Situation

# What the command line and the page's worker can ask for; each is a method of the calculator.
VERBS = ("estimate", "risk", "reconcile", "year", "export_ledger", "import_ledger")
# What only the page asks for: the same results as text ready to be placed.
SHOWN = ("page", "year_page", "row_page", "form_page", "reconcile_page")


Read = TypeVar("Read")


class Calculator:
    """The engine over one policy, and over its earlier editions for what was written under them."""

    def __init__(self, policy: Policy, earlier: Mapping[str, Policy] = MappingProxyType({})) -> None:
        self.policy = policy
        # What was written under a version is computed under it.
        self.editions = {**earlier, policy.measure["version"]: policy}

    def estimate(self, request: object) -> dict[str, Any]:
        """Return the statement of a request; InputError with every fault of it."""
        policy, situation = self._under_its_edition(request, Situation.read)
        return present.statement(compute(policy, situation), policy)

    def risk(self, request: object) -> dict[str, Any]:
        """Return the findings for a request; InputError with every fault of it."""
        findings = assess(self.policy, History.read(self.policy, request))
        return {"grounds": [present.finding(value) for value in findings]}

    def reconcile(self, request: object) -> dict[str, Any]:
        """Return a month beside its official slip; InputError with every fault of the request."""
        from calculator.present.reconcile import reconciliation
        from calculator.reconcile import reconcile

        policy, compared = self._under_its_edition(request, reconcile)
        return reconciliation(compared, policy)

    def year(self, request: object) -> dict[str, Any]:
        """Return a year of the ledger and the grounds from all its months; InputError with every fault."""
        # The ledger is not needed while a form is filled in, so the page need not wait for it.
        from calculator.ledger.year import read_year
        from calculator.present.year import year

        return year(read_year(self.policy, self.editions, request), self.policy)

    def year_page(self, request: object) -> dict[str, Any]:
        """Return what the page shows of a year, asked for as `year` is, with the form as it stands."""
        from calculator.ledger.forms import year_with_form
        from calculator.present.year import shown_year

        year, unkept = year_with_form(self.policy, self.editions, request)
        return shown_year(year, self.policy, with_form=unkept)

    def row_page(self, request: object) -> dict[str, Any]:
        """Return the row that keeps a form, and how its month is said; InputError with every fault."""
        from calculator.ledger.forms import kept_row

        row = kept_row(self.policy, self.editions, request)
        return {"row": row.as_json(), "said": row.month.chinese}

    def form_page(self, request: object) -> dict[str, Any]:
        """Return the form that a kept row fills; InputError with every fault."""
        from calculator.ledger.forms import written_form

        return written_form(self.policy, self.editions, request)

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
        policy, (situation, history) = self._under_its_edition(form, page_form.read)
        shown = present.shown_statement(compute(policy, situation), policy)
        return {
            **shown,
            **present.shown_situation(situation, policy),
            "edition": present.edition_note(policy, self.policy),
            "grounds": present.shown_findings(assess(policy, history)),
        }

    def reconcile_page(self, form: object) -> dict[str, Any]:
        """Return what the page shows of a form with `official` in it; InputError with every fault of it.

        What the form says of the elimination grounds is left to `page`.
        """
        from calculator.present.reconcile import shown_reconciliation
        from calculator.reconcile import reconcile

        policy, asked = self._under_its_edition(form, page_form.of_a_month)
        return shown_reconciliation(reconcile(policy, asked), policy)

    def answer(self, request_json: str, verb: str) -> str:
        """Return what a verb answers as JSON text, or `{"errors": […]}`; the worker's only call."""
        ask = getattr(self, verb) if verb in SHOWN else self.verb(verb)
        try:
            return json.dumps(ask(json.loads(request_json)), ensure_ascii=False)
        except InputError as error:
            return json.dumps(refusal(error), ensure_ascii=False)

    def _under_its_edition(
        self, request: object, read: Callable[[Policy, object], Read]
    ) -> tuple[Policy, Read]:
        """Return the policy of the edition a request names under `policy`, and what is read of the rest."""
        version = self.policy.measure["version"]
        if isinstance(request, Mapping) and "policy" in request:
            version = request["policy"]
            request = {key: value for key, value in request.items() if key != "policy"}
        if isinstance(version, str) and version in self.editions:
            policy = self.editions[version]
            return policy, read(policy, request)
        faults = [FieldError("policy", f"没有这一版的政策数据，可以写：{'、'.join(self.editions)}")]
        try:
            read(self.policy, request)
        except InputError as error:
            faults += error.errors
        raise InputError(faults)


def refusal(error: InputError) -> dict[str, Any]:
    """Return the faults of a request under the contract's keys."""
    return {"errors": [fault._asdict() for fault in error.errors]}


def from_packed(text: str) -> Calculator:
    """Return the engine over tables that the build has checked and packed."""
    tables = unpack(text)
    earlier = {version: build(each) for version, each in tables["earlier"].items()}
    return Calculator(build(tables["present"]), earlier)
