#!/usr/bin/env bash
# Version:   Chromium 156 (chromium-headless-shell, a program of the distribution)
# Guess:     a link with #:~:text=病人 leads to 精神病人: Chinese has no gaps, so any characters in a row are text.
# Behaviour: the browser cuts the page into words with a dictionary and takes whole words only: 精神病 and 人. 病人 is a
#            word, stands on the page and is found by `window.find`, but the link stays at the top, with no error.
# Hurts:     links to a place of a long Chinese text, and tools that make them from what a reader marked. Ask
#            `Intl.Segmenter` first, which cuts the same way, or link to an id.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
command -v chromium-headless-shell >/dev/null || { echo "there is no chromium-headless-shell: nothing tried"; exit 2; }
version=$(chromium-headless-shell --version 2>/dev/null)
echo "$version"
[[ $version == *" 156."* ]] || { echo "described for Chromium 156: nothing tried"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/page.html" <<'HTML'
<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>demo</title>
<div style="height: 5000px"></div><p>村里的精神病人要登记。</p><div style="height: 5000px"></div><output></output>
<script>
addEventListener("load", () => setTimeout(() => {
  const place = scrollY > 3000 ? "at the text" : "at the top";
  const words = [...new Intl.Segmenter("zh", { granularity: "word" }).segment("精神病人")].map((word) => word.segment);
  document.querySelector("output").textContent = `${place}, cut ${words.join("|")}, find ${window.find("病人")}`;
}, 1000));
</script></html>
HTML

opened() {
  local text
  text=$(python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1]))' "$1")
  chromium-headless-shell --no-sandbox "--user-data-dir=$folder/profile" --virtual-time-budget=5000 --dump-dom \
    "file://$folder/page.html#:~:text=$text" 2>/dev/null | sed -n 's/.*<output>\(.*\)<\/output>.*/\1/p'
}
seen="精神病: $(opened 精神病); 病人: $(opened 病人); 登记: $(opened 登记)"
echo "guess:    at the text, three times"
echo "happened: $seen"
rest="cut 精神病|人, find true"
[[ $seen == "精神病: at the text, $rest; 病人: at the top, $rest; 登记: at the text, $rest" ]] || exit 1
