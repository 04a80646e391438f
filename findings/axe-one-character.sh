#!/usr/bin/env bash
# Version:   axe-core 4.14.1 (npm), in Chromium 156 (chromium-headless-shell, a program of the distribution)
# Guess:     pale grey text on white is a violation of `color-contrast`, however long it is.
# Behaviour: text of one character is never a violation: axe skips icons by counting letters, so such text goes to
#            `incomplete`, which tests rarely read. In Chinese one character is a word: 高 passes, 很高 and "high" fail.
# Hurts:     tests of Chinese pages that look at `violations` only. Read `incomplete` for shortTextContent too.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
command -v chromium-headless-shell >/dev/null || { echo "there is no chromium-headless-shell: nothing tried"; exit 2; }
version=$(chromium-headless-shell --version 2>/dev/null)
echo "$version"
[[ $version == *" 156."* ]] || { echo "described for Chromium 156: nothing tried"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$folder" axe-core@4.14.1 >/dev/null

cat >"$folder/page.html" <<'HTML'
<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>demo</title>
<style>p { color: #ddd; background: #fff }</style>
<main><h1>风险</h1><p id="one">高</p><p id="two">很高</p><p id="high">high</p></main><output></output>
<script src="node_modules/axe-core/axe.js"></script>
<script>
const targets = (rules) => rules.flatMap((rule) => rule.nodes.map((node) => node.target[0])).join(" ");
axe.run({ runOnly: ["color-contrast"] }).then((found) => {
  document.querySelector("output").textContent =
    `axe-core ${axe.version}; violations: ${targets(found.violations)}; incomplete: ${targets(found.incomplete)}`;
});
</script></html>
HTML
seen=$(chromium-headless-shell --no-sandbox "--user-data-dir=$folder/profile" --virtual-time-budget=60000 --dump-dom \
  "file://$folder/page.html" 2>/dev/null | sed -n 's/.*<output>\(.*\)<\/output>.*/\1/p')
echo "guess:    violations: #one #two #high"
echo "happened: $seen"
[[ $seen == "axe-core 4.14.1; violations: #two #high; incomplete: #one" ]] || exit 1
