"""Printed pages: the words of the PDF, and the words that it must and must not have."""

import re
import unicodedata
from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.support.content import BOOK

MEASURE = BOOK.policy.measure
# Chromium names a glyph by the first code that has it, and fonts draw several characters alike.
ALIKE = str.maketrans(
    "㬵⼾⺟⺠⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳", "胶户母民见角贝车长门青页风飞食马骨鬼鱼鸟黄齐齿龙龟"
)
NOT_ON_PAPER = ("复制链接", "跳转至", "上一页", "下一页", "换成深色", "回到页面顶部", "键入以开始搜索", "¶")
# The places of an article that are printed in another colour than black or on another ground than white, and
# the texts drawn in pictures that are not black.
PLACES_IN_COLOUR = r"""() => {
  const black = "rgb(0, 0, 0)";
  const white = /^(rgba\(0, 0, 0, 0\)|rgba?\(255, 255, 255)/;
  const places = [...document.querySelectorAll("article, article *")]
    .filter((place) => !place.closest("svg, img") && place.checkVisibility())
    .map((place) => [place, getComputedStyle(place)])
    .filter(([, { color, backgroundColor }]) => color !== black || !white.test(backgroundColor))
    .map(([place, look]) => `${place.outerHTML.slice(0, 90)} ${look.color} on ${look.backgroundColor}`);
  const drawn = [...document.querySelectorAll("article svg text")]
    .filter((place) => getComputedStyle(place).fill !== black).map((place) => place.outerHTML);
  return [...places, ...drawn];
}"""

# The words on a page that are to be seen, as it is laid out at the moment.
SEEN = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = "";
  while (texts.nextNode()) {
    const { parentElement, data } = texts.currentNode;
    if (parentElement.checkVisibility({ opacityProperty: true, visibilityProperty: true })) seen += data;
  }
  return seen;
}"""


def bare(text: str) -> str:
    """Return a text without what ends lines on paper, look-alikes as the usual character."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(ALIKE)))


def paper(page: Page) -> PdfReader:
    """Return a page as it is printed on A4, folds closed as the reader found them."""
    return PdfReader(BytesIO(page.pdf(format="A4")))


def words_of(reader: PdfReader) -> str:
    """Return the text on the pages of a PDF, in the form of `bare`."""
    return bare("".join(page.extract_text() for page in reader.pages))


def amiss(said: str, heading: str, name: str) -> list[str]:
    """Return the words that a page lacks on paper, and the controls that it still has."""
    basis = bare(f"政策数据 {MEASURE['version']} 版 · 核对至 {MEASURE['checked']}")
    # At the page's foot, and on the calculator's statement itself.
    times = 2 if name == "calculator" else 1
    lacking = [] if bare(heading.rstrip("¶")) in said else [heading]
    return [
        *lacking,
        *([] if said.count(basis) == times else [f"{basis} × {said.count(basis)}"]),
        *(control for control in NOT_ON_PAPER if bare(control) in said),
    ]
