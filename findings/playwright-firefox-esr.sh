#!/usr/bin/env bash
# Version:   Playwright for Python 1.65.2 (PyPI), Firefox ESR 153 (a program of the distribution, headless)
# Guess:     Playwright's channel "moz-firefox" speaks the WebDriver BiDi standard, so it drives any recent Firefox.
# Behaviour: the browser starts and tells its version, but no page can be opened: for each context Playwright sends
#            emulation.setMediaFeaturesOverride, which this Firefox does not know, also where no medium was asked for.
# Exit:      0 as described, 1 when that has changed, 2 where it cannot be tried here.
set -euo pipefail
command -v firefox-esr >/dev/null || { echo "firefox-esr is not installed: nothing tried"; exit 2; }
version=$(firefox-esr --version 2>/dev/null)
echo "$version"
[[ $version == *" 153."* ]] || { echo "described for Firefox 153: nothing tried"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check playwright==1.65.2 || exit 2
cat >"$folder/drive.py" <<'PY'
import shutil
import sys

from playwright.sync_api import Error, sync_playwright

UNKNOWN = "emulation.setMediaFeaturesOverride): unknown command"
NO_MEDIA = dict.fromkeys(("color_scheme", "reduced_motion", "forced_colors", "contrast"), "null")
with sync_playwright() as playwright:
    program = shutil.which("firefox-esr")
    browser = playwright.firefox.launch(executable_path=program, channel="moz-firefox")
    happened = {}
    for name, given in {"as usual": {}, "without media": NO_MEDIA}.items():
        try:
            browser.new_page(**given)
            happened[name] = "a page"
        except Error as error:
            happened[name] = str(error).splitlines()[0]
    browser.close()
print("guess:    a page")
print("happened:", happened)
sys.exit(0 if all(UNKNOWN in each for each in happened.values()) else 1)
PY
"$folder/venv/bin/python" "$folder/drive.py"
