"""Verbs without options: asked for help, they print it and do nothing."""

import pytest

from scripts.__main__ import VERBS, main
from scripts.verbs.edition import run


@pytest.mark.parametrize("verb", [name for name, verb in VERBS.items() if not verb.options])
@pytest.mark.parametrize(("more", "status"), [("--help", 0), ("-h", 0), ("--port", 2), ("policy/daning", 2)])
def test_a_verb_without_options_says_so_and_does_nothing(
    verb: str, more: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb, more]) == status
    said = capsys.readouterr()
    assert f"用法：python3 -m scripts {verb}" in (said.err if status else said.out)


@pytest.mark.parametrize(
    ("argv", "status"), [(["--help"], 0), ([], 2), (["2027-01-01", "2028-01-01"], 2), (["--force"], 2)]
)
def test_an_edition_is_begun_with_one_version(
    argv: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(argv) == status
    said = capsys.readouterr()
    assert "用法：python3 -m scripts edition 新的版本" in (said.err if status else said.out)
