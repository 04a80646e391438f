"""The path of a decision as a picture: boxes from top to bottom, grouped by kind of decision."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from calculator.policy import Policy

WIDTH, BOX_LEFT, BOX_WIDTH = 340, 8, 324
LINE, PAD, GAP, HEAD = 22, 12, 26, 34
# Characters in a line of a box; Chinese characters all have the same width.
CHARACTERS = 19
_HANGING = "，。、；：）」》”"


class Box(NamedTuple):
    """One step: the place of its box, and its lines of text with their y coordinates."""

    top: int
    height: int
    who: tuple[int, str]
    what: Sequence[tuple[int, str]]
    clause: str
    anchor: str
    arrow: bool


class Path(NamedTuple):
    """The steps of one kind of decision, with the heading."""

    heading: tuple[int, str]
    boxes: Sequence[Box]


class Drawing(NamedTuple):
    """The whole picture and its height."""

    height: int
    paths: Sequence[Path]


def draw(steps: Iterable[Mapping[str, Any]], policy: Policy) -> Drawing:
    """Return the places of all boxes; the paths are in the order of their first step."""
    top, paths, steps = 0, [], list(steps)
    for name in dict.fromkeys(step["path"] for step in steps):
        heading = (top + HEAD - 10, name)
        top += HEAD
        boxes: list[Box] = []
        for step in (each for each in steps if each["path"] == name):
            top += GAP if boxes else 0
            boxes.append(_box(step, top, policy, arrow=bool(boxes)))
            top += boxes[-1].height
        paths.append(Path(heading, boxes))
        top += PAD
    return Drawing(top, paths)


def _box(step: Mapping[str, Any], top: int, policy: Policy, *, arrow: bool) -> Box:
    lines = wrapped(step["what"], CHARACTERS)
    first = top + PAD + LINE - 6
    return Box(
        top=top,
        height=2 * PAD + LINE * (2 + len(lines)) - 4,
        who=(first, f"{step['when']} · {step['who']}"),
        what=[(first + LINE * place, line) for place, line in enumerate(lines, 1)],
        clause=policy.clause(step["article"]),
        anchor=policy.anchor(step["article"]),
        arrow=arrow,
    )


def wrapped(text: str, width: int) -> list[str]:
    """Cut a text into lines of `width` characters; a comma or stop never begins a line.

    >>> wrapped("审核签字、加盖公章，报县综治中心", 9)
    ['审核签字、加盖公章，', '报县综治中心']
    """
    lines = [""]
    for character in text:
        if len(lines[-1]) >= width and character not in _HANGING:
            lines.append("")
        lines[-1] += character
    return lines
