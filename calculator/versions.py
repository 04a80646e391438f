"""The editions of a county; the month of a request chooses the one that it is read and computed under."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from calculator import typed
from calculator.errors import FieldError, InputError, ProjectError
from calculator.month import Month
from calculator.policy import Elsewhere, Fact, Input, Policy
from calculator.readings import Reading

Read = TypeVar("Read")


class Editions(dict[str, Policy]):
    """The editions by version, in the order of their first months.

    An edition governs from its first month until the month before the first month of the next one.
    """

    def __init__(self, policies: Iterable[Policy]) -> None:
        ordered = sorted(policies, key=lambda policy: (policy.first, policy.version))
        for one, other in pairwise(ordered):
            both = f"{one.version} 版和 {other.version} 版"
            if one.first == other.first:
                raise ProjectError(
                    f"{both}都从{one.first.chinese}起用，一个月只能有一版："
                    "改其中一版 measure.toml 里的 in_force_from。"
                )
        if len({policy.version for policy in ordered}) < len(ordered):
            raise ProjectError("有两版写着同一个版本：改其中一版 measure.toml 里的 version。")
        # Each edition gets this list before it is complete.
        county: list[Policy] = []
        for policy in ordered:
            alone = len(ordered) == 1
            elsewhere = Elsewhere() if alone else _elsewhere(policy, ordered)
            county.append(replace(policy, county=() if alone else county, elsewhere=elsewhere))
        super().__init__({policy.version: policy for policy in county})
        self._ordered = county

    def __hash__(self) -> int:  # type: ignore[override]
        # As for `Policy`, so that results can be cached by it.
        return id(self)

    @property
    def first(self) -> Policy:
        """Return the first edition."""
        return self._ordered[0]

    @property
    def newest(self) -> Policy:
        """Return the edition that begins last, also before its first month."""
        return self._ordered[-1]

    def at(self, month: Month) -> Policy:
        """Return the edition that governs a month; before the first edition, the first one."""
        return self.first.at(month)

    def under(self, request: object, read: Callable[[Policy, object], Read]) -> tuple[Policy, Read]:
        """Return the edition of the month of a request, and what `read` returns for the request.

        InputError with every fault of the request; `policy` in it must name the edition of its month.
        """
        asked = self._asked(request)
        wrong = [asked.differs] if asked.differs else []
        return asked.policy, asked.read(read, [*asked.faults, *wrong])

    def shown_under(self, form: object, read: Callable[[Policy, object], Read]) -> tuple[Policy, Read, str]:
        """Return as `under` and a note for the page, which names the edition of the figures.

        Where the form names another edition than that of its month, the note says so. Readings that only the
        named edition has are then left out, and the note names them.
        """
        asked = self._asked(form)
        note, policy, rest = self.note(asked.policy), asked.policy, asked.rest
        if asked.differs:
            note = f"{asked.differs.message}。"
            chosen = rest.get("readings")
            if isinstance(chosen, Mapping):
                gone = [key for key in chosen if key in policy.elsewhere.readings]
                rest = {**rest, "readings": {key: chosen[key] for key in chosen if key not in gone}}
                note += f"理解 {'、'.join(gone)} 这一版没有，没有用上。" if gone else ""
        return policy, asked._replace(rest=rest).read(read, asked.faults), note

    def note(self, policy: Policy) -> str:
        """Return a note that names the edition of a result and its months; empty for a single edition."""
        if len(self) == 1:
            return ""
        last = policy.last
        until = f"{policy.first.chinese}起" if last is None else f"{policy.first.chinese}至{last.chinese}"
        return f"按 {policy.version} 版办法算，它管{until}的月份。"

    def _asked(self, request: object) -> "_Asked":
        """Return a request with the edition of its month; without a month, with the one it names."""
        if not isinstance(request, Mapping):
            return _Asked(self.newest, request, [], None)
        month = typed.month(request.get("month"))
        policy = self.newest if month is None else self.at(month)
        if "policy" not in request:
            return _Asked(policy, request, [], None)
        rest = {key: value for key, value in request.items() if key != "policy"}
        given = request["policy"]
        named = self.get(typed.version(given, self)) if isinstance(given, str) else None
        if named is None:
            right = "" if month is None else policy.version
            how = f"，可以写：{'、'.join(self)}"
            if month:
                how = f"；{month.chinese}由 {right} 版办法管，要按 {right} 版算"
            return _Asked(policy, rest, [FieldError("policy", f"没有这一版的政策数据{how}", right)], None)
        if month is None or named is policy:
            return _Asked(named, rest, [], None)
        right = policy.version
        said = f"{month.chinese}由 {right} 版办法管，不是写着的 {named.version} 版；要按 {right} 版算"
        return _Asked(policy, rest, [], FieldError("policy", said, right))


class _Asked(NamedTuple):
    """A request without `policy`, the edition of its month, and the faults of `policy`.

    `differs` is the fault where `policy` names another edition that is there.
    """

    policy: Policy
    rest: Any
    faults: list[FieldError]
    differs: FieldError | None

    def read(self, read: Callable[[Policy, object], Read], faults: list[FieldError]) -> Read:
        """Return what `read` returns; InputError with `faults` and those of the rest of the request."""
        try:
            found = read(self.policy, self.rest)
        except InputError as error:
            raise InputError([*faults, *error.errors]) from error
        if faults:
            raise InputError(faults)
        return found


def _elsewhere(policy: Policy, editions: Iterable[Policy]) -> Elsewhere:
    """Return what the other editions know and this one does not; a later edition's words come first."""
    inputs: dict[str, Input] = {}
    facts: dict[str, Fact] = {}
    workers: dict[str, str] = {}
    readings: dict[str, Reading] = {}
    for each in editions:
        inputs |= {key: item for key, item in each.inputs.items() if key not in policy.inputs}
        facts |= {key: fact for key, fact in each.facts.items() if key not in policy.facts}
        workers |= {key: name for key, name in each.worker_names.items() if key not in policy.workers}
        readings |= {key: reading for key, reading in each.readings.items() if key not in policy.readings}
    return Elsewhere(inputs, facts, workers, readings)
