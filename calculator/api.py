"""What programs call: requests in, JSON-ready answers out; the page and the command line alike."""

import json
from collections.abc import Callable
from typing import Any

from calculator import form as page_form
from calculator import present
from calculator.aim import Aim
from calculator.along import along_each
from calculator.elimination import assess
from calculator.engine import estimate as compute
from calculator.engine import stand
from calculator.errors import InputError
from calculator.history import History
from calculator.leave import leaving
from calculator.needed import ways
from calculator.policy import Policy, build, unpack
from calculator.situation import Situation
from calculator.steps import DRAWN, curve, step

# What the command line and the page's worker can ask for; each is a method of the calculator.
VERBS = ("estimate", "risk", "needed")


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

    def needed(self, request: object) -> dict[str, Any]:
        """Return how many more it takes, what the next one changes, and what leaves a ground."""
        aim = Aim.read(self.policy, request)
        standing = stand(self.policy, aim.situation)
        alongs = along_each(standing, self.policy.inputs)
        found = None if aim.target is None else ways(standing, alongs, aim.target)
        left = [] if aim.history is None else leaving(self.policy, aim.situation, aim.history)
        return {
            "month": str(aim.situation.month),
            "worker_type": aim.situation.worker_type,
            **present.needed(found, standing.totals),
            "steps": [present.step(step(along)) for along in alongs.values()],
            "curve": present.curve(curve(alongs[DRAWN])),
            "leave": [present.leaving(each) for each in left],
            "caution": dict(self.policy.honesty),
            "policy": present.policy(self.policy),
        }

    def verb(self, name: str) -> Callable[[object], dict[str, Any]]:
        """Return the method that answers a verb; KeyError where there is no such verb."""
        if name not in VERBS:
            raise KeyError(name)
        method: Callable[[object], dict[str, Any]] = getattr(self, name)
        return method

    def page(self, form: object) -> dict[str, Any]:
        """Return what the page shows for a form; InputError with every fault of it."""
        situation, history, target = page_form.read(self.policy, form)
        standing = stand(self.policy, situation)
        alongs = along_each(standing, self.policy.inputs)
        found = None if target is None else ways(standing, alongs, target)
        required = [step(along) for along in alongs.values() if along.item.required]
        return {
            **present.shown_statement(compute(self.policy, situation), self.policy),
            "grounds": present.shown_findings(assess(self.policy, history)),
            "steps": present.shown_steps(required),
            "curve": present.curve(curve(alongs[DRAWN])),
            "needed": None if found is None else present.shown_needed(found, self.policy),
            "leave": present.shown_leaving(leaving(self.policy, situation, history)),
        }

    def answer(self, request_json: str, verb: str) -> str:
        """Return what a verb answers as JSON text, or `{"errors": […]}`; the worker's only call."""
        ask = self.page if verb == "page" else self.verb(verb)
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
