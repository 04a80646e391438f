"""The pages of the handbook and their files; pages.toml says which of them a county leaves out."""

from pathlib import Path

from calculator.loading.folder import EDITIONS, folders
from scripts.content import files
from scripts.content.reading import parse, read

# Every page by its name in addresses, with its title, in reading order; mkdocs.yml groups them.
PAGES = {
    "index": "首页",
    "calculator": "算一算",
    "duties": "职责",
    "categories": "上报类别",
    "pay": "补助怎么算",
    "rewards": "奖惩与淘汰",
    "review": "复审与申诉",
    "faq": "常见问题",
    "text": "办法全文",
    "readings": "理解登记",
    "glossary": "名词解释",
    "sheet": "每月自查表",
    "trainers": "给讲课的人",
    "about": "关于",
}
# The page of a county that has an earlier edition; it stands behind the full text.
CHANGES = "changes"
# The content file of each page that has one; a page that the county leaves out needs no file.
FILE_OF = {
    "duties": files.DUTIES,
    "pay": files.EXAMPLES,
    "rewards": files.CONSEQUENCES,
    "review": files.REVIEW,
    "faq": files.QUESTIONS,
    "glossary": files.GLOSSARY,
    "sheet": files.SHEET,
    "trainers": files.TRAINERS,
}


def printed_pages(folder: Path) -> dict[str, str]:
    """Return the pages that a county prints, with their titles; a faulty pages.toml leaves out none."""
    table = parse(read(folder, [], (files.PAGES,)), []).get(files.PAGES, {})
    left_out = table.get("left_out")
    without = left_out if isinstance(left_out, list) else []
    names = list(PAGES)
    if folders(folder / EDITIONS):
        names.insert(names.index("text") + 1, CHANGES)
    titles = {**PAGES, CHANGES: "改了什么"}
    return {name: titles[name] for name in names if name not in without}
