"""Count how often the finder answers a file of spoken cases as its author wanted; no browser is needed.

    .venv/bin/python -m tests.finder.counted FILE   the shares of any file, and every case that failed

A case has `said` and what is wanted of it: `danger` (numbers of which the card has one), `want` (items, one
of them among the first three), `outside`, `page` (one of them named), `calm` (no card).
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from calculator import clauses
from scripts.content.handbook import Handbook
from scripts.pages.computed.spoken import tables
from scripts.setup.bootstrap import ROOT, node_command
from tests.support.content import BOOK

FIRST = 3
MODULE = ROOT / "docs" / "assets" / "js" / "site" / "spoken.js"
_ASK = """
const { dangerReader, matterReader } = await import(process.argv[1]);
let text = "";
for await (const part of process.stdin) text += part;
const { words, said } = JSON.parse(text);
const [dangersIn, matterOf] = [dangerReader(words.dangers), matterReader(words.matters)];
const answers = said.map((each) => ({ dangers: dangersIn(each), ...matterOf(each) }));
process.stdout.write(JSON.stringify(answers));
"""


class Answer(NamedTuple):
    """What the finder shows: the cards' ids, the items' anchors, the matter outside the text, the pages."""

    dangers: list[str]
    items: list[str]
    outside: str
    pages: list[str]

    @property
    def says_outside(self) -> bool:
        """Return whether a card says that it is not in the text, or that nothing was found."""
        return not self.dangers and not self.pages and (bool(self.outside) or not self.items)


class Verdict(NamedTuple):
    """One judgement of a case: what is judged, what was said, whether it is as wanted, and the answer."""

    judged: str
    said: str
    right: bool
    answer: Answer


def cases(file: Path) -> list[dict[str, Any]]:
    """Return the cases of a file."""
    read: list[dict[str, Any]] = tomllib.loads(file.read_text("utf-8"))["queries"]
    return read


def answers(said: Sequence[str], handbook: Handbook = BOOK) -> list[Answer]:
    """Return the finder's answer to each of the texts."""
    sent = json.dumps({"words": tables(handbook), "said": said})
    command = [*node_command(), "--input-type=module", "--eval", _ASK, MODULE.as_uri()]
    done = subprocess.run(command, input=sent, capture_output=True, encoding="utf-8", check=True)
    return [Answer(**each) for each in json.loads(done.stdout)]


@cache
def verdicts(file: Path) -> list[Verdict]:
    """Return every judgement of a file's cases."""
    read = cases(file)
    found = answers([each["said"] for each in read])
    return [verdict for each, answer in zip(read, found, strict=True) for verdict in _judged(each, answer)]


def _judged(case: Mapping[str, Any], answer: Answer) -> Iterator[Verdict]:
    calls = {each["id"]: [call["number"] for call in each["calls"]] for each in BOOK.danger["dangers"]}
    shown = {number for danger in answer.dangers for number in calls[danger]}
    wanted = [clauses.anchor(key) for key in _listed(case.get("want", []))]
    judged = {}
    if "danger" in case:
        judged["danger"] = bool(shown & set(case["danger"]))
    elif wanted:
        judged["item"] = bool({*wanted} & {*answer.items[:FIRST]})
        judged["no outside card"] = not answer.says_outside
    if case.get("outside"):
        judged["outside"] = answer.says_outside
    if "page" in case:
        judged["page"] = bool({*_listed(case["page"])} & {*answer.pages}) and not answer.dangers
    if case.get("calm"):
        judged["calm"] = not answer.dangers
    elif "danger" not in case:
        judged["no needless card"] = not answer.dangers
    for name, right in judged.items():
        yield Verdict(name, case["said"], right, answer)


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def shares(judgements: Sequence[Verdict]) -> dict[str, tuple[int, int]]:
    """Return for each thing that is judged how many are right, of how many."""
    names = dict.fromkeys(each.judged for each in judgements)
    judged = {name: [each.right for each in judgements if each.judged == name] for name in names}
    return {name: (sum(right), len(right)) for name, right in judged.items()}


if __name__ == "__main__":
    every = verdicts(Path(sys.argv[1]))
    for name, (right, of) in shares(every).items():
        print(f"{name}: {right} of {of} = {right / of:.1%}")
    for each in every:
        if not each.right:
            print(each.judged, "|", each.said, "|", *each.answer)
