"""categories/: the report categories of article 14, a file each, with teaching examples."""

import re
from typing import Any

from calculator.errors import Problem
from calculator.lint.text import check_quote
from calculator.schema import anything, check_rows, check_table, clause_in, list_of, one_of, table_of, text
from scripts.content.rows import Problems, Table, check_complete, check_once, keys, tables

FOLDER = "categories"
DISPUTES = "14.5"
DISPUTES_TEXT = "14.5.text"
# Whom to call before anything is reported, by the number an item names.
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

# A teaching example is made up: it may look neither like the measures nor like somebody real.
_TOO_REAL = {
    r"第[一二三四五六七八九十]+条|\d *元": "教学示例里不写条款和金额",
    r"\d{5,}": "教学示例里不写号码",
}


def check_categories(parsed: Table, places: Table, problems: Problems) -> list[str]:
    """Note what is wrong; return the keys of all items."""
    files = [file for file in parsed if file.startswith(f"{FOLDER}/")]
    listed = [key for file in files for key in keys(parsed[file].get("items"))]
    kinds = [key for key in places if key.startswith("14.") and key.count(".") == 1]
    articles = [str(parsed[file].get("article")) for file in files]
    check_complete(FOLDER, "", articles, kinds, problems)
    for place, article in enumerate(articles):
        first = articles.index(article)
        if first < place:
            wrong = f"{article} 在 {files[first]} 里已经有了；是备份就移出这个文件夹"
            problems.append(Problem(files[place], "article", wrong))
    for file in files:
        _check_category(file, parsed, places, listed, problems)
    wanted = [key for key in places if key.startswith("14.") and key.count(".") == 2 and key != DISPUTES_TEXT]
    check_complete(FOLDER, "items", listed, wanted, problems)
    return listed


def _check_category(file: str, parsed: Table, places: Table, listed: list[str], problems: Problems) -> None:
    category = parsed[file]
    head = {
        "article": clause_in(places),
        "title": text,
        "plain": text,
        "limit?": text,
        "items": list_of(anything, 1),
    }
    check_table(category, head, file, "", problems)
    near = table_of({"article": one_of(listed, "类别"), "why": text})
    item = {
        "article": text,
        "title": text,
        "plain": text,
        "limit?": text,
        "keywords": list_of(text, 1),
        "urgent?": one_of(EMERGENCIES, "电话"),
        "quote?": text,
        "near": list_of(near, 1),
        "good": list_of(table_of(dict.fromkeys(SIX_POINTS, _made_up)), 1),
        "poor": list_of(table_of({"text": _made_up, "lacks": list_of(text, 1)}), 1),
    }
    for each in check_rows(parsed, file, "items", item, problems):
        wrong = _wrong_place(each, category, parsed, places)
        if not wrong and each["article"] in [near["article"] for near in each["near"]]:
            wrong = "容易混的不能是它自己"
        if wrong:
            problems.append(Problem(file, f"items.{each['article']}", wrong))
    for each in tables(category.get("items")):
        name, words = f"items.{each.get('article')}", each.get("keywords")
        check_once(file, f"{name}.near", keys(each.get("near")), problems)
        check_once(file, f"{name}.keywords", words if isinstance(words, list) else [], problems)


def _made_up(value: Any) -> str | None:
    wrong = text(value)
    return wrong or next((why for real, why in _TOO_REAL.items() if re.search(real, value)), None)


def _wrong_place(item: Table, category: Table, parsed: Table, places: Table) -> str | None:
    """Return what is wrong with an item's clause: its own place, or its words in the disputes' paragraph."""
    if item["article"].rpartition(".")[0] != category.get("article"):
        return f"不属于 {category.get('article')} 这一类"
    if category["article"] == DISPUTES:
        return check_quote(item, parsed, [DISPUTES_TEXT]) if "quote" in item else "缺 quote"
    if item["article"] not in places:
        return f"原文里没有这一条：{item['article']}"
    return f"只有 {DISPUTES} 写 quote，别的条文见 articles.toml" if "quote" in item else None
