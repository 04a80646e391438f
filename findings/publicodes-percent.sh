#!/usr/bin/env bash
# Version:   publicodes 1.10.3 (npm, rules as code) under Node 18 or newer
# Guess:     the order of the parts of a sum does not matter, and 10% means 0.1 in every place.
# Behaviour: the first part of a sum determines the unit. `1 + 10%` is 1.1, `10% + 1` is 11 %: 480 raised by a tenth
#            is 528 or 52.8. In a comparison the unit counts for nothing: 10% is more than 1 and is not 0.1.
# Hurts:     rules with a rise or a share of pay. Put the number first, and write 100% where one is meant.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$folder" publicodes@1.10.3 >/dev/null

cat >"$folder/rules.mjs" <<'JS'
import { readFileSync } from "node:fs";
import Engine from "publicodes";
const rules = {
  "number first": "480 * (1 + 10%)",
  "percent first": "480 * (10% + 1)",
  "whole first": "480 * (100% + 10%)",
  "more than one": "10% > 1",
  "is a tenth": "10% = 0.1",
};
const engine = new Engine(rules);
const values = Object.keys(rules).map((name) => Math.round(engine.evaluate(name).nodeValue * 10) / 10);
console.log("publicodes", JSON.parse(readFileSync("node_modules/publicodes/package.json", "utf8")).version);
console.log("guess:    528 three times, then false, true");
console.log("happened:", values.slice(0, 3).join(" "), Boolean(values[3]), Boolean(values[4]));
process.exit(values.join(" ") === "528 52.8 528 1 0" ? 0 : 1);
JS
cd "$folder"
node rules.mjs
