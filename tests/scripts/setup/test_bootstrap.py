"""Set-up as a newcomer meets it: a copy of the verbs in an empty folder, run as a program.

The copy's lock names no packages and its npm is a stand-in, so nothing is downloaded. Its venv is
one too: it copies an environment made before, with the pip that takes most of the time to install.
"""

import os
import shutil
import signal
import subprocess
import sys
import venv
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from scripts.__main__ import VERBS
from scripts.setup import bootstrap
from tests.conftest import MakeOnce
from tests.support.machine import LIMIT_S

ROOT = Path(__file__).resolve().parents[3]
COPIED = (
    *(
        "scripts/__init__.py",
        "scripts/__main__.py",
        "scripts/setup/__init__.py",
        "scripts/setup/bootstrap.py",
        "scripts/setup/programs.py",
        "scripts/verbs/__init__.py",
    ),
    "calculator/errors.py",
)
ABSENT_WHEEL = f"./absent-1.0-py3-none-any.whl --hash=sha256:{'0' * 64}\n"

# Python takes a module of the folder it is started in before its own.
VENV = """import shutil, sys
_, option, folder = sys.argv
assert option == "--clear"
shutil.rmtree(folder, ignore_errors=True)
shutil.copytree(PREPARED, folder, symlinks=True)
"""
STAND_INS = {
    "check": "def run(argv):\n    print('checked', *argv)\n    return 3\n",
    "build": "def run(argv):\n    print('built')\n    return 0\n",
    "mutate": "import time\ndef run(argv):\n    print('started', flush=True)\n    time.sleep(3600)\n",
    "test": (
        "from calculator.errors import ProjectError\n"
        "def run(argv):\n    raise ProjectError('pay.toml · base：缺少数值')\n"
    ),
}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are shell scripts")


def start(project: Path, *argv: str, python: str = sys.executable) -> subprocess.Popen[str]:
    """Start a verb in the copy, its stand-in programs first on PATH."""
    path = os.pathsep.join([str(project / "programs"), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "CHROMIUM_PATH": sys.executable}
    pipe = subprocess.PIPE
    command = [python, "-m", "scripts", *argv]
    return subprocess.Popen(command, cwd=project, env=env, stdout=pipe, stderr=pipe, encoding="utf-8")


def run(project: Path, *argv: str, python: str = sys.executable) -> tuple[int, str, str]:
    """Run a verb in the copy to its end: exit status, stdout, stderr."""
    with start(project, *argv, python=python) as process:
        try:
            out, err = process.communicate(timeout=LIMIT_S)
        finally:
            process.kill()  # one that hangs would be waited for without end
    return process.returncode, out, err


def write_program(path: Path, script: str) -> Path:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(scope="session")
def prepared(made_once: MakeOnce) -> Path:
    """Make one environment from the empty lock, to be copied by each test that needs one."""
    return made_once("prepared", venv.EnvBuilder(with_pip=True).create)


@pytest.fixture
def bare(tmp_path: Path, prepared: Path) -> Path:
    """Copy the verbs into an empty folder, where nothing is set up yet."""
    for name in COPIED:
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    for module, source in STAND_INS.items():
        (tmp_path / "scripts" / "verbs" / f"{module}.py").write_text(source)
    for lock in ("requirements.lock", "words.lock", "node.lock"):
        (tmp_path / lock).write_text("")
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "venv.py").write_text(VENV.replace("PREPARED", repr(str(prepared))))
    write_program(tmp_path / "programs" / "node", "echo v20.0.0")
    write_program(tmp_path / "programs" / "npm", 'echo "$@" >> npm-calls; mkdir -p node_modules')
    return tmp_path


@pytest.fixture
def project(bare: Path, prepared: Path) -> Path:
    """Give the copy a finished environment."""
    shutil.copytree(prepared, bare / ".venv", symlinks=True)
    for lock in ("requirements.lock", "words.lock"):
        (bare / ".venv" / f"{lock}.sha256").write_text(sha256(b"").hexdigest())
    return bare


def test_help_lists_every_verb_without_setting_anything_up(bare: Path) -> None:
    """Reading the help costs nothing."""
    status, out, err = run(bare, "--help")
    assert (status, err) == (0, "")
    listed = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    verbs = "build serve test bench battery mutate check edition release shots"
    assert " ".join(listed) == " ".join(VERBS) == verbs
    assert not (bare / ".venv").exists()


def test_unknown_verb_is_one_sentence_and_status_2(bare: Path) -> None:
    """A slip in typing is answered with the verbs there are."""
    status, out, err = run(bare, "biuld")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "biuld" in err
    assert "build" in err
    assert not (bare / ".venv").exists()


@pytest.mark.parametrize("own_venv", [False, pytest.param(True, marks=pytest.mark.deep)])
def test_first_run_sets_up_and_second_run_does_not(bare: Path, own_venv: bool) -> None:
    """One progress line a step the first time, none the second; the verb's own status comes back."""
    if own_venv:
        (bare / "venv.py").unlink()
    status, out, err = run(bare, "check", "--all")
    assert (status, err) == (3, "")
    *steps, last = out.splitlines()
    assert [step.partition(" …")[0] for step in steps] == [
        "建立 Python 环境 .venv",
        "安装 Python 软件包（requirements.lock）",
        "安装 Python 软件包（words.lock）",
    ]
    assert last == "checked --all"
    assert run(bare, "check", "--all") == (3, "checked --all\n", "")


@pytest.mark.parametrize("stamp", [pytest.param("requirements.lock", marks=pytest.mark.deep), "words.lock"])
def test_half_made_environment_is_made_anew(project: Path, stamp: str) -> None:
    """An interrupted installation leaves no stamp, so nothing of it is trusted."""
    leftover = project / ".venv" / "leftover"
    leftover.touch()
    assert run(project, "check") == (3, "checked\n", "")
    (project / ".venv" / f"{stamp}.sha256").unlink()
    status, out, _ = run(project, "check")
    assert status == 3
    assert "建立 Python 环境" in out
    assert not leftover.exists()


def test_changed_lock_is_noticed_by_the_environments_own_python(project: Path) -> None:
    """After an update of the lock an activated .venv hands over to the Python it was made with."""
    python = str(project / ".venv" / "bin" / "python")
    assert run(project, "check", python=python) == (3, "checked\n", "")
    (project / "requirements.lock").write_text("# changed\n")
    status, out, err = run(project, "check", python=python)
    assert (status, err, "安装 Python 软件包" in out) == (3, "", True)


@pytest.mark.parametrize("lost", ["bin/python", f"lib/python{sys.version_info[0]}.{sys.version_info[1]}"])
def test_environment_of_a_replaced_python_is_not_trusted(
    project: Path, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stamp alone is not enough: the interpreter must start and see its packages."""
    monkeypatch.setattr(bootstrap, "VENV", project / ".venv")
    assert bootstrap.venv_runs()
    (project / ".venv" / lost).rename(project / "lost")
    assert not bootstrap.venv_runs()


def test_failed_installation_is_one_sentence_naming_the_log(bare: Path) -> None:
    """The sentence names the step and the log; the next run tries again."""
    (bare / "requirements.lock").write_text(ABSENT_WHEEL)
    status, _, err = run(bare, "check")
    assert status == 1
    assert err.count("\n") == 1
    assert "requirements.lock" in err
    assert "build/setup.log" in err
    assert "absent-1.0" in (bare / "build" / "setup.log").read_text()
    (bare / "requirements.lock").write_text("")
    assert run(bare, "check")[0] == 3


def test_npm_packages_are_installed_once_a_lock(project: Path) -> None:
    """A new package-lock.json is the only reason to install again."""
    calls = project / "npm-calls"
    assert run(project, "build")[0] == 0
    assert run(project, "build") == (0, "built\n", "")
    assert calls.read_text() == "ci --ignore-scripts --no-audit --no-fund\n"
    (project / "package-lock.json").write_text('{"lockfileVersion": 3}')
    assert run(project, "build")[0] == 0
    assert calls.read_text().count("ci ") == 2


def test_failing_npm_is_one_sentence_and_leaves_no_stamp(project: Path) -> None:
    """A broken download is told apart from trouble with Python's packages."""
    write_program(project / "programs" / "npm", "mkdir -p node_modules; echo ETIMEDOUT >&2; exit 1")
    for _ in range(2):
        status, _, err = run(project, "build")
        assert status == 1
        assert err.count("\n") == 1
        assert "npm" in err
    assert "ETIMEDOUT" in (project / "build" / "setup.log").read_text()


def test_known_trouble_of_a_verb_is_its_sentence_alone(project: Path) -> None:
    """What a verb refuses on purpose reaches the reader without a traceback."""
    status, _, err = run(project, "test")
    assert (status, err) == (1, "pay.toml · base：缺少数值\n")


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Let processes that a test starts hear Ctrl-C: a shell has those it puts in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
def test_keyboard_stop_is_silent(project: Path) -> None:
    """Ctrl-C ends a verb with status 130 and no words."""
    with start(project, "mutate") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        process.send_signal(signal.SIGINT)
        try:
            _, err = process.communicate(timeout=LIMIT_S)
        finally:
            process.kill()
    assert (process.returncode, err) == (130, "")
