"""The programs of the machine: which browser is driven."""

from pathlib import Path

import pytest

from scripts.setup import bootstrap, programs
from scripts.setup.bootstrap import SetupError
from tests.support.newcomer import write_program


def test_browser_is_the_one_chromium_path_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable wins over a browser on PATH."""
    on_path = write_program(tmp_path / "programs" / "chromium", "")
    named = write_program(tmp_path / "own" / "browser", "")
    monkeypatch.setenv("PATH", str(on_path.parent))
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    assert programs.browser_path() == str(on_path)
    monkeypatch.setenv("CHROMIUM_PATH", str(named))
    assert programs.browser_path() == str(named)


def test_most_tests_drive_the_lighter_chromium_unless_chromium_path_names_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a headless shell the tests use the whole Chromium."""
    whole = write_program(tmp_path / "programs" / "chromium", "")
    monkeypatch.setenv("PATH", str(whole.parent))
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    assert programs.shell_path() == str(whole)
    shell = write_program(tmp_path / "programs" / programs.SHELL_NAME, "")
    assert (programs.shell_path(), programs.browser_path()) == (str(shell), str(whole))
    monkeypatch.setenv("CHROMIUM_PATH", str(whole))
    assert programs.shell_path() == str(whole)


def test_chromium_path_naming_no_program_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong variable is said, not silently replaced by another browser."""
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "absent"))
    with pytest.raises(SetupError, match=r"CHROMIUM_PATH.*absent"):
        programs.browser_path()


def test_nginx_is_the_machines_own_and_its_brotli_module_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module of another nginx would not load, so none is taken from elsewhere."""
    own = write_program(tmp_path / "usr" / "sbin" / "nginx", "")
    monkeypatch.setenv("PATH", str(own.parent))
    assert programs.nginx_path() == str(own)
    assert programs.brotli_module() is None
    module = tmp_path / "usr" / programs.BROTLI_MODULE
    module.parent.mkdir(parents=True)
    module.touch()
    assert programs.brotli_module() == module


def test_a_browser_that_does_not_start_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ubuntu's chromium-browser without snap is such a program, and a download without its libraries."""
    monkeypatch.setenv("CHROMIUM_PATH", str(write_program(tmp_path / "browser", "exit 1")))
    with pytest.raises(SetupError, match="browser」启动不了"):
        programs.ensure_browser()


OFFICE = "LibreOffice Calc"
OPTIONAL = programs.TEST_PROGRAMS | programs.DEEP_PROGRAMS


@pytest.mark.parametrize("name", OPTIONAL)
def test_a_missing_program_that_only_some_tests_need_is_reported(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    """Without apt, and where apt has no network, the other tests go on."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    missing = {name: OPTIONAL[name]._replace(find=lambda: None)}
    programs.ensure_for_tests(missing)
    (said,) = capsys.readouterr().out.splitlines()
    assert said.startswith(f"没有 {name}，")
    monkeypatch.setattr(programs, "has_debian_packages", lambda: True)
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / "build" / "setup.log")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    programs.ensure_for_tests(missing)
    step, failed, again = capsys.readouterr().out.splitlines()
    assert step.endswith(" … 没有成功")
    assert "请检查网络和 apt 的镜像设置" in failed
    assert again == said


def test_a_program_that_is_installed_is_not_mentioned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    office = write_program(tmp_path / "soffice", "")
    programs.ensure_for_tests({OFFICE: OPTIONAL[OFFICE]})
    assert (programs.office_path(), capsys.readouterr().out) == (str(office), "")
