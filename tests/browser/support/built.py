"""Sites built away from the tree, the one that follows it among them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.content.files import VERSIONS
from scripts.setup.bootstrap import ROOT
from scripts.site.build import RUNTIME
from tests.calculator.conftest import edit
from tests.support.county import copied

# What the month of `kept_site.MONTH` comes to: 350 + 150 − 2 × 10 = 480, and 350 + 150 − 2 × 12 = 476
# (articles 9, 11(1), 12(3)).
OLD, NEW = "480.00 元", "476.00 元"
OLD_VERSION, NEW_VERSION = "2022-05-06", "2026-12-01"
PARTS = RUNTIME.with_name(f"{RUNTIME.name}.parts")
# Built away from the tree: the addresses in its pages are not those of the build everybody else looks at.
BUILD = """
import sys
from pathlib import Path
from scripts.site import build
build.ROOT, county = map(Path, sys.argv[1:])
build.RUNTIME = build.ROOT / "build" / "runtime"
build.build(build.ROOT / "site", county)
"""


def build_apart(root: Path, county: Path, **environment: str) -> None:
    """Build a separate site, from a copy of the sources and a county's folder."""
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "scripts" / "pages" / "theme", root / "scripts" / "pages" / "theme")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    # These parts do not depend on the policy, and making them again takes longer than everything else.
    shutil.copytree(PARTS, root / "build" / PARTS.name)
    command = [sys.executable, "-c", BUILD, str(root), str(county)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True)


def build_dearer(root: Path) -> None:
    """Build the next edition: a missed sign-in costs 12 yuan, and always has."""
    county = copied(root / "county")
    price = (county / "parameters.toml").read_text("utf-8").partition('id = "sign_in_price"')[2]
    edit(county, "parameters.toml", price, price.replace("value = 10 ", "value = 12 ", 1))
    for file in ("source.txt", "articles.toml", "readings.toml"):
        edit(county, file, "少一次扣10元", "少一次扣12元")
    edit(county, "measure.toml", f'version = "{OLD_VERSION}"', f'version = "{NEW_VERSION}"')
    edit(county, VERSIONS, f'"{OLD_VERSION}"', f'"{NEW_VERSION}"')
    build_apart(root, county)
