"""Read the fields of a request one by one and collect every fault as a Chinese sentence."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from calculator import typed
from calculator.errors import FieldError, InputError
from calculator.money import MOST, Span, exactly
from calculator.month import Month
from calculator.policy import Input, Policy
from calculator.readings import Chosen, Reading


class Counted(Protocol):
    """What `Request.count` needs to know of a count: its words and its greatest value."""

    @property
    def label(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def max(self) -> int: ...


class Request:
    """The fields of a request, read one by one; `finish` raises all their faults."""

    def __init__(self, fields: Mapping[str, Any], errors: list[FieldError], prefix: str = "") -> None:
        self._fields = fields
        self._errors = errors
        self._prefix = prefix

    @classmethod
    def of(cls, request: object, known: Iterable[str]) -> "Request":
        """Return a reader for a JSON object; unknown keys are faults; InputError if it is no object."""
        if not isinstance(request, Mapping):
            raise InputError([FieldError("", '要写一个 JSON 对象，例如 {"month": "2026-10"}')])
        reader = cls(request, [])
        reader.refuse_unknown(known)
        return reader

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Note every unknown key as a fault."""
        allowed = set(known)
        for key in self._fields:
            if key not in allowed:
                self.fault(str(key), f"不认得这一项：{key}")

    def fault(self, field: str, message: str) -> None:
        """Note a fault of a field."""
        self._errors.append(FieldError(self._prefix + field, message))

    def finish(self) -> None:
        """Raise InputError with all the faults, if there are any."""
        if self._errors:
            raise InputError(self._errors)

    def has(self, field: str) -> bool:
        """Tell whether the field is there and not null."""
        return self._fields.get(field) is not None

    def states(self, field: str) -> bool:
        """Tell whether the field is there, also as null."""
        return field in self._fields

    def given(self, field: str, default: Any = None) -> Any:
        """Return the unchanged value of a field, for a caller that checks it itself."""
        return self._fields.get(field, default)

    def count(self, field: str, counted: Counted, default: int | None, known: bool = False) -> Span:
        """Return a count; null is every number up to the greatest, or a fault if `known`.

        A default of None makes the count required.
        """
        value = self._fields.get(field, default)
        if value is None and field in self._fields and not known:
            return Span(0, counted.max)
        number = typed.whole(value, counted.unit)
        if number is None or number > counted.max:
            number_of = f"{counted.unit}数" if counted.unit in ("次", "条") else "的数"
            what = f"{counted.label}{number_of}要写 0 到 {counted.max} 的整数"
            self.fault(field, f"{what}，例如 18{_seen(value, known)}")
            return exactly(0)
        return exactly(number)

    def count_of(self, item: Input, worker_type: object) -> Span:
        """Return a count of a month; one that the worker type may leave out is 0 if missing or blank."""
        optional = worker_type in item.optional_for
        value = self._fields.get(item.id)
        if optional and isinstance(value, str) and not typed.clean(value):
            return exactly(0)
        return self.count(item.id, item, None if item.required and not optional else 0)

    def amount(self, field: str, label: str, signed: bool = False) -> int | None:
        """Return an amount in 分, given in whole yuan or typed; None if it is not given or faulty.

        A sign alone is not given: the user is still typing the amount.
        """
        value = self._fields.get(field)
        if value is None or (isinstance(value, str) and typed.is_begun(value)):
            return None
        fen = typed.fen(value)
        if fen is None or abs(fen) > MOST * 100:
            what = f"{label}要写以元计的金额，最多两位小数，不超过 {MOST}"
            self.fault(field, f"{what}，例如 350 或 142.50{_seen(value, True)}")
        elif fen < 0 and not signed:
            self.fault(field, f"{label}不能是负数{_seen(value, True)}")
        else:
            return fen
        return None

    def choice(self, field: str, options: Mapping[str, str], what: str, required: bool = True) -> str:
        """Return one of the options' keys; empty if the field is not required and left out."""
        value = self._fields.get(field)
        if value is None and not required:
            return ""
        if isinstance(value, str):
            for key in (value, typed.clean(value)):
                if key in options:
                    return key
        if isinstance(value, str) and not typed.clean(value):
            # The user of an empty cell or field knows the names and not the ids.
            self.fault(field, f"{what}空着，要选一个：{'、'.join(options.values())}")
        else:
            allowed = "、".join(f"{key}（{name}）" for key, name in options.items())
            self.fault(field, f"{what}要选一个：{allowed}")
        return ""

    def flag(self, field: str, what: str, nullable: bool = False) -> bool | None:
        """Return true or false (false if left out); with `nullable` also None, which is unknown."""
        value = self._fields.get(field, None if nullable else False)
        if isinstance(value, bool) or (nullable and value is None):
            return value
        self.fault(field, f"{what}要写 true 或 false" + ("，还不清楚写 null" if nullable else ""))
        return None

    def month(self, field: str, first: Policy | None = None) -> Month:
        """Return a month; with the `first` edition, a month before it is a fault."""
        value = self._fields.get(field)
        month = typed.month(value)
        if month is None:
            self.fault(field, f"月份要写成年-月，例如 2026-10{_quoted(value)}")
            return Month(1, 1)
        if first is not None and month < first.first:
            self.fault(field, f"{first.begins}，{month.chinese}还没有这份办法，不能按它估算")
        return month

    def readings(self, field: str, readings: Mapping[str, Reading]) -> Chosen:
        """Return the chosen alternatives, in the order of their ids."""
        value = self._fields.get(field, {})
        if not isinstance(value, Mapping):
            self.fault(field, "理解要写成 {理解的编号: 选法的编号}")
            return ()
        chosen = []
        for key, option in value.items():
            if key not in readings:
                self.fault(f"{field}.{key}", f"没有这条理解：{key}")
            elif not isinstance(option, str) or option not in readings[key].options:
                allowed = "、".join(readings[key].options)
                self.fault(f"{field}.{key}", f"这条理解没有这种选法，可以写：{allowed}")
            else:
                chosen.append((key, option))
        return tuple(sorted(chosen))

    def list_of_requests(self, field: str, known: Iterable[str]) -> list["Request"]:
        """Return readers for the objects of a list; their faults have fields like `field.0.key`."""
        value, known = self._fields.get(field, []), tuple(known)
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            self.fault(field, "要写成列表，每行一个对象")
            return []
        rows = [Request(row, self._errors, f"{field}.{place}.") for place, row in enumerate(value)]
        for row in rows:
            row.refuse_unknown(known)
        return rows

    def inner(self, field: str, known: Iterable[str]) -> "Request | None":
        """Return a reader for an object inside the request; None if it is null or left out."""
        value = self._fields.get(field)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.fault(field, "要写一个对象或 null")
            return None
        reader = Request(value, self._errors, f"{field}.")
        reader.refuse_unknown(known)
        return reader

    def choices(self, field: str, options: Iterable[str], what: str) -> frozenset[str]:
        """Return the options a list names."""
        value, allowed = self._fields.get(field, []), tuple(options)
        if not isinstance(value, list) or any(option not in allowed for option in value):
            self.fault(field, f"{what}要写成列表，可以有：{'、'.join(allowed)}")
            return frozenset()
        return frozenset(value)


def _seen(value: object, known: bool) -> str:
    """Return the end of a message: the given value, or how to write zero or unknown."""
    if value is None or (isinstance(value, str) and not typed.clean(value)):
        return "；没有就写 0" if known else "；没有就写 0，还不清楚就用「不清楚」"
    return _quoted(value)


def _quoted(value: object) -> str:
    said = typed.shown(value)
    return f"（写的是 {said}）" if said else ""
