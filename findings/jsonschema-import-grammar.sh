#!/usr/bin/env bash
# Version:   jsonschema 4.26.0, rfc3987-syntax 1.1.0 (PyPI)
# Guess:     checkers of formats that no schema uses cost nothing: `import jsonschema` takes as long with the package for
#            addresses (an extra, brought along by check-jsonschema) as without it.
# Behaviour: the import itself compiles a grammar of addresses with Lark, also if no schema uses it, and takes several times
#            as long. With `sys.modules["rfc3987_syntax"] = None` beforehand the library leaves these formats out.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
pip=("$folder/venv/bin/pip" install --quiet --disable-pip-version-check)
"${pip[@]}" jsonschema==4.26.0 || exit 2
cat >"$folder/count.py" <<'PY'
"""Print the processor seconds of the import, and whether a grammar was compiled by it."""

import sys
import time

if sys.argv[1:] == ["without"]:
    sys.modules["rfc3987_syntax"] = None
start = time.process_time()
import jsonschema  # noqa: E402, F401

print(f"{time.process_time() - start:.2f} s, grammar compiled: {'lark' in sys.modules}")
PY
plain=$("$folder/venv/bin/python" "$folder/count.py")
"${pip[@]}" rfc3987-syntax==1.1.0 || exit 2
with=$("$folder/venv/bin/python" "$folder/count.py")
left_out=$("$folder/venv/bin/python" "$folder/count.py" without)
echo "guess:    the package there or not, no grammar compiled"
echo "happened: without the package $plain"
echo "          with the package $with"
echo "          with it, left out by hand $left_out"
[[ $plain == *False && $with == *True && $left_out == *False ]]
