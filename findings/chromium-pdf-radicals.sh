#!/usr/bin/env bash
# Version:   Chromium 156 (chromium-headless-shell) with Noto Sans CJK (fonts-noto-cjk), programs of the distribution;
#            read with pypdf 7.1.0
# Guess:     the text of a printed page is the text of the page, as its outline is.
# Behaviour: Chromium names each glyph by the lowest character that the font draws with it. For 大, 工, 人 that is a
#            radical (⼤ U+2F24, ⼯ U+2F2F, ⼈ U+2F08), and for 见 and 门 even one that NFKC leaves as it is (⻅ U+2EC5,
#            ⻔ U+2ED4). The page looks right; a search for 大宁县 finds nothing; the outline has 大宁县.
# Hurts:     search, copying and screen readers in Chinese PDFs. Mend /ToUnicode; normalising the query is not enough.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
command -v chromium-headless-shell >/dev/null || { echo "there is no chromium-headless-shell: nothing tried"; exit 2; }
version=$(chromium-headless-shell --version 2>/dev/null)
echo "$version"
[[ $version == *" 156."* ]] || { echo "described for Chromium 156: nothing tried"; exit 2; }
[[ -n $(fc-list "Noto Sans CJK SC") ]] || { echo "there is no Noto Sans CJK SC: nothing tried"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check pypdf==7.1.0

cat >"$folder/page.html" <<'HTML'
<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>demo</title>
<style>* { font-family: "Noto Sans CJK SC" }</style><h1>大宁县</h1><p>工人见门</p></html>
HTML
chromium-headless-shell --no-sandbox "--user-data-dir=$folder/profile" --no-pdf-header-footer \
  --generate-pdf-document-outline "--print-to-pdf=$folder/page.pdf" "file://$folder/page.html" 2>/dev/null

"$folder/venv/bin/python" - "$folder/page.pdf" <<'PY'
import sys
from unicodedata import normalize

from pypdf import PdfReader

book = PdfReader(sys.argv[1])
text, outline = book.pages[0].extract_text().split(), book.outline[0].title
print("guess:    ['大宁县', '工人见门'], in the outline 大宁县")
print("happened:", text, [f"{ord(sign):04X}" for sign in "".join(text)], "in the outline", outline)
print("in NFKC: ", [normalize("NFKC", line) for line in text])
as_described = text == ["⼤宁县", "⼯⼈⻅⻔"] and normalize("NFKC", text[1]) == "工人⻅⻔" and outline == "大宁县"
sys.exit(0 if as_described else 1)
PY
