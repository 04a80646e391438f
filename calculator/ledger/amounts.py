"""The computed amounts of recorded months as columns of the ledger's table: each line and each sum, in yuan.

They are for the reader: a file that is imported is computed again, and these columns are ignored.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from calculator.engine import estimate
from calculator.groups import JOINTLY, PLACES
from calculator.ledger.cells import told_apart
from calculator.ledger.row import Row
from calculator.totals import TOTAL_LABELS

_YUAN = "（元）"


def is_computed(header: str) -> bool:
    """Tell whether a column holds computed amounts.

    >>> is_computed("扣款小计（元）"), is_computed("签到")
    (True, False)
    """
    return header.endswith(_YUAN)


def computed(rows: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    """Return the headers of the columns and the cells of each row, which are empty if it is not computed.

    The columns are the lines of each group, then its sum, so that the cells of a row add up. A reading can
    pay a line at another time, so a line can have two columns.
    """
    labels: dict[str, dict[tuple[str, str], str]] = {place: {} for place in PLACES}
    found: list[dict[tuple[str, str], str]] = []
    for row in rows:
        cells = {}
        for part in [] if row.misfit else estimate(row.edition, row.situation).shown(row.edition)["groups"]:
            place, group = part["id"], part["label"]
            for line in part["lines"]:
                labels[place][place, line["id"]] = f"{group}：{line['label']}"
                cells[place, line["id"]] = _cell(line)
            jointly = "（合起来）" if JOINTLY in part["sum"] else ""
            cells[place, ""] = _cell(part) + jointly
            labels[place][place, ""] = f"{group}小计" if group else TOTAL_LABELS[place]
        found.append(cells)
    # The sum of a group comes after its lines, also after those of later rows.
    keys = [key for own in labels.values() for key in sorted(own, key=lambda key: not key[1])]
    headers = told_apart({".".join(key): labels[key[0]][key] for key in keys}).values()
    return [f"{header}{_YUAN}" for header in headers], [[each.get(key, "") for key in keys] for each in found]


def _cell(amount: Mapping[str, Any]) -> str:
    """Return an exact amount as a number, a span with real minus signs, which no spreadsheet computes."""
    least, most = amount["min"], amount["max"]
    return str(least) if least == most else f"{least}～{most}".replace("-", "−")
