"""Links to a month, for tests: written and opened by the page's own module in Node, and written in Python."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from hypothesis import strategies as st

from scripts.pages.sealed import fragment
from scripts.setup.bootstrap import ROOT, node_command

MODULE = (ROOT / "docs" / "assets" / "js" / "calculator" / "handover" / "link.js").as_uri()
REQUIRED = ["sign_ins", "valid_reports"]
COUNTS = [*REQUIRED, "praised_by_city", "major_reports"]
# One call a line, one answer a line.
ASKED = f"""
import {{ createInterface }} from "node:readline";
import * as link from "{MODULE}";
for await (const line of createInterface({{ input: process.stdin }})) {{
  const [name, ...given] = JSON.parse(line);
  console.log(JSON.stringify(link[name](...given)));
}}
"""

Ask = Callable[..., Any]
Month = dict[str, Any]

_COUNT = st.integers(0, 999).map(str) | st.none()
MONTHS = st.fixed_dictionaries(
    {
        "policy": st.sampled_from(["2022-05-06", "2027-01-01"]),
        "month": st.builds("{}-{:02}".format, st.integers(2022, 2032), st.integers(1, 12)),
        "worker_type": st.sampled_from(["rural", "community_part_time", "community_full_time"]),
        "sign_ins": _COUNT | st.just("２０"),
        "valid_reports": _COUNT,
    },
    optional={
        "praised_by_city": _COUNT,
        "major_reports": _COUNT,
        "readings": st.just({"full-time-price": "lower_price", "surplus-cap": "all_rewards"}),
    },
)


@contextmanager
def page_module() -> Iterator[Ask]:
    """Start the page's module in Node; yields the function that calls one of its functions by name."""
    with subprocess.Popen(
        [*node_command(), "--input-type=module", "--eval", ASKED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as node:
        assert node.stdin
        assert node.stdout
        to, of = node.stdin, node.stdout

        def ask(*call: Any) -> Any:
            to.write(json.dumps(call) + "\n")
            to.flush()
            return json.loads(of.readline())

        yield ask
        to.close()


def written(ask: Ask, month: Month, hidden: bool = False) -> str:
    """Return the link the page makes of a month, without "#"."""
    fields = {"praised_by_city": "0", "major_reports": "0", **month}
    link: str = ask("written", fields, COUNTS, {"praised_by_city": "0", "major_reports": "0"}, hidden)
    return link


def in_python(month: Month, hidden: bool = False) -> str:
    """Return the same link as Python writes it."""
    counts = {name: "?" if month[name] is None else month[name] for name in COUNTS if name in month}
    said = {name: value for name, value in counts.items() if name in REQUIRED or value != "0"}
    chosen = ",".join(":".join(pair) for pair in month.get("readings", {}).items())
    said |= {"readings": chosen} if chosen else {}
    head = {name: month[name] for name in ("month", "worker_type", "policy")}
    return fragment(**head, **said, **({"hide": 1} if hidden else {}))[1:]


def opened(ask: Ask, text: str) -> Any:
    """Return the content of a link as the page reads it; a sentence if it is refused."""
    assert ask("isLink", text) is True, text
    return ask("opened", text, COUNTS, REQUIRED)


def whole(month: Month, hidden: bool = False) -> Any:
    """Return what just this month is opened as: counts at their start may be left out."""
    fields = {name: said for name, said in month.items() if name not in COUNTS[2:] or said != "0"}
    return {"whole": True, "fields": fields, "hidden": hidden, "strange": False}


def before(month: Month) -> str:
    """Return the link the page made of a month before there were check digits."""
    counts = {name: month[name] if month[name] is not None else "?" for name in COUNTS if name in month}
    return urlencode({name: month[name] for name in ("policy", "month", "worker_type")} | counts)


PLAIN: Month = {
    "policy": "2022-05-06",
    "month": "2026-10",
    "worker_type": "rural",
    "sign_ins": "19",
    "valid_reports": None,
}
