"""Compare the engine's answer with the oracle's, and reduce a request on which they differ."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tests.oracle import elimination, figures, pay, sums
from tests.oracle.draws import OPTIONAL, REQUIRED

Request = dict[str, Any]
Ask = Callable[[Request], Mapping[str, Any]]
Difference = tuple[str, object, object]  # the place, the oracle's value, the engine's value


def written(span: pay.Span) -> dict[str, str]:
    """Return a span as the contract writes it, from whole 分."""
    ends = zip(("min", "max"), span, strict=True)
    return {e: f"{'-' * (amount < 0)}{abs(amount) // 100}.{abs(amount) % 100:02}" for e, amount in ends}


def written_totals(value: sums.Sums) -> dict[str, dict[str, Any]]:
    """Return totals as the contract writes them, those narrower than their lines marked."""
    return {
        name: {**written(span), **({"narrower": True} if name in value.narrower else {})}
        for name, span in value.totals.items()
    }


def pay_expected(request: Request) -> dict[str, Any]:
    """Return the oracle's answer to a request of `estimate`, in the form of `pay_found`."""
    counts = {name: request.get(name, 0) for name in (*REQUIRED, *OPTIONAL)}
    asked = (request["month"], request["worker_type"], counts, request.get("readings", {}))
    month = pay.lines(*asked)
    parts, ours = month.lines, sums.summed(month, asked[3])
    expected: dict[str, Any] = {"order of lines": list(parts), "a caution": asked[0] == figures.FIRST_MONTH}
    for name, line in parts.items():
        paid = "year_end" if line.at_year_end else "unsaid" if name in figures.UNSAID else "month"
        expected[f"line {name}"] = {**written(line.span), "article": figures.ARTICLES[name], "paid": paid}
    expected |= {f"total {name}": total for name, total in written_totals(ours).items()}
    expected |= groups_expected(parts, ours)
    for (reading, alternative), other in sums.other_readings(*asked).items():
        before, after = ours.totals["net"], other.totals["net"]
        expected[f"reading {reading} {alternative}"] = {
            "totals": written_totals(other),
            "difference": written((after[0] - before[0], after[1] - before[1])),
        }
    return expected


def groups_expected(parts: Mapping[str, pay.Line], ours: sums.Sums) -> dict[str, Any]:
    """Return the lines of each time of payment with their sum.

    The month's pay is two groups: where its total is narrower, an exact one leaves the rest to the other.
    """
    late = [name for name, line in parts.items() if line.at_year_end]
    off = [name for name in parts if name.endswith("_deduction")]
    unsaid = [name for name in parts if name in figures.UNSAID and name not in late]
    month = [name for name in parts if name not in (*late, *off, *unsaid)]
    found = {}
    for group, own, total, beside in (
        ("month", month, "gross", unsaid),
        ("unsaid", unsaid, "gross", month),
        ("deductions", off, "deductions", []),
        ("year_end", late, "year_end", []),
    ):
        added, (low, high) = end_by_end(parts, own), end_by_end(parts, beside)
        value = added
        if total in ours.narrower and low == high:
            least, most = ours.totals[total]
            value = least - low, most - high
        if own:
            marked = {"narrower": True} if value != added else {}
            found[f"group {group}"] = {"lines": own, **written(value), **marked}
    return found


def end_by_end(parts: Mapping[str, pay.Line], names: Iterable[str]) -> pay.Span:
    """Return the sum of lines."""
    spans = [parts[name].span for name in names]
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def pay_found(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of an answer of `estimate` that the oracle computes too."""
    found: dict[str, Any] = {
        "order of lines": [line["id"] for line in answer["lines"]],
        "a caution": bool(answer["cautions"]),
    }
    for line in answer["lines"]:
        found[f"line {line['id']}"] = {key: line[key] for key in ("min", "max", "article", "paid")}
    found |= {f"total {name}": span for name, span in answer["totals"].items()}
    for group in answer["groups"]:
        found[f"group {group['id']}"] = {key: group[key] for key in group if key not in ("id", "label")}
    for row in answer["readings"]:
        found[f"reading {row['reading']} {row['alternative']}"] = {
            key: row[key] for key in ("totals", "difference")
        }
    return found


def risk_expected(request: Request) -> dict[str, Any]:
    """Return the oracle's answer to a request of `risk`, in the form of `risk_found`."""
    grounds = elimination.statuses(request)
    return {
        "order of grounds": list(grounds),
        **{f"ground {name}": (elimination.ARTICLES[name], status) for name, status in grounds.items()},
    }


def risk_found(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of an answer of `risk` that the oracle computes too."""
    return {
        "order of grounds": [row["id"] for row in answer["grounds"]],
        **{f"ground {row['id']}": (row["article"], row["status"]) for row in answer["grounds"]},
    }


def differences(expected: Mapping[str, Any], found: Mapping[str, Any]) -> list[Difference]:
    """Return every place where the two answers differ; a place in only one of them is a difference too."""
    places = dict.fromkeys([*expected, *found])
    return [(p, expected.get(p), found.get(p)) for p in places if expected.get(p) != found.get(p)]


def pay_differences(ask: Ask, request: Request) -> list[Difference]:
    """Return where the engine's `estimate` and the oracle differ on a request."""
    return differences(pay_expected(request), pay_found(ask(request)))


def risk_differences(ask: Ask, request: Request) -> list[Difference]:
    """Return where the engine's `risk` and the oracle differ on a request."""
    return differences(risk_expected(request), risk_found(ask(request)))


def simpler(request: Request) -> Iterator[Request]:
    """Yield requests that are a little simpler: a key, a month or a reading less, or a smaller count."""
    for key, value in request.items():
        smaller: list[Any]
        if key == "fabrication":
            smaller = [] if value is None else [None]
        elif isinstance(value, list):
            smaller = [[*value[:place], *value[place + 1 :]] for place in range(len(value))]
        elif isinstance(value, dict):
            smaller = [{name: held for name, held in value.items() if name != left} for left in value]
        elif isinstance(value, int):
            smaller = [less for less in (type(value)(0), value // 2, value - 1) if less != value and value]
        else:
            smaller = [0] if value is None else []
        yield from ({**request, key: each} for each in smaller)


def smallest(request: Request, differs: Callable[[Request], object]) -> Request:
    """Return the simplest request found on which they still differ, starting from one that differs."""
    for each in simpler(request):
        if differs(each):
            return smallest(each, differs)
    return request
