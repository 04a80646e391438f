"""The table in docs/notes/tests.md names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = "| claim | was in | is now in |\n|---|---|---|\n"


def test_a_claim_is_where_the_table_says() -> None:
    text = (ROOT / "docs" / "notes" / "tests.md").read_text(encoding="utf-8")
    rows = text.split(HEAD)[1].strip().splitlines()
    named = {found for row in rows for found in re.findall(r"\b(test_\w+)(?:::(\w+))?", row.split("|")[3])}
    assert len(named) > 50
    for file, function in sorted(named):
        found = [path.read_text(encoding="utf-8") for path in ROOT.glob(f"tests/**/{file}.py")]
        assert any(f"def {function}" in each for each in found), (file, function)
