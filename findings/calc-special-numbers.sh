#!/usr/bin/env bash
# Version:   LibreOffice 7.4 (a program of the distribution, headless)
# Guess:     after a CSV of months is read with "detect special numbers" and saved, either all cells are changed or none.
# Behaviour: 1/2 becomes a whole date of the present year, Oct-26 becomes 10/26 of it (a day, not October 2026),
#            while 2026-10 comes back as it was: a column of months is damaged in part and looks tidy.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
command -v soffice >/dev/null || { echo "soffice is not installed: nothing tried"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
version=$(soffice "-env:UserInstallation=file://$folder/profile" --version 2>/dev/null)
echo "$version"
[[ $version == "LibreOffice 7.4."* ]] || { echo "described for LibreOffice 7.4: nothing tried"; exit 2; }

printf 'what,cell\nfraction,1/2\nmonth,2026-10\nword,Oct-26\n' >"$folder/in.csv"
# Comma, double quotes, UTF-8, from line 1, English (US), quotes are no text marks, special numbers detected.
options=44,34,76,1,,1033,false,true,false
soffice "-env:UserInstallation=file://$folder/profile" --headless "--infilter=CSV:$options" \
  --convert-to "csv:Text - txt - csv (StarCalc):$options" --outdir "$folder/out" "$folder/in.csv" >/dev/null 2>&1

year=$(date +%Y)
echo "guess:    1/2, 2026-10 and Oct-26 are all changed, or all come back"
echo "happened:"
cat "$folder/out/in.csv"
grep -Eqx "fraction,0?1/0?2/($year|${year:2})" "$folder/out/in.csv" &&
  grep -qx "month,2026-10" "$folder/out/in.csv" &&
  grep -Eqx "word,10/26/($year|${year:2})" "$folder/out/in.csv" || exit 1
