"""The rules for an object store, which saves with each object the headers given at its upload."""

import csv
import io
from pathlib import Path

from scripts.site.hosting import rules

FIELDS = ("key", "file", "Content-Type", "Content-Encoding", "Cache-Control")


def table(site: Path, base: str = "/") -> str:
    """Return tab-separated text with one line for each object: key, file in the site, headers.

    Such a store sends the same form to every browser. It gets the gzip form, because browsers accept Brotli
    only over HTTPS.
    """
    text = io.StringIO()
    rows = csv.writer(text, delimiter="\t", lineterminator="\n")
    rows.writerow(FIELDS)
    for path in sorted(each for each in site.rglob("*") if each.is_file()):
        name = path.relative_to(site).as_posix()
        if path.suffix in rules.PACKED and path.with_suffix("").exists():
            continue
        packed = path.with_name(f"{path.name}.gz").exists()
        file, coding = (f"{name}.gz", "gzip") if packed else (name, "")
        headers = (rules.content_type(name), coding, rules.cache_control(f"/{name}"))
        rows.writerow((base[1:] + name, file, *headers))
    return text.getvalue()
