"""The npm packages that the benchmark compares with: a lock of their own, installed on first use."""

import json
import shutil
from pathlib import Path

from scripts.setup.bootstrap import NETWORK_ADVICE, ROOT, npm_command, run_step

HERE = Path(__file__).parent
FOLDER = ROOT / "build" / "bench" / "peers"
MODULES = FOLDER / "node_modules"
LOCK = "package-lock.json"


def ensure_peers() -> None:
    """Install exactly what the lock names, once, without running install scripts."""
    lock, stamp = HERE / LOCK, FOLDER / "installed.json"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", LOCK):
        shutil.copyfile(HERE / name, FOLDER / name)
    install = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(FOLDER)]
    run_step("安装用来比较的 npm 软件包", install, advice=NETWORK_ADVICE.format(" npm "))
    shutil.copyfile(lock, stamp)


def version(package: str, modules: Path = MODULES) -> str:
    """Return the version of an installed package."""
    return str(json.loads((modules / package / "package.json").read_bytes())["version"])
