"""Fill every template for `check`, without MkDocs: what the build would refuse, said by file and key."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from traceback import extract_tb

from jinja2 import TemplateError

from calculator.errors import Problem
from scripts.content import files
from scripts.content.handbook import Handbook
from scripts.content.pages import PAGES
from scripts.content.rows import texts
from scripts.pages.addresses import lost
from scripts.pages.environment import TEMPLATES
from scripts.pages.render import render

# What a page raises when it uses a name of the tables that is not there, or a value of another kind.
_UNFILLED = (ArithmeticError, AttributeError, LookupError, TemplateError, TypeError, ValueError)
_MEND = "看刚才改的编号和条款，改回；真要去掉，请开发人员改模板"


def trial(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for the page that cannot be printed, or for each link to a place that is gone."""
    try:
        pages = render(handbook, None)
    except _UNFILLED as error:
        yield _unfilled(error)
        return
    yield from dead_links(handbook, pages)


def dead_links(handbook: Handbook, pages: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each link of the printed pages to a place that is gone, where the data has it."""
    typed = [(said, file, key) for file, table in handbook.files.items() for key, said in texts(table)]
    told: dict[Problem, None] = {}
    needed: dict[str, dict[str, None]] = {}
    for page, address, target in lost(pages):
        name, anchor = target.removesuffix(".md"), address.partition("#")[2]
        if name in PAGES and target not in pages:
            needed.setdefault(name, {})[page.removesuffix(".md")] = None
            continue
        place = address.replace(".md", "")
        said = (each for each in typed if each[0] == place or f"]({address})" in each[0])
        _, file, key = next(said, ("", f"{page}.j2", ""))
        wrong = f"{name} 页上没有 {anchor} 这个位置" if key else f"这一页上的 {address} 没有去处：{_MEND}"
        told[Problem(file, key, wrong)] = None
    yield from told
    read = "、".join(version for version, edition in handbook.editions.items() if edition.readings)
    for name, users in needed.items():
        by = "、".join(f"「{handbook.pages.get(each, each)}」" for each in users)
        why = f"{read} 版有没有写清楚的地方，" if name == "readings" else ""
        wrong = f"「{PAGES[name]}」这一页还要印：{why}{by}有链接到它；从这里去掉 {name}"
        yield Problem(files.PAGES, "left_out", wrong)


def _unfilled(error: Exception) -> Problem:
    """Return the problem of the template at whose line an error happened."""
    frames = [
        each for each in extract_tb(error.__traceback__) if Path(each.filename).is_relative_to(TEMPLATES)
    ]
    file = Path(frames[-1].filename).relative_to(TEMPLATES).as_posix() if frames else "pay.md.j2"
    line = f"第 {frames[-1].lineno} 行" if frames else ""
    said = f"{line}填不出来（{type(error).__name__}：{error}）：{_MEND}"
    return Problem(file, "", said)
