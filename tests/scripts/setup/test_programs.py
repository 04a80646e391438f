"""The programs of the machine: which browser is driven."""

from pathlib import Path

import pytest

from scripts.setup import programs
from scripts.setup.bootstrap import SetupError
from tests.scripts.setup.test_bootstrap import write_program


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
    """Where there is none, they do with the whole one."""
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


def test_the_spreadsheet_program_is_the_one_on_path_and_its_lack_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it can be had nowhere, one sentence says so and the other tests go on."""
    monkeypatch.setenv("PATH", str(tmp_path))
    programs.ensure_office()
    assert programs.office_path() is None
    assert (
        capsys.readouterr().out == "没有 LibreOffice Calc，经它来回的测试不做；要做就先安装它，再运行一次\n"
    )
    office = write_program(tmp_path / "soffice", "")
    programs.ensure_office()
    assert (programs.office_path(), capsys.readouterr().out) == (str(office), "")
