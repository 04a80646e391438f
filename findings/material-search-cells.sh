#!/usr/bin/env bash
# Version:   mkdocs-material 9.8.1 (search plugin), Python 3.11 or newer
# Guess:     two cells of a table are two words in the search index, however the HTML is written.
# Behaviour: cells with no white space between them in the source are joined: 190 and 7.50 become 1907.50, and neither
#            can be found. Tables written in Markdown escape it by their line breaks.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check mkdocs-material==9.8.1

mkdir "$folder/docs"
cat >"$folder/mkdocs.yml" <<'YML'
site_name: demo
theme: {name: material, font: false}
plugins: [search]
YML
cat >"$folder/docs/index.md" <<'MD'
# Title

<table><tr><td>190</td><td>7.50</td></tr></table>
MD
(cd "$folder" && NO_MKDOCS_2_WARNING=1 venv/bin/mkdocs build --quiet)

"$folder/venv/bin/python" - "$folder/site/search/search_index.json" <<'PY'
import json
import sys
from importlib.metadata import version

text = " ".join(doc["text"] for doc in json.load(open(sys.argv[1], encoding="utf-8"))["docs"])
print("mkdocs-material", version("mkdocs-material"))
print("guess:    190 and 7.50 are two words of the index")
print("happened:", repr(text))
sys.exit(0 if "1907.50" in text else 1)
PY
