"""The verbs other programs call: a request in, a JSON-ready answer out."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from calculator import present, typed
from calculator.aim import Aim
from calculator.along import along_each
from calculator.elimination import assess
from calculator.engine import estimate_and_changes, stand
from calculator.errors import FieldError, InputError
from calculator.history import History
from calculator.leave import leaving
from calculator.needed import ways
from calculator.policy import Policy
from calculator.situation import Situation
from calculator.steps import DRAWN, curve, step

# What the command line and the page's worker can ask for; each is a method.
VERBS = ("estimate", "risk", "needed", "reconcile", "year", "export_ledger", "import_ledger")

Read = TypeVar("Read")


class Verbs:
    """The engine over one policy, and over its earlier editions for what was written under them."""

    def __init__(self, policy: Policy, earlier: Mapping[str, Policy] = MappingProxyType({})) -> None:
        self.policy = policy
        # What was written under a version is computed under it.
        self.editions = {**earlier, policy.measure["version"]: policy}

    def estimate(self, request: object) -> dict[str, Any]:
        """Return the statement of a request; InputError with every fault of it."""
        policy, situation = self.under_its_edition(request, Situation.read)
        return present.statement(*estimate_and_changes(policy, situation), policy)

    def risk(self, request: object) -> dict[str, Any]:
        """Return the findings for a request; InputError with every fault of it."""
        findings = assess(self.policy, History.read(self.policy, request))
        return {"grounds": [present.finding(value) for value in findings]}

    def needed(self, request: object) -> dict[str, Any]:
        """Return how many more it takes, what the next one changes, and what leaves a ground."""
        policy, aim = self.under_its_edition(request, Aim.read)
        standing = stand(policy, aim.situation)
        alongs = along_each(standing, policy.inputs)
        found = None if aim.target is None else ways(standing, alongs, aim.target)
        left = [] if aim.history is None else leaving(policy, aim.situation, aim.history)
        return {
            "month": str(aim.situation.month),
            "worker_type": aim.situation.worker_type,
            **present.needed(found, standing.totals),
            "steps": [present.step(step(along)) for along in alongs.values()],
            "curve": present.curve(curve(alongs[DRAWN])),
            "leave": [present.leaving(each) for each in left],
            "caution": dict(policy.honesty),
            "policy": present.policy(policy),
        }

    # What follows is not needed while a form is filled in, so the page need not wait for it at start.

    def reconcile(self, request: object) -> dict[str, Any]:
        """Return a month beside its official slip; InputError with every fault of the request."""
        from calculator.present.reconcile import reconciliation
        from calculator.reconcile import reconcile

        policy, compared = self.under_its_edition(request, reconcile)
        return reconciliation(compared, policy)

    def year(self, request: object) -> dict[str, Any]:
        """Return a year of the ledger and the grounds from all its months; InputError with every fault."""
        from calculator.ledger.year import read_year
        from calculator.present.year import year

        return year(read_year(self.policy, self.editions, request), self.policy)

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

    def under_its_edition(
        self, request: object, read: Callable[[Policy, object], Read]
    ) -> tuple[Policy, Read]:
        """Return the policy of the edition a request names under `policy`, and what is read of the rest."""
        version = self.policy.measure["version"]
        if isinstance(request, Mapping) and "policy" in request:
            version = request["policy"]
            if isinstance(version, str):
                version = typed.version(version, self.editions)
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
