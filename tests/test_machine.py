"""If a program is missing, its tests are skipped on a developer's machine and fail in CI."""

import pytest

from tests.support.machine import found_or_skip


def test_a_missing_program_skips_tests_but_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert found_or_skip("/usr/bin/nginx", "nginx") == "/usr/bin/nginx"
    with pytest.raises(pytest.skip.Exception, match="没有 nginx"):
        found_or_skip(None, "nginx")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(AssertionError, match="nginx"):
        found_or_skip(None, "nginx")
