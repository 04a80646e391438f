"""categories/: the report categories of article 14, one file each, with teaching examples."""

from calculator.errors import Problem
from calculator.loading.rows import check_clauses, rows
from calculator.loading.text import unquoted
from scripts.content.rows import Problems, Table, check_complete, check_once, keys

FOLDER = "categories"
DISPUTES = "14.5"
DISPUTES_TEXT = "14.5.text"
# What to call first, by the number in an item's `urgent`.
EMERGENCIES = {
    "110": "有人要伤人、案件正在发生，先打 110",
    "119": "着火、漏气、有人被困，先打 119；有人受伤打 120",
    "120": "有人吃坏或者受伤，先打 120",
}
SIX_POINTS = {
    "time": "时间",
    "place": "地点",
    "people": "人员",
    "cause": "起因",
    "course": "经过",
    "done": "已采取的措施",
}


def check_categories(parsed: Table, places: Table, problems: Problems) -> None:
    """Note categories and items that are missing, repeated, or of a clause that does not exist."""
    files = _files(parsed)
    kinds = [key for key in places if key.startswith("14.") and key.count(".") == 1]
    articles = [str(parsed[file].get("article")) for file in files]
    check_complete(FOLDER, "", articles, kinds, problems)
    for place, article in enumerate(articles):
        first = articles.index(article)
        if first < place:
            wrong = f"{article} 在 {files[first]} 里已经有了；是备份就移出这个文件夹"
            problems.append(Problem(files[place], "article", wrong))
    for file in files:
        # Only the category's clause is checked: items of the disputes have keys that are not in the text.
        check_clauses({file: {"article": parsed[file].get("article")}}, places, problems)
        check_once(file, "items", keys(parsed[file].get("items")), problems)
        for key, item in rows(parsed, file, "items", problems):
            misplaced = _wrong_place(item, parsed[file], parsed, places)
            near = [each["article"] for each in item["near"]]
            if misplaced or item["article"] in near:
                problems.append(Problem(file, key, misplaced or "容易混的不能是它自己"))
            check_once(file, f"{key}.near", near, problems)
    wanted = [key for key in places if key.startswith("14.") and key.count(".") == 2 and key != DISPUTES_TEXT]
    check_complete(FOLDER, "items", listed_items(parsed), wanted, problems)


def listed_items(parsed: Table) -> list[str]:
    """Return the keys of all items."""
    return [key for file in _files(parsed) for key in keys(parsed[file].get("items"))]


def _files(parsed: Table) -> list[str]:
    return [file for file in parsed if file.startswith(f"{FOLDER}/")]


def _wrong_place(item: Table, category: Table, parsed: Table, places: Table) -> str | None:
    """Return what is wrong with an item's clause or, for a dispute, with its quote."""
    if item["article"].rpartition(".")[0] != category.get("article"):
        return f"不属于 {category.get('article')} 这一类"
    if category["article"] == DISPUTES:
        return unquoted(item, parsed, [DISPUTES_TEXT]) if "quote" in item else "缺 quote"
    if item["article"] not in places:
        return f"原文里没有这一条：{item['article']}"
    return f"只有 {DISPUTES} 写 quote，别的条文见 articles.toml" if "quote" in item else None
