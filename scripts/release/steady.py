"""Write a PDF from Chromium the same at each printing: its dates and the names of its cells are made anew."""

import io
import re
from datetime import date

from pypdf import PdfWriter

# A table's cells name their headers by numbers that Chromium gives to all nodes of a page as it meets them.
_NAME = re.compile(rb"\(node\d{8}\)")


def written(writer: PdfWriter, title: str, day: date) -> bytes:
    """Return a document under a title, with a day for the moment of its printing."""
    producer = writer.metadata.producer if writer.metadata else None
    writer.metadata = {"/Title": title, "/Producer": producer or "", "/CreationDate": f"D:{day:%Y%m%d}"}
    with io.BytesIO() as file:
        writer.write(file)
        return numbered(file.getvalue())


def numbered(content: bytes) -> bytes:
    """Number the names by their order; each is as long as before, so whatever follows stays in its place.

    >>> numbered(b"/ID (node00002789) /ID (node00002791) /Headers [(node00002789)]")
    b'/ID (node00000000) /ID (node00000001) /Headers [(node00000000)]'
    """
    places = {name: place for place, name in enumerate(sorted(set(_NAME.findall(content))))}
    return _NAME.sub(lambda found: b"(node%08d)" % places[found[0]], content)
