"""The finder asked many words on one page: it answers each within the event of the key."""

from collections.abc import Iterable
from typing import NamedTuple

from playwright.sync_api import Page

ASK = """(words) => words.map((word) => {
  const field = document.getElementById("finder-words");
  field.value = word;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const all = (selector) => [...document.querySelectorAll(selector)];
  const rows = all(".finder [data-found]");
  const links = all(".finder-found a").map((link) => link.getAttribute("href").slice(1));
  const cards = all(".finder [data-urgent]").map((card) => ({
    danger: card.dataset.urgent,
    calls: [...card.querySelectorAll("a")].map((link) => link.getAttribute("href")),
    first: rows.every((row) => card.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING),
  }));
  const [items, texts] = [rows.map((row) => row.dataset.found), rows.map((row) => row.textContent)];
  return { links, items, cards, texts };
})"""


class Card(NamedTuple):
    """A danger's card: the numbers to call, and whether it stands before every item."""

    danger: str
    calls: list[str]
    first: bool


class Finding(NamedTuple):
    """The finder's answer: items by their links and rows, the texts, and the cards above them."""

    links: list[str]
    items: list[str]
    cards: list[Card]
    texts: list[str]


def find(page: Page, words: Iterable[str]) -> dict[str, Finding]:
    """Return the finder's answer to each of the words, on a page of the categories."""
    words = list(dict.fromkeys(words))
    answers = page.evaluate(ASK, words)
    return {
        word: Finding(**{**answer, "cards": [Card(**card) for card in answer["cards"]]})
        for word, answer in zip(words, answers, strict=True)
    }
