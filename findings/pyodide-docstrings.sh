#!/usr/bin/env bash
# Version:   Pyodide 0.29.5 (npm, Python 3.13) under Node 18 or newer
# Guess:     started with `args: ["-OO"]`, which drops docstrings, a dataclass has none and its import costs less.
# Behaviour: without a docstring `dataclass` makes one, by calling `inspect.signature` for each class. With -O it keeps the
#            docstring of the source and makes no call: "-OO" starts more slowly, and the class has a docstring anyway.
# Hurts:     pages whose Python is compiled with -OO for a quick start. Use -O for modules with many dataclasses.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$folder" pyodide@0.29.5 >/dev/null

cat >"$folder/page.py" <<'PY'
import inspect
import sys

calls = 0
of_python = inspect.signature


def counted(*args, **kwargs):
    global calls
    calls += 1
    return of_python(*args, **kwargs)


inspect.signature = counted
with open("/row.py", "w") as module:
    module.write('from dataclasses import dataclass\n@dataclass\nclass Row:\n    """One row."""\n    pay: int = 0\n')
sys.path.append("/")
from row import Row

f"-{'O' * sys.flags.optimize}: calls {calls}, docstring {Row.__doc__!r}"
PY
cat >"$folder/start.mjs" <<'JS'
import { readFileSync } from "node:fs";
import { loadPyodide, version } from "pyodide";
const python = await loadPyodide({ args: [process.argv[2]] });
console.log(`${python.runPython(readFileSync("page.py", "utf8"))} (Pyodide ${version})`);
JS
cd "$folder"
seen=$(node start.mjs -O; node start.mjs -OO)
echo "guess:    -O: calls 0, docstring 'One row.'; -OO: calls 0, docstring None"
echo "happened:"
echo "$seen"
[[ $seen == "-O: calls 0, docstring 'One row.' (Pyodide 0.29.5)
-OO: calls 1, docstring 'Row(pay: int = 0)' (Pyodide 0.29.5)" ]] || exit 1
