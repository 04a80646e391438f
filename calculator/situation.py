"""One worker's month, read from a request."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.money import Span
from calculator.month import Month
from calculator.policy import Policy
from calculator.readings import Chosen
from calculator.request import Request

NOT_COUNTS = ("month", "worker_type", "readings")


@dataclass(frozen=True, slots=True)
class Situation:
    """The inputs of `estimate`: month, worker type, counts as spans, chosen readings."""

    month: Month
    worker_type: str
    counts: Mapping[str, Span]
    readings: Chosen

    @classmethod
    def read(cls, policy: Policy, request: object) -> "Situation":
        """Return the situation in a request; InputError with all its faults.

        The keys are those of `estimate` in the project's reference; a count that is null is unknown.
        """
        fields = Request.of(request, known=(*NOT_COUNTS, *policy.inputs))
        month = fields.month("month", policy.in_force)
        worker_type = fields.choice("worker_type", policy.worker_names, "网格员类型")
        counts: dict[str, Span] = {}
        for item in policy.inputs.values():
            default = None if item.required else 0
            counts[item.id] = fields.count(item.id, item, default)
        readings = fields.readings("readings", policy.readings)
        fields.finish()
        return cls(month, worker_type, counts, readings)
