#!/usr/bin/env bash
# Version:   openpyxl 3.1.5, Python 3.11 or newer
# Guess:     a cell that a Chinese Excel shows as 2026年10月 by its own built-in format is read as a date.
# Behaviour: the built-in formats that depend on the language (27 to 36 and 50 to 58 of ECMA-376, 57 is 2026年10月)
#            are not in openpyxl's table: the format reads "General" and the value is the bare number 46296. The same
#            format spelt out in the file gives a date. Saved again, the cell has lost its format.
# Hurts:     programs that read months from tables of Chinese offices. Take a number in such a column for a day count.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check openpyxl==3.1.5

"$folder/venv/bin/python" - "$folder" <<'PY'
import sys
import zipfile
from importlib.metadata import version

from openpyxl import Workbook, load_workbook

SPELT, OWN, DAY = 'yyyy"年"m"月"', "57", 46296
folder = sys.argv[1]
book = Workbook()
for cell, form in (("A1", SPELT), ("A2", "0.000")):
    book.active[cell] = DAY
    book.active[cell].number_format = form
book.save(f"{folder}/made.xlsx")

# As Excel writes it: the number of a built-in format stands in a cell's style, and no text for it anywhere.
with zipfile.ZipFile(f"{folder}/made.xlsx") as made, zipfile.ZipFile(f"{folder}/own.xlsx", "w") as own:
    for name in made.namelist():
        data = made.read(name)
        if name == "xl/styles.xml":
            start, end = data.split(b"</numFmts>")
            row = start[start.rindex(b"<numFmt ") :]
            number = row.split(b'numFmtId="')[1].split(b'"')[0]
            start = start.replace(row, b"").replace(b'count="2"', b'count="1"')
            end = end.replace(b'numFmtId="' + number + b'"', f'numFmtId="{OWN}"'.encode())
            data = start + b"</numFmts>" + end
            assert b"0.000" not in data and f'numFmtId="{OWN}"'.encode() in data
        own.writestr(name, data)

sheet = load_workbook(f"{folder}/own.xlsx").active
spelt, own = sheet["A1"], sheet["A2"]
print("openpyxl", version("openpyxl"))
print("guess:    both cells are dates")
print("happened:", (spelt.value, spelt.number_format), (own.value, own.number_format))
sys.exit(0 if spelt.is_date and (own.value, own.number_format) == (DAY, "General") else 1)
PY
