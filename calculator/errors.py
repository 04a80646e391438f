"""The exceptions that the project raises on purpose, all derived from one class."""

from typing import NamedTuple


class ProjectError(Exception):
    """Say in one sentence what is wrong and what to do."""


class Problem(NamedTuple):
    """One fault of the policy data: the file, the key inside it, and what is wrong (Chinese)."""

    file: str
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file} · {self.key}：{self.message}" if self.key else f"{self.file}：{self.message}"


class PolicyError(ProjectError):
    """Refuse policy data, with all its problems at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([f"政策数据有 {len(problems)} 处问题：", *map(str, problems)]))


class FieldError(NamedTuple):
    """One fault of a request: the key as the contract names it, and a sentence for the worker.

    `edition` is the version to name instead, where the request names one that does not govern its month.
    """

    field: str
    message: str
    edition: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the fault with `edition` only where there is one."""
        return {
            "field": self.field,
            "message": self.message,
            **({"edition": self.edition} if self.edition else {}),
        }


class InputError(ProjectError):
    """Refuse a request, with all its faults at once and no figure."""

    def __init__(self, errors: list[FieldError]) -> None:
        self.errors = tuple(errors)
        super().__init__("；".join(error.message for error in errors))
