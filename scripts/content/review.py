"""review.toml: the path of a decision, what to bring, and channels outside the measures."""

from calculator.schema import Spec, anything, check_table, clause_in, day, list_of, one_of, text
from scripts.content.rows import Problems, Table

FILE = "review.toml"
PATHS = ("补助", "淘汰名单", "条文解释")


def check_review(parsed: Table, places: Table, problems: Problems) -> None:
    """Note what is wrong."""
    steps = dict.fromkeys(("when", "who", "what"), text)
    specs: dict[str, Spec] = {
        "steps": {"path": one_of(PATHS, "路径"), **steps, "article": clause_in(places)},
        "bring": {"what": text},
        "channels": {"name": text, "in_force_from": day, "use": text, "caution": text},
    }
    check_table(parsed[FILE], dict.fromkeys(specs, list_of(anything, 1)), FILE, "", problems)
    for name, spec in specs.items():
        rows = parsed[FILE].get(name)
        for place, row in enumerate(rows if isinstance(rows, list) else []):
            check_table(row, spec, FILE, f"{name}[{place}]", problems)
