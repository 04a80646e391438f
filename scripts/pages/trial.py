"""Fill every template for `check`, without MkDocs: what the build would refuse, said by file and key."""

from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb

from jinja2 import TemplateError

from calculator.errors import Problem
from scripts.content.handbook import Handbook
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
    typed = {said: (file, key) for file, table in handbook.files.items() for key, said in texts(table)}
    told = set()
    for page, address in lost(pages):
        place = address.replace(".md", "")
        file, key = typed.get(place, (f"{page}.j2", ""))
        if (file, key, place) not in told:
            told.add((file, key, place))
            name, _, anchor = place.partition("#")
            wrong = f"{name} 页上没有 {anchor} 这个位置" if key else f"这一页上的 {address} 没有去处：{_MEND}"
            yield Problem(file, key, wrong)


def _unfilled(error: Exception) -> Problem:
    """Return the problem of the template at whose line an error happened."""
    frames = [
        each for each in extract_tb(error.__traceback__) if Path(each.filename).is_relative_to(TEMPLATES)
    ]
    file = Path(frames[-1].filename).relative_to(TEMPLATES).as_posix() if frames else "pay.md.j2"
    line = f"第 {frames[-1].lineno} 行" if frames else ""
    said = f"{line}填不出来（{type(error).__name__}：{error}）：{_MEND}"
    return Problem(file, "", said)
