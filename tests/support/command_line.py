"""`python -m calculator`, in a process of its own and in this one."""

import io
import json
import os
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from calculator import __main__ as command_line
from scripts.setup.bootstrap import ROOT
from tests.support.machine import LIMIT_S


def run(verb: str, sent: bytes, *options: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "calculator", verb, *options],
        input=sent,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
        timeout=LIMIT_S,
    )


class Console:
    """The command line in this process, its streams at hand."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def __call__(self, verb: str, sent: bytes, *options: str) -> tuple[int, Any]:
        sent_back = io.BytesIO()
        out = io.TextIOWrapper(sent_back, encoding="ascii")
        self._patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(sent)))
        self._patch.setattr(sys, "stdout", out)
        status = command_line.main([verb, *options])
        written = sent_back.getvalue().decode("utf-8")
        return status, json.loads(written) if written else None
