"""The entries of the pages' texts: no required entry is missing, and none is repeated."""

import re
from collections.abc import Collection, Sequence

from calculator.errors import Problem
from calculator.loading.folder import DEFAULT_FOLDER
from calculator.loading.rows import ids, rows, tables
from calculator.rules import KINDS
from scripts.content import files
from scripts.content.rows import Problems, Table, check_complete, check_once, keys

# Everyday words are the same in every county: these files are next to the counties' folders.
DANGER, SPOKEN, SPOKEN_FOLDER = "danger.toml", "spoken.toml", DEFAULT_FOLDER.parent
# The kinds of rules that are the plain pay: a line of another kind is a reward or a deduction.
STANDARD = ("share_of_standard", "rate_up_to_quota", "fixed_amount", "stepped_amount")
_PART = re.compile("〔(.+?)〕")
# The parts of consequences.toml: the key that names the rule or ground of each entry.
PARTS = {"rewards": "rule", "deductions": "rule", "grounds": "ground"}


def check_entries(parsed: Table, places: Table, unread: Collection[str], problems: Problems) -> None:
    """Note missing and repeated entries; `unread` are the files that could not be loaded."""

    def complete(file: str, name: str, key: str, wanted: Sequence[str], once: bool = True) -> None:
        listed = keys(parsed[file].get(name), key)
        check_complete(file, name, listed, wanted, problems)
        if once:
            check_once(file, name, listed, problems)

    if files.DUTIES in parsed and files.MEASURE not in unread:
        article = parsed[files.MEASURE].get("duties_article")
        own = [key for key in places if key.startswith(f"{article}.")]
        complete(files.DUTIES, "duties", "article", own, once=False)
        for key, row in rows(parsed, files.DUTIES, "duties", problems):
            if row["article"] != f"{article}.{row['number']}":
                wrong = f"{row['article']} 的序号不是 {row['number']}"
                problems.append(Problem(files.DUTIES, f"{key}.number", wrong))
    if files.CONSEQUENCES in parsed and not {files.PAY, files.ELIMINATION} & set(unread):
        for name, listed in consequences(parsed).items():
            complete(files.CONSEQUENCES, name, PARTS[name], listed)
    if files.SHEET in parsed and files.INPUTS not in unread:
        complete(files.SHEET, "rows", "input", ids(parsed, files.INPUTS, "inputs"))
        complete(files.SHEET, "facts", "fact", [])
    for file, name in ((files.GLOSSARY, "terms"), (files.QUESTIONS, "questions")):
        anchors = [key.replace("_", "-") for key in dict.fromkeys(ids(parsed, file, name))]
        check_once(file, name, anchors, problems)
    for key, row in rows(parsed, files.TRAINERS, "steps", problems) if files.TRAINERS in parsed else ():
        if len(row["ask"]) != len(row["answer"]):
            problems.append(Problem(files.TRAINERS, f"{key}.answer", "要和 ask 一样多，一问一答"))
    for key, row in rows(parsed, DANGER, "dangers", problems) if DANGER in parsed else ():
        check_once(DANGER, f"{key}.calls", keys(row["calls"], "number"), problems)
        _check_parts(f"{key}.", row, parsed[DANGER].get("parts", {}), problems)


def _check_parts(place: str, row: Table, parts: Table, problems: Problems) -> None:
    """Note each 〔part〕 in a row of danger.toml that its list of parts does not have."""
    for name in ("words", "calm"):
        for said in row.get(name, ()):
            for part in _PART.findall(said):
                if part not in parts:
                    problems.append(Problem(DANGER, f"{place}{name}", f"parts 里没有这一组词：〔{part}〕"))


def consequences(parsed: Table) -> dict[str, list[str]]:
    """Return the ids of the rules and grounds that each part of consequences.toml must have."""
    kinds = {each["id"]: each.get("kind") for each in tables(parsed, files.PAY, "rules")}
    deducts = [rule for rule, kind in kinds.items() if kind in KINDS and KINDS[kind].DEDUCTS]
    return {
        "rewards": [rule for rule, kind in kinds.items() if kind not in STANDARD and rule not in deducts],
        "deductions": deducts,
        "grounds": ids(parsed, files.ELIMINATION, "grounds"),
    }
