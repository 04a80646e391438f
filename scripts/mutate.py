"""`mutate`: change the engine a little at a time and see whether a test notices each change."""

import os
import re
import subprocess
import sys
from collections import Counter

from scripts.bootstrap import ROOT

RESULTS = ROOT / "build" / "mutants.txt"
_RESULT = re.compile(r"^\s*(\S+): (.+)$")


def run(argv: list[str]) -> int:
    """Run mutmut (further arguments go to it), print the score, and list what no test noticed."""
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "mutation"}
    mutmut = [sys.executable, "-m", "mutmut"]
    subprocess.run([*mutmut, "run", *argv], cwd=ROOT, env=environment, check=False)
    said = subprocess.run(
        [*mutmut, "results", "--all", "true"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = [match.groups() for line in said.stdout.splitlines() if (match := _RESULT.match(line))]
    counted = Counter(status for _, status in found)
    tried = sum(count for status, count in counted.items() if status != "not checked")
    met = counted["killed"] + counted["timeout"]
    missed = [f"{name}: {status}" for name, status in found if status not in ("killed", "timeout")]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(missed) + "\n", encoding="utf-8")
    for status, count in counted.most_common():
        print(f"{status}: {count}")
    if tried:
        print(f"试了 {tried} 处改动，测试发现 {met} 处（{met / tried:.1%}）")
        print(f"没发现的列在 {RESULTS.relative_to(ROOT)}")
    return 0 if tried else 1
