#!/usr/bin/env bash
# Version:   jieba 0.42.1, Python 3.11 or newer
# Guess:     teaching the same word with the same weight again changes nothing.
# Behaviour: the sum of all weights grows at each call, so that every other word becomes less likely.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check "setuptools<81" jieba==0.42.1

TMPDIR=$folder "$folder/venv/bin/python" -W ignore - <<'PY'
import logging
import sys
from importlib.metadata import version

import jieba

jieba.setLogLevel(logging.WARNING)
jieba.initialize()
sums = [jieba.dt.total]
for _ in range(3):
    jieba.add_word("有效信息", 100_000)
    sums.append(jieba.dt.total)
print("jieba", version("jieba"))
print("guess:    the sum of weights is the same after the first, second and third call")
print("happened:", sums)
steps = [after - before for before, after in zip(sums, sums[1:])]
sys.exit(0 if steps == [100_000] * 3 else 1)
PY
