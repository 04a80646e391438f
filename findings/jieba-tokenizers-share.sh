#!/usr/bin/env bash
# Version:   jieba 0.42.1, Python 3.11 or newer
# Guess:     two `jieba.Tokenizer` objects have dictionaries of their own: a word deleted in one stays in the other.
# Behaviour: `del_word` also puts the word on a list of the module that all tokenizers read, earlier and later ones too,
#            and nothing removes it from the list: the other tokenizer no longer finds the word, although it was not
#            deleted there.
# Hurts:     a server or a build with a tokenizer for each site or policy. Give each a process of its own.
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
one, other = jieba.Tokenizer(), jieba.Tokenizer()
before = other.lcut("杭研大厦")
one.del_word("杭研")
after, later = other.lcut("杭研大厦"), jieba.Tokenizer().lcut("杭研大厦")
print("jieba", version("jieba"))
print("guess:    the other tokenizer, and one made later, cut as before:", before)
print("happened:", after, later)
sys.exit(0 if before == ["杭研", "大厦"] and after == later == ["杭", "研", "大厦"] else 1)
PY
