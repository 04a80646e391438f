"""The theme's search asked many queries on one page, without a round trip to the browser for each."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

# A result is a page with its best sections; further sections are folded away.
RESULTS = """(list) => [...list.querySelectorAll(".md-search-result__item")].map((result) =>
  [...result.querySelectorAll("a.md-search-result__link")]
    .filter((link) => link.closest("details") === null)
    .map((link) => new URL(link.href))
    .map(({ pathname, hash }) => `${pathname.split("/")[1] || "index"}${hash}`))"""
# The box is emptied before each query, so that the message of the previous query is gone.
ASK = """(queries) => {
  const box = document.querySelector(".md-search__input");
  const said = document.querySelector(".md-search-result__meta");
  const list = document.querySelector(".md-search-result__list");
  const type = (text) => {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const told = (is) => new Promise((settle) => {
    const check = () => {
      if (!is()) return;
      observer.disconnect();
      // The list is made in the same task as the sentence.
      setTimeout(settle);
    };
    const observer = new MutationObserver(check);
    const changes = { subtree: true, childList: true, characterData: true };
    observer.observe(document.querySelector(".md-search-result"), changes);
    check();
  });
  const results = RESULTS;
  window.answers = [];
  (async () => {
    for (const query of queries) {
      type("");
      await told(() => said.textContent === "键入以开始搜索" && list.children.length === 0);
      type(query);
      await told(() => said.textContent.includes("结果"));
      const marked = [...list.querySelectorAll("mark")].map(({ textContent }) => textContent);
      const lacking = list.querySelectorAll(".md-search-result__terms").length;
      window.answers.push({ results: results(list), marked, lacking, said: said.textContent });
    }
  })();
}""".replace("RESULTS", RESULTS)


class Answer(NamedTuple):
    """The answer to a query: the visible results, and the message of the search."""

    results: list[list[str]]
    marked: list[str]
    lacking: int
    said: str

    @property
    def places(self) -> set[str]:
        """Return every place in sight."""
        return {place for result in self.results for place in result}


def found(page: Page) -> list[list[str]]:
    """Return the results as they are in sight, each a page and its best sections."""
    results: list[list[str]] = page.locator(".md-search-result__list").evaluate(RESULTS)
    return results


def ask(page: Page, queries: Iterable[str]) -> dict[str, Answer]:
    """Return the answer to each query, on a page whose search is open."""
    queries = list(dict.fromkeys(queries))
    page.evaluate(ASK, queries)
    page.wait_for_function("(count) => window.answers.length === count", arg=len(queries))
    answers = page.evaluate("window.answers")
    return {query: Answer(**answer) for query, answer in zip(queries, answers, strict=True)}


def keep(answers: dict[str, Answer], file: Path) -> None:
    """Write answers down for the other test process."""
    file.write_text(json.dumps({query: answer._asdict() for query, answer in answers.items()}), "utf-8")


def kept(file: Path) -> dict[str, Answer]:
    """Return answers that were written down."""
    return {query: Answer(**answer) for query, answer in json.loads(file.read_text("utf-8")).items()}
