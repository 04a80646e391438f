"""Results of runs as they are kept beside the code."""

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results.json")


def kept_results(place: Path = RESULTS) -> dict[str, Any]:
    """Return the results of the last whole run; empty if there are none."""
    results: dict[str, Any] = json.loads(place.read_text("utf-8")) if place.is_file() else {}
    return results
