#!/usr/bin/env bash
# Version:   pypdf 7.1.0, Python 3.11 or newer
# Guess:     in two PDFs joined with `PdfWriter.append` the links of each part lead into the same part.
# Behaviour: places that links name (`/Dests`, as browsers write them for the ids of a page) are one table of the whole
#            file, and of two equal names the first stays. The second part's links jump into the first.
# Hurts:     chapters printed apart that share ids such as `#rule` or `#top`. Give each part's ids a prefix of its own.
# Exit:      0 as described, 1 when that has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check pypdf==7.1.0

"$folder/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import NameObject, TextStringObject


def chapter(width: int) -> BytesIO:
    """Two pages of one width, and a link on the first to the place "rule" on the second."""
    writer, written = PdfWriter(), BytesIO()
    for _ in range(2):
        writer.add_blank_page(width, 100)
    writer.add_named_destination("rule", 1)
    link = Link(rect=(0, 0, 50, 50), target_page_index=1)
    link[NameObject("/Dest")] = TextStringObject("rule")
    writer.add_annotation(0, link)
    writer.write(written)
    return written


whole, written = PdfWriter(), BytesIO()
for part in (chapter(100), chapter(200)):
    whole.append(part)
whole.write(written)
book = PdfReader(written)
leads = [
    (number, book.get_destination_page_number(book.named_destinations[link.get_object()["/Dest"]]))
    for number, page in enumerate(book.pages)
    for link in page.get("/Annots") or []
]
print("pypdf", version("pypdf"))
print("guess:    the links on pages 0 and 2 lead to pages 1 and 3")
print("happened:", leads, "with the names", list(book.named_destinations))
sys.exit(0 if leads == [(0, 1), (2, 1)] else 1)
PY
