#!/usr/bin/env bash
# Version:   tomli 2.5.0, and the tomllib of Python 3.11 to 3.14
# Guess:     tomli is tomllib for older Pythons, so `try: import tomllib`, `except ImportError: import tomli` reads the
#            same files everywhere.
# Behaviour: tomli reads TOML 1.1, tomllib 1.0: inline tables over several lines, a comma after the last entry, times
#            without seconds. The older Python takes a file that the newer one refuses.
# Hurts:     people who edit TOML with tools that use tomli and deliver it to a Python with tomllib, as in a browser.
#            Check the file with the parser that will read it.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' ||
  { echo "described for Python 3.11 to 3.14: nothing tried"; exit 2; }
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check tomli==2.5.0

"$folder/venv/bin/python" - <<'PY'
import platform
import sys
import tomllib
from importlib.metadata import version

import tomli

TEXTS = ("pay = {\n  rural = 480,\n  town = 500\n}", "pay = { rural = 480, }", "begins = 07:30")


def reads(reader, text: str) -> bool:
    try:
        reader.loads(text)
    except reader.TOMLDecodeError:
        return False
    return True


assert reads(tomllib, "pay = { rural = 480 }") and reads(tomllib, "begins = 07:30:00")
seen = [(reads(tomli, text), reads(tomllib, text)) for text in TEXTS]
print("tomli", version("tomli"), "and the tomllib of Python", platform.python_version())
print("guess:    both read each text, or neither")
print("happened:", seen)
sys.exit(0 if seen == [(True, False)] * len(TEXTS) else 1)
PY
