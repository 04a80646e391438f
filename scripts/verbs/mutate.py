"""`mutate`: change the engine in one place at a time, and list the changes that no test notices."""

import os
import re
import subprocess
import sys
from collections import Counter

from scripts.setup.bootstrap import ROOT

RESULTS = ROOT / "docs" / "notes" / "mutants.txt"
_RESULT = re.compile(r"^\s*(\S+): (.+)$")


def run(argv: list[str]) -> int:
    """Run mutmut with the arguments, print the score, and write the changes that no test noticed."""
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "mutation"}
    mutmut = [sys.executable, "-m", "mutmut"]
    subprocess.run([*mutmut, "run", *argv], cwd=ROOT, env=environment, check=False)
    said = subprocess.run(
        [*mutmut, "results", "--all", "true"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = [match.groups() for line in said.stdout.splitlines() if (match := _RESULT.match(line))]
    counted = Counter(status for _, status in found)
    tried = sum(count for status, count in counted.items() if status != "not checked")
    if not tried:
        return 1
    met = counted["killed"] + counted["timeout"]
    score = f"{tried} changes tried, {met} noticed by a test ({met / tried:.1%}); not noticed:"
    missed = [f"{name}: {status}" for name, status in found if status not in ("killed", "timeout")]
    RESULTS.write_text("\n".join([score, *missed]) + "\n", encoding="utf-8")
    print(f"{score} {len(missed)}，列在 {RESULTS.relative_to(ROOT)}")
    return 0
