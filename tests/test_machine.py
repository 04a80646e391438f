"""A program that is missing leaves tests out on a desk, and fails them in CI."""

import pytest

from tests.support.machine import found_or_skip


def test_what_is_missing_is_left_out_but_never_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert found_or_skip("/usr/bin/nginx", "nginx") == "/usr/bin/nginx"
    with pytest.raises(pytest.skip.Exception, match="没有 nginx"):
        found_or_skip(None, "nginx")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(AssertionError, match="nginx"):
        found_or_skip(None, "nginx")
