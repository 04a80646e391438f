"""Which Node.js is used: the machine's own, unless it is too old."""

import os
from pathlib import Path

import pytest

from scripts.setup import bootstrap
from tests.support.newcomer import write_program

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are shell scripts")


@pytest.mark.parametrize(("version", "used"), [("v17.9.1", False), ("v18.0.0", True), ("", False)])
def test_machines_own_node_is_used_from_18(
    tmp_path: Path, version: str, used: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older or silent Node.js is passed over for the one of node.lock."""
    node = write_program(tmp_path / "node", f"echo {version}")
    npm = write_program(tmp_path / "npm", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    bootstrap.system_node.cache_clear()
    try:
        assert (bootstrap.node_command() == [str(node)]) is used
        assert (bootstrap.npm_command() == [str(npm)]) is used
    finally:
        bootstrap.system_node.cache_clear()
