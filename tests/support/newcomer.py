"""A copy of the verbs in an empty folder, run as a program, for tests of the set-up.

The copy's lock names no packages and its npm is a stand-in, so nothing is downloaded. Its venv is
one too: it copies an environment made before, whose pip is a link to that of the tests: installing and
copying one would take most of the time.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import MakeOnce
from tests.support.machine import LIMIT_S

ROOT = Path(__file__).resolve().parents[2]
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

POSIX = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are shell scripts")


def start(
    project: Path, *argv: str, python: str = sys.executable, home: Path | None = None
) -> subprocess.Popen[str]:
    """Start a verb in the copy, its stand-in programs first on PATH; HOME is the copy unless given."""
    path = os.pathsep.join([str(project / "programs"), os.environ["PATH"]])
    own = {"PATH": path, "HOME": str(home or project), "PYTHONUTF8": "1", "CHROMIUM_PATH": sys.executable}
    env = {**os.environ, **own}
    pipe = subprocess.PIPE
    command = [python, "-m", "scripts", *argv]
    return subprocess.Popen(command, cwd=project, env=env, stdout=pipe, stderr=pipe, encoding="utf-8")


def run(
    project: Path, *argv: str, python: str = sys.executable, home: Path | None = None
) -> tuple[int, str, str]:
    """Run a verb in the copy to its end: exit status, stdout, stderr."""
    with start(project, *argv, python=python, home=home) as process:
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

    def make(folder: Path) -> None:
        venv.create(folder)
        pip = importlib.util.find_spec("pip")
        assert pip is not None
        assert pip.origin is not None
        (packages,) = folder.glob("lib/python*/site-packages")
        (packages / "pip").symlink_to(Path(pip.origin).parent)

    return made_once("prepared", make)


@pytest.fixture
def bare(tmp_path: Path, prepared: Path) -> Path:
    """Copy the verbs into an empty folder, where nothing is set up yet."""
    for name in COPIED:
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    for module, source in STAND_INS.items():
        (tmp_path / "scripts" / "verbs" / f"{module}.py").write_text(source)
    for lock in ("requirements.lock", "tests.lock", "words.lock", "node.lock"):
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
    for lock in ("requirements.lock", "words.lock", "tests.lock"):
        (bare / ".venv" / f"{lock}.sha256").write_text(sha256(b"").hexdigest())
    return bare
