#!/usr/bin/env bash
# Version:   segno 1.6.6, read back with zxing-cpp 3.1.1, Python 3.11 or newer
# Guess:     a QR code of Chinese text contains that text, at least with `encoding="utf-8"`.
# Behaviour: segno turns the text into bytes and then asks whether these could be Shift JIS. The UTF-8 of some words
#            could, one in ten common words of two characters: it is written as Japanese characters of the kanji
#            mode. 上报 is read back as 荳頑冠, and 手机 is wrong as soon as UTF-8 is asked for. No error, no warning.
# Hurts:     printed codes of short Chinese texts. Pass `encoding="utf-8", mode="byte"`, and read each code back.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check segno==1.6.6 zxing-cpp==3.1.1 pillow==13.0.0

"$folder/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version
from io import BytesIO

import segno
import zxingcpp
from PIL import Image


def read_back(text: str, **options: str) -> tuple[str, str]:
    code, drawn = segno.make_qr(text, **options), BytesIO()
    code.save(drawn, kind="png", scale=6)
    return code.mode, zxingcpp.read_barcodes(Image.open(drawn).convert("L"))[0].text


seen = {
    "上报": read_back("上报"),
    "隐患": read_back("隐患"),
    "手机, utf-8": read_back("手机", encoding="utf-8"),
    "上报, utf-8, byte": read_back("上报", encoding="utf-8", mode="byte"),
}
print("segno", version("segno"), "zxing-cpp", version("zxing-cpp"))
print("guess:    each text is read back as it was")
print("happened:", seen)


def as_kanji(text: str) -> tuple[str, str]:
    return "kanji", text.encode("utf-8").decode("shift_jis")


expected = {
    "上报": as_kanji("上报"),
    "隐患": as_kanji("隐患"),
    "手机, utf-8": as_kanji("手机"),
    "上报, utf-8, byte": ("byte", "上报"),
}
sys.exit(0 if seen == expected else 1)
PY
