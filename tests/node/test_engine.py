"""The page's engine and its workers: what a worker says, how it fails, and what becomes of the questions."""

import json
import subprocess
from pathlib import Path
from typing import Any

from scripts.setup.bootstrap import ROOT, node_command

WALKED = Path(__file__).with_name("engine_workers.mjs")
MODULE = ROOT / "docs" / "assets" / "js" / "calculator" / "engine.js"
WAY = {"whole": False, "anew": False}
Step = dict[str, Any]
READY: Step = {"worker": 0, "says": {"kind": "ready", "way": WAY}}


def walked(*steps: Step) -> Any:
    """Return the states, the answers and what each worker was asked after these steps."""
    given = json.dumps({"module": MODULE.as_uri(), "steps": steps})
    done = subprocess.run(
        [*node_command(), str(WALKED)], input=given, capture_output=True, encoding="utf-8", check=True
    )
    return json.loads(done.stdout)


def answer(question: int, text: str) -> Step:
    return {"kind": "answer", "id": question, "answer": json.dumps(text)}


def test_a_stopped_workers_error_does_not_stop_the_one_after_it() -> None:
    found = walked(
        READY,
        {"ask": "page"},
        {"late": True},
        {"worker": 0, "fails": True},
        {**READY, "worker": 1},
        {"worker": 1, "says": answer(1, "490.00 元")},
    )
    assert found == {
        "states": ["idle", "loading", "ready", "loading", "ready"],
        "answers": ["490.00 元"],
        "asked": [[1], [1]],
    }


def test_a_question_is_repeated_once_and_then_given_up() -> None:
    ready: list[Step] = [READY, {"ask": "page"}, {"late": True}, {**READY, "worker": 1}]
    found = walked(*ready, {"late": True})
    assert found["states"][-1] == "后台计算停了"
    assert found["answers"] == [None]
    # An answer in between: the next worker that stops is replaced too.
    again = walked(
        *ready,
        {"worker": 1, "says": answer(1, "490.00 元")},
        {"ask": "page"},
        {"worker": 1, "fails": True},
        {**READY, "worker": 2},
        {"worker": 2, "says": answer(2, "480.00 元")},
    )
    assert again["answers"] == ["490.00 元", "480.00 元"]
    assert again["asked"] == [[1], [1, 2], [2]]


def test_an_engine_that_nobody_asks_is_not_given_up() -> None:
    assert walked(READY, {"late": True})["states"] == ["idle", "loading", "ready"]
    assert walked({"late": True})["states"] == ["idle", "loading", "等了太久没有动静"]
    # The last answer ends the waiting.
    answered: list[Step] = [READY, {"ask": "page"}, {"worker": 0, "says": answer(1, "")}]
    assert walked(*answered, {"late": True})["states"] == ["idle", "loading", "ready"]
