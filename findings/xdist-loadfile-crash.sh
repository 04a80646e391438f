#!/usr/bin/env bash
# Version:   pytest-xdist 3.8.0, pytest 9.2.0
# Guess:     with --dist loadfile a test that kills its process fails once, and the run ends with that failure, as with
#            --dist worksteal.
# Behaviour: with loadfile each new process is given the same test again: the run ends only by --max-worker-restart.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env" || exit 2
"$folder/env/bin/python" -m pip install -q --disable-pip-version-check pytest==9.2.0 pytest-xdist==3.8.0 || exit 2

cat >"$folder/test_crash.py" <<'END'
import os

def test_crash():
    with open("runs", "a") as file:
        file.write("x")
    os._exit(1)

def test_sound():
    pass
END

# Prints how often the crashing test was run.
runs() {
  rm -f "$folder/runs"
  (cd "$folder" && env/bin/python -m pytest -q -p no:cacheprovider -n 2 --max-worker-restart 5 --dist "$1" >said 2>&1) || true
  wc -c <"$folder/runs" | tr -d ' '
}
loadfile=$(runs loadfile)
worksteal=$(runs worksteal)
echo "guess:    the test is run once with either"
echo "happened: $loadfile times with loadfile and 5 restarts, $worksteal with worksteal"
[[ $loadfile -gt 1 && $worksteal == 1 ]] || exit 1
