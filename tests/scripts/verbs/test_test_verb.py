"""`test` runs the usual tests; it runs the long ones only with `--deep`."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from scripts.setup import programs
from scripts.setup.bootstrap import ROOT
from scripts.verbs import test
from tests.support.machine import LIMIT_S

# Starts the command as a shell starts a background job, and runs it as `scripts test` does.
BEHIND = """import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
import sys
from scripts.verbs import test
try:
    test._failed({"": sys.argv[1:]})
except KeyboardInterrupt:
    sys.exit(130)
"""
LONG = """import time, pytest

@pytest.fixture
def server():
    yield
    print("ended", flush=True)

def test_long(server):
    print("begun", flush=True)
    time.sleep(3600)
"""


# How many cases each property is tried on.
PROFILE = "HYPOTHESIS_PROFILE"


@pytest.fixture(name="ran")
def commands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the commands that the verb would run, as `pytest …` or the name of a prepared program."""
    found: list[str] = []
    monkeypatch.setattr(programs, "ensure_for_tests", found.extend)

    def failed(steps: Mapping[str, Sequence[str]]) -> list[str]:
        for command in steps.values():
            if "pytest" in command:
                found.append(" ".join(command[command.index("pytest") :]))
        return []

    monkeypatch.setattr(test, "_failed", failed)
    monkeypatch.setenv(PROFILE, "quick")
    return found


def test_the_long_tests_are_left_out_unless_they_are_asked_for(ran: list[str]) -> None:
    assert test.run([]) == 0
    assert not set(programs.DEEP_PROGRAMS) & set(ran)
    assert os.environ[PROFILE] == "quick"
    assert all("not deep" in each for each in ran if each.startswith("pytest"))
    ran.clear()
    assert test.run(["--deep"]) == 0
    assert os.environ[PROFILE] == "deep"
    assert ran[:2] == ["Firefox", "LibreOffice Calc"]
    assert [each.partition(" -n")[0] for each in ran if each.startswith("pytest")] == [
        "pytest -m not deep",
        "pytest -m deep",
        "pytest -m not deep",
    ]


def test_the_engines_tests_are_measured_and_the_others_are_not(ran: list[str]) -> None:
    """A browser's process has no tracer; each test is in one of the two runs."""
    test.run([])
    engine, rest = (each.split() for each in ran if each.startswith("pytest"))
    assert "--cov-fail-under=100" in engine
    assert not [each for each in rest if each.startswith("--cov")]
    measured = [each for each in engine if each.startswith("tests/")]
    left = {each.partition("=")[2] for each in rest if each.startswith("--ignore")}
    assert left == {measured[0], test.LOADING}
    assert measured[1:] == sorted(str(each.relative_to(ROOT)) for each in ROOT.glob(test.LOADING))
    assert "tests/scripts/content/test_policy.py" in measured


def test_further_arguments_go_to_pytest(ran: list[str]) -> None:
    test.run(["tests/calculator", "-x"])
    test.run(["tests/deep", "--deep"])
    assert [each for each in ran if each.startswith("pytest")] == [
        "pytest tests/calculator -x",
        "pytest -m  tests/deep",
    ]


def test_the_output_of_parallel_steps_is_printed_in_order(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The first step waits for a file that the second one writes, and fails."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    waits = f"import sys; print(open({str(fifo)!r}).read(), flush=True); sys.exit('fault')"
    writes = f"print('two', file=open({str(fifo)!r}, 'w')); print('three')"
    steps = {title: [sys.executable, "-c", code] for title, code in (("a", waits), ("b", writes))}
    assert test._failed(steps) == ["a"]
    said = capfd.readouterr().out.split("\n")
    assert said[:-3] == ["== a", "two", "", "fault", "== a：没有通过", "== b", "three", "== b：通过"]


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes otherwise")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_test_its_pytest_and_what_the_tests_started(
    tmp_path: Path, number: signal.Signals
) -> None:
    (tmp_path / "test_long.py").write_text(LONG)
    plugins = ["-p", "no:cacheprovider", "-p", "tests.conftest", "-s"]
    pytest_ = [sys.executable, "-m", "pytest", *plugins, str(tmp_path / "test_long.py")]
    with subprocess.Popen(
        [sys.executable, "-c", BEHIND, *pytest_], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert any("begun" in line for line in process.stdout)
        process.send_signal(number)
        try:
            said, _ = process.communicate(timeout=LIMIT_S)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "ended" in said
    assert "KeyboardInterrupt" in said
