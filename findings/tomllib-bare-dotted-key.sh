#!/usr/bin/env bash
# Version:   tomllib of Python 3.11 to 3.14 (standard library)
# Guess:     12.3 = "x" beside "12.3" = "y" is one key written twice; an error of a key written twice names the key.
# Behaviour: both are taken: the bare one is key 3 in a table 12. Twice the quoted one is "Cannot overwrite a value"
#            with a line and no key. Whoever numbers clauses 12.3 loses one in silence.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
python3 - <<'PY'
import sys
import tomllib

taken = tomllib.loads('12.3 = "x"\n"12.3" = "y"\n')
try:
    tomllib.loads('"12.3" = "x"\n"12.3" = "y"\n')
    said = "nothing"
except tomllib.TOMLDecodeError as error:
    said = str(error)
print("Python", sys.version.split()[0])
print("guess:    the first is refused, and the second error has 12.3 in it")
print("happened:", taken, "|", said)
as_described = taken == {"12": {"3": "x"}, "12.3": "y"} and said.startswith("Cannot overwrite") and "12.3" not in said
sys.exit(0 if as_described else 1)
PY
