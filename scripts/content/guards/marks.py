"""The marks in a text: Markdown shows bold and links to pages; any other mark could spoil the page."""

import re
from collections.abc import Collection, Iterator, Mapping

from calculator.errors import Problem
from scripts.content.pages import PAGES
from scripts.content.rows import Table, texts

# The address is a page, an earlier text, a place on the same page, or another site.
_LINK = re.compile(
    r"(?<!!)\[[^\[\]]+\]\((?:(?P<page>[a-z]+)\.md|text/[\w.-]+\.md|(?=#)|https?:[^\s()]+)(?:#[\w-]+)?\)"
)
# The start of a tag, of code or of a table's cell, an escape, a new line, a picture, a link in another form.
_OTHER = re.compile(r"[`|\\\n]|<[a-z/!?]|!\[|\]\s?[(\[:]", re.IGNORECASE)
_HOW = "除了 **加粗** 和链接 [名字](页名.md)、[名字](页名.md#位置)，不写别的记号，也不换行"


def check_marks(parsed: Mapping[str, Table], pages: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each text with a mark that no page can show, or with a link to no page."""
    for file, table in parsed.items():
        for key, said in texts(table):
            rest = _LINK.sub("", said)
            other = _OTHER.search(rest)
            named = (found["page"] for found in _LINK.finditer(said) if found["page"])
            if other:
                shown = rest[max(other.start() - 8, 0) : other.end() + 12].replace("\n", "⏎")
                yield Problem(file, key, f"「{shown}」：{_HOW}")
            elif wrong := next(filter(None, (wrong_page(pages, page) for page in named)), None):
                yield Problem(file, key, wrong)


def wrong_page(pages: Collection[str], address: str) -> str | None:
    """Return what is wrong with the page of an internal address; anchors are checked on printed pages."""
    page = address.partition("#")[0]
    if page in pages:
        return None
    if page in PAGES:
        return f"「{PAGES[page]}」这一页不印（pages.toml 的 left_out）；去掉到它的链接，或者照印这一页"
    return f"没有这一页：{page}（可以写：{'、'.join(pages)}）"
