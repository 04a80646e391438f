"""The policy in force with its earlier editions; a request is read under the edition that it names."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from calculator import typed
from calculator.errors import FieldError, InputError
from calculator.policy import Policy

Read = TypeVar("Read")


class Editions(dict[str, Policy]):
    """The editions by version, earlier ones first; `present` is the edition in force.

    A stored row or link names its edition and is computed under it.
    """

    def __init__(self, present: Policy, earlier: Mapping[str, Policy] = MappingProxyType({})) -> None:
        super().__init__({**earlier, present.measure["version"]: present})
        self.present = present

    def under(self, request: object, read: Callable[[Policy, object], Read]) -> tuple[Policy, Read]:
        """Return the edition that a request names under `policy`, and what `read` returns for the rest.

        InputError with every fault of the request, including an unknown edition.
        """
        version = self.present.measure["version"]
        if isinstance(request, Mapping) and "policy" in request:
            version = request["policy"]
            if isinstance(version, str):
                version = typed.version(version, self)
            request = {key: value for key, value in request.items() if key != "policy"}
        if isinstance(version, str) and version in self:
            policy = self[version]
            return policy, read(policy, request)
        faults = [FieldError("policy", f"没有这一版的政策数据，可以写：{'、'.join(self)}")]
        try:
            read(self.present, request)
        except InputError as error:
            faults += error.errors
        raise InputError(faults)

    def note(self, policy: Policy) -> str:
        """Return a note that names the earlier edition of a result; empty for the present edition."""
        if policy is self.present:
            return ""
        version, now = policy.measure["version"], self.present.measure["version"]
        return f"按 {version} 版政策数据算；现行的是 {now} 版。"
