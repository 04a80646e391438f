#!/usr/bin/env bash
# Version:   check-jsonschema 0.39.0 and jsonschema 4.26.0, with the tomllib of Python 3.11 or newer
# Guess:     a TOML file that check-jsonschema passes holds text where its schema says `"type": "string"`.
# Behaviour: the command turns dates without quotes into text before it checks: `begins = 2026-10-01` passes as a string.
#            The program that reads the file gets a `datetime.date`, which the library refuses by the same schema.
# Hurts:     rules in TOML with a schema in CI and a program that expects text. Check the values that tomllib returns,
#            or let the schema require a form that only quoted text can have.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check jsonschema==4.26.0 check-jsonschema==0.39.0
cd "$folder"
echo '{"properties": {"begins": {"type": "string"}}}' >schema.json
echo 'begins = 2026-10-01' >rule.toml
echo 'begins = 20261001' >number.toml

passes() { venv/bin/check-jsonschema --schemafile schema.json "$1" >/dev/null && echo passes || echo fails; }
library=$(venv/bin/python - <<'PY'
import json, tomllib
import jsonschema

schema = json.load(open("schema.json"))
value = tomllib.load(open("rule.toml", "rb"))
said = "passes" if jsonschema.Draft202012Validator(schema).is_valid(value) else "fails"
print(said, f"with a {type(value['begins']).__name__}")
PY
)
venv/bin/python -c 'from importlib.metadata import version
for name in ("check-jsonschema", "jsonschema"): print(name, version(name))'
seen="command: $(passes rule.toml), a number $(passes number.toml); library: $library"
echo "guess:    command and library say the same of the date"
echo "happened: $seen"
[[ $seen == "command: passes, a number fails; library: fails with a date" ]] || exit 1
