"""What programs and the page ask: a request in, an answer out that is ready to be written as JSON.

Each verb is a method of `Calculator`. It reads its request under the edition that the request names, raises
InputError with every fault of it, and returns what the module of that answer makes. A verb of the page
takes its form as typed, and returns text to be placed.
"""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from calculator import form as page_form
from calculator import json_text, words
from calculator.aim import Aim
from calculator.along import along_each
from calculator.curve import DRAWN, curve
from calculator.elimination import assess
from calculator.engine import changes, estimate, estimate_and_changes, stand
from calculator.errors import InputError
from calculator.history import History
from calculator.leave import leaving, shown_leaving
from calculator.needed import ways
from calculator.policy import Policy, build, unpack
from calculator.situation import Situation
from calculator.statement import shown_changes, shown_situation
from calculator.steps import step
from calculator.versions import Editions

# What other programs may ask for, and what only the page asks for.
VERBS = ("estimate", "risk", "needed", "reconcile", "year", "export_ledger", "import_ledger")
PAGES = ("page", "further_page", "reconcile_page", "year_page", "row_page", "form_page")

Answer = dict[str, Any]


class Calculator:
    """The engine over one policy, and over its earlier editions for what was written under them."""

    def __init__(self, policy: Policy, earlier: Mapping[str, Policy] = MappingProxyType({})) -> None:
        self.policy = policy
        self.editions = Editions(policy, earlier)

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
        """Return how many more it takes, what the next one changes, and what leaves a ground."""
        policy, aim = self.editions.under(request, Aim.read)
        standing = stand(policy, aim.situation)
        alongs = along_each(standing, policy.inputs)
        left = [] if aim.history is None else leaving(policy, aim.situation, aim.history)
        return {
            "month": str(aim.situation.month),
            "worker_type": aim.situation.worker_type,
            **ways(standing, alongs, aim.target).as_json(),
            "steps": [step(along).as_json() for along in alongs.values()],
            "curve": curve(alongs[DRAWN]).as_json(),
            "leave": [each.as_json() for each in left],
            "caution": dict(policy.honesty),
            "policy": words.policy(policy),
        }

    def page(self, form: object) -> Answer:
        """Return the month of a form."""
        policy, (situation, _, _) = self.editions.under(form, page_form.read)
        return {
            **estimate(policy, situation).shown(policy),
            **shown_situation(situation, policy),
            "edition": self.editions.note(policy),
        }

    def further_page(self, form: object) -> Answer:
        """Return what the page shows around the month, a moment after it.

        What else the month could come to, the elimination grounds, what one more or one fewer would do, what
        it takes for the sum wished for.
        """
        policy, (situation, history, target) = self.editions.under(form, page_form.read)
        standing = stand(policy, situation)
        alongs = along_each(standing, policy.inputs)
        return {
            **shown_changes(changes(policy, situation, standing), standing.totals, policy),
            "grounds": [each.shown() for each in assess(policy, history)],
            "steps": [step(along).shown() for along in alongs.values() if along.item.required],
            "chart": curve(alongs[DRAWN]).drawn(),
            "needed": ways(standing, alongs, target).shown(policy),
            "leave": shown_leaving(leaving(policy, situation, history)),
        }

    # What follows is not needed while a form is filled in. It is imported when it is asked for, so that the
    # page's Python starts without it.

    def reconcile(self, request: object) -> Answer:
        """Return a month beside its official slip."""
        from calculator.reconcile.compare import reconcile

        policy, compared = self.editions.under(request, reconcile)
        return compared.as_json(policy)

    def reconcile_page(self, form: object) -> Answer:
        """Return a form beside its `official` slip; what it says of the grounds is left to `page`."""
        from calculator.reconcile.compare import reconcile

        policy, asked = self.editions.under(form, page_form.of_a_month)
        return reconcile(policy, asked).shown(policy)

    def year(self, request: object) -> Answer:
        """Return a year of the ledger and the grounds from all its months."""
        from calculator.ledger.year import read_year

        return read_year(self.editions, request).as_json(self.policy)

    def year_page(self, request: object) -> Answer:
        """Return a year, asked for as `year` is, with the form as it stands."""
        from calculator.ledger.forms import shown_year

        return shown_year(self.editions, request)

    def row_page(self, request: object) -> Answer:
        """Return the row that keeps a form, and how its month is said."""
        from calculator.ledger.forms import kept_row

        row = kept_row(self.editions, request)
        return {"row": row.as_json(), "said": row.month.chinese}

    def form_page(self, request: object) -> Answer:
        """Return the form that a kept row fills."""
        from calculator.ledger.forms import written_form

        return written_form(self.editions, request)

    def export_ledger(self, request: object) -> Answer:
        """Return the text and the name of a file with the months."""
        from calculator.ledger.files import exported

        return exported(self.editions, request)

    def import_ledger(self, request: object) -> Answer:
        """Return the months of a file's text, all or none."""
        from calculator.ledger.files import imported

        return imported(self.editions, request)

    def verb(self, name: str, among: tuple[str, ...] = VERBS) -> Callable[[object], Answer]:
        """Return the method that answers a verb; KeyError where there is no such verb."""
        if name not in among:
            raise KeyError(name)
        method: Callable[[object], Answer] = getattr(self, name)
        return method

    def answer(self, request_json: str, verb: str) -> str:
        """Return what a verb answers as JSON text, or `{"errors": […]}`; the worker's only call."""
        ask = self.verb(verb, VERBS + PAGES)
        try:
            return json.dumps(ask(json_text.parsed(request_json)), ensure_ascii=False)
        except InputError as error:
            return json.dumps(refusal(error), ensure_ascii=False)


def refusal(error: InputError) -> Answer:
    """Return the faults of a request under the contract's keys."""
    return {"errors": [fault._asdict() for fault in error.errors]}


def from_packed(text: str) -> Calculator:
    """Return the engine over tables that the build has checked and packed."""
    tables = unpack(text)
    earlier = {version: build(each) for version, each in tables["earlier"].items()}
    return Calculator(build(tables["present"]), earlier)
