"""duties.toml: the duties of article 6."""

from calculator.errors import Problem
from calculator.schema import check_names, check_rows, clause_in, list_of, one_of, text, whole
from scripts.content.rows import Problems, Table, check_complete, keys

FILE = "duties.toml"


def check_duties(parsed: Table, places: Table, items: list[str], problems: Problems) -> None:
    """Note what is wrong; every place of article 6 must be there, in its own number."""
    words = dict.fromkeys(("title", "plain", "day", "pay", "care"), text)
    spec = {
        "number": whole,
        "article": clause_in(places),
        **words,
        "leads_to": list_of(one_of(items, "类别")),
    }
    check_names(parsed[FILE], ("duties",), FILE, problems)
    rows = check_rows(parsed, FILE, "duties", spec, problems)
    wanted = [key for key in places if key.startswith("6.")]
    check_complete(FILE, "duties", keys(parsed[FILE].get("duties")), wanted, problems)
    for row in rows:
        if row["article"] != f"6.{row['number']}":
            key = f"duties.{row['article']}.number"
            problems.append(Problem(FILE, key, f"{row['article']} 的序号不是 {row['number']}"))
