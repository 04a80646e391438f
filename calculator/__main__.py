"""`python -m calculator estimate` or another verb: JSON on stdin, JSON on stdout."""

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from calculator import json_text
from calculator.api import VERBS, Calculator, refusal
from calculator.errors import FieldError, InputError, ProjectError
from calculator.loading.folder import DEFAULT_FOLDER, county, load_editions
from calculator.month import Month

# Verbs whose request has a month, which is the present one if it is left out.
OF_A_MONTH = ("estimate", "needed", "reconcile")


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one request; return 0 with a result, 2 with its faults, 1 with a sentence on stderr."""
    parser = argparse.ArgumentParser(
        prog="python -m calculator", description="JSON on stdin, JSON on stdout."
    )
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument(
        *("--county", "--policy"), type=Path, default=DEFAULT_FOLDER, help="a county's folder of TOML files"
    )
    options = parser.parse_args(arguments)
    try:
        calculator = Calculator(load_editions(county(options.county)))
        request = _request(sys.stdin.buffer.read(4 * json_text.LONGEST + 1))
        if options.verb in OF_A_MONTH and isinstance(request, dict):
            # Only the command line reads the clock; the engine does not.
            request.setdefault("month", str(Month.of(date.today())))
        _print(calculator.verb(options.verb)(request))
    except InputError as error:
        _print(refusal(error))
        return 2
    except ProjectError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _request(sent: bytes) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        twice = [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
        if twice:
            raise InputError([FieldError(key, f"这一项写了两次：{key}") for key in twice])
        return dict(pairs)

    wrong = InputError([FieldError("", "标准输入要是一个 UTF-8 的 JSON 对象")])
    try:
        text = sent.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong from error
    return json_text.parsed(text, wrong, object_pairs_hook=once)


def _print(answer: dict[str, Any]) -> None:
    text = json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
    # UTF-8 cannot encode half surrogate pairs, so they are written as JSON escapes.
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.platform != "win32":
        # A reader such as `head` closes the pipe early: end by the signal, as other programs do.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
