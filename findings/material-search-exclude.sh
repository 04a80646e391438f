#!/usr/bin/env bash
# Version:   mkdocs-material 9.8.1 (search plugin), Python 3.11 or newer
# Guess:     nothing inside an element with `data-search-exclude` is searched, nested elements included.
# Behaviour: the exclusion ends with the first nested element of the same tag; what follows it inside is indexed.
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

<div data-search-exclude>before <div>nested</div> behind</div>

<section data-search-exclude>before <div>nested</div> aside</section>
MD
(cd "$folder" && NO_MKDOCS_2_WARNING=1 venv/bin/mkdocs build --quiet)

"$folder/venv/bin/python" - "$folder/site/search/search_index.json" <<'PY'
import json
import sys
from importlib.metadata import version

text = " ".join(doc["text"] for doc in json.load(open(sys.argv[1], encoding="utf-8"))["docs"])
print("mkdocs-material", version("mkdocs-material"))
print("guess:    none of before, nested, behind, aside is in the index")
print("happened:", repr(text))
as_described = "behind" in text and not any(word in text for word in ("before", "nested", "aside"))
sys.exit(0 if as_described else 1)
PY
