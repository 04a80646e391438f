"""categories/: the categories of what is reported, one file each, with teaching examples."""

from calculator.errors import Problem
from calculator.loading.rows import check_clauses, rows
from calculator.loading.text import unquoted
from scripts.content import files
from scripts.content.rows import Problems, Table, check_complete, check_once, keys

# A category whose text is one paragraph has it under this key; its items quote words of the paragraph.
PARAGRAPH = "text"
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
    own_files = _files(parsed)
    own = str(parsed.get(files.MEASURE, {}).get("categories_article"))
    kinds = [key for key in places if key.startswith(f"{own}.") and key.count(".") == 1]
    articles = [str(parsed[file].get("article")) for file in own_files]
    check_complete(files.CATEGORIES, "", articles, kinds, problems)
    for place, article in enumerate(articles):
        first = articles.index(article)
        if first < place:
            wrong = f"{article} 在 {own_files[first]} 里已经有了；是备份就移出这个文件夹"
            problems.append(Problem(own_files[place], "article", wrong))
    for file in own_files:
        # Only the category's clause is checked: items of a paragraph have keys that are not in the text.
        check_clauses({file: {"article": parsed[file].get("article")}}, places, problems)
        check_once(file, "items", keys(parsed[file].get("items")), problems)
        for key, item in rows(parsed, file, "items", problems):
            misplaced = _wrong_place(item, parsed[file], parsed, places)
            near = [each["article"] for each in item["near"]]
            if misplaced or item["article"] in near:
                problems.append(Problem(file, key, misplaced or "容易混的不能是它自己"))
            check_once(file, f"{key}.near", near, problems)
    inside = [key for key in places if key.startswith(f"{own}.") and key.count(".") == 2]
    wanted = [key for key in inside if not key.endswith(f".{PARAGRAPH}")]
    check_complete(files.CATEGORIES, "items", listed_items(parsed), wanted, problems)


def listed_items(parsed: Table) -> list[str]:
    """Return the keys of all items."""
    return [key for file in _files(parsed) for key in keys(parsed[file].get("items"))]


def _files(parsed: Table) -> list[str]:
    return [file for file in parsed if file.startswith(f"{files.CATEGORIES}/")]


def _wrong_place(item: Table, category: Table, parsed: Table, places: Table) -> str | None:
    """Return what is wrong with an item's clause or, in a paragraph, with its quote."""
    if item["article"].rpartition(".")[0] != category.get("article"):
        return f"不属于 {category.get('article')} 这一类"
    paragraph = f"{category['article']}.{PARAGRAPH}"
    if paragraph in places:
        return unquoted(item, parsed, [paragraph]) if "quote" in item else "缺 quote"
    if item["article"] not in places:
        return f"原文里没有这一条：{item['article']}"
    return "条文分了项的一类不写 quote，条文见 articles.toml" if "quote" in item else None
