"""One worker's month, read from a request."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator import words
from calculator.errors import FieldError, InputError
from calculator.money import ZERO, Span
from calculator.month import Month
from calculator.policy import Input, Policy
from calculator.readings import Chosen
from calculator.request import Request
from calculator.unasked import known_counts, read_readings, read_worker_type, refuse_counts

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
        fields = Request.of(request, known=(*NOT_COUNTS, *known_counts(policy)))
        month = fields.month("month", policy)
        worker_type = read_worker_type(fields, policy, month)
        counts: dict[str, Span] = {}
        for item in policy.inputs.values():
            counts[item.id] = fields.count_of(item, worker_type)
        refuse_counts(fields, policy, month)
        readings = read_readings(fields, policy, month)
        fields.finish()
        return cls(month, worker_type, counts, readings)

    def states(self, item: Input) -> bool:
        """Tell whether a count is stated; 0 is none where the worker type may leave the count out."""
        return self.worker_type not in item.optional_for or self.counts[item.id] != ZERO

    def said(self, policy: Policy) -> str:
        """Return the counts in words; one that is zero only if it is required and was stated."""
        return "，".join(
            f"{item.label}{f' {words.times(own, item.unit)}' if own.exact else '还不清楚'}"
            for item in policy.inputs.values()
            if (own := self.counts[item.id]) != ZERO or (item.required and self.states(item))
        )

    @classmethod
    def noting(cls, policy: Policy, request: object, errors: list[FieldError]) -> "Situation | None":
        """Return the situation in a request, or None after its faults are added to `errors`."""
        try:
            return cls.read(policy, request)
        except InputError as error:
            errors += error.errors
            return None
