#!/usr/bin/env bash
# Version:   jsonschema 4.26.0 and check-jsonschema 0.39.0, which is built on it, Python 3.11 or newer
# Guess:     the command and the library it is built on agree about a `pattern`; \d means 0 to 9, as JSON Schema says.
# Behaviour: the library hands the pattern to Python's `re`, where \d is any decimal digit: the month ２０２６-１０ of a
#            Chinese input method is valid. The command has a JavaScript dialect of its own and refuses it.
# Hurts:     a file that passes one of the two checks and fails the other. Write [0-9] in schemas.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check \
  jsonschema==4.26.0 check-jsonschema==0.39.0 regress==2026.9.1
cd "$folder"
echo '{"properties": {"month": {"type": "string", "pattern": "^\\d{4}-\\d{2}$"}}}' >schema.json
echo '{"month": "２０２６-１０"}' >wide.json
echo '{"month": "2026-10"}' >plain.json

library() {
  venv/bin/python - "$1" <<'PY'
import json, sys
import jsonschema
schema, document = (json.load(open(name, encoding="utf-8")) for name in ("schema.json", sys.argv[1]))
sys.exit(0 if jsonschema.Draft202012Validator(schema).is_valid(document) else 1)
PY
}
command_line() { venv/bin/check-jsonschema --schemafile schema.json "$1" >/dev/null; }
told() { "$@" && echo valid || echo refused; }

venv/bin/python -c 'from importlib.metadata import version
for name in ("jsonschema", "check-jsonschema"): print(name, version(name))'
seen="plain: $(told library plain.json), $(told command_line plain.json);"
seen+=" wide: $(told library wide.json), $(told command_line wide.json)"
echo "guess:    library and command say the same of each"
echo "happened: $seen"
[[ $seen == "plain: valid, valid; wide: valid, refused" ]] || exit 1
