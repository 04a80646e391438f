"""sheet.toml: what the monthly self-check sheet prints beside each count and each question."""

from calculator.schema import check_names, check_rows, clause_in, list_of, one_of
from scripts.content.placeholders import sentence
from scripts.content.rows import Problems, Table, check_complete, check_once, keys

FILE = "sheet.toml"


def check_sheet(parsed: Table, places: Table, problems: Problems) -> None:
    """Note what is wrong; every count the calculator asks for must have its row."""
    rest = {"threshold": sentence(parsed), "articles": list_of(clause_in(places), 1)}
    inputs, facts = (keys(parsed.get("inputs.toml", {}).get(name), "id") for name in ("inputs", "facts"))
    check_names(parsed[FILE], ("rows", "facts"), FILE, problems)
    check_rows(parsed, FILE, "rows", {"input": one_of(inputs, "次数"), **rest}, problems)
    check_rows(parsed, FILE, "facts", {"fact": one_of(facts, "问题"), **rest}, problems)
    listed = keys(parsed[FILE].get("rows"), "input")
    check_complete(FILE, "rows", listed, inputs, problems)
    check_once(FILE, "rows", listed, problems)
    check_once(FILE, "facts", keys(parsed[FILE].get("facts"), "fact"), problems)
