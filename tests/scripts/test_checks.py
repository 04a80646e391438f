"""`test`: which tests run, and that those that take long run only where they are asked for."""

from collections.abc import Sequence

import pytest

from scripts import checks, programs


@pytest.fixture(name="ran")
def commands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what comes to be run, as `pytest …` or the program made ready; nothing is run."""
    found: list[str] = []
    for name in ("nginx", "shell", "firefox", "office"):
        monkeypatch.setattr(programs, f"ensure_{name}", lambda name=name: found.append(name))

    def passes(_: str, command: Sequence[str]) -> bool:
        if "pytest" in command:
            found.append(" ".join(command[command.index("pytest") :]))
        return True

    monkeypatch.setattr(checks, "_passes", passes)
    return found


def test_the_long_tests_are_left_out_unless_they_are_asked_for(ran: list[str]) -> None:
    assert checks.run([]) == 0
    assert "office" not in ran
    assert all("not deep" in each for each in ran if each.startswith("pytest"))
    ran.clear()
    assert checks.run(["--deep"]) == 0
    assert ran[0] == "office"
    assert "pytest -m deep" in ran


def test_further_arguments_go_to_pytest(ran: list[str]) -> None:
    checks.run(["tests/calculator", "-x"])
    checks.run(["tests/deep", "--deep"])
    assert [each for each in ran if each.startswith("pytest")] == [
        "pytest tests/calculator -x",
        "pytest -m  tests/deep",
    ]
