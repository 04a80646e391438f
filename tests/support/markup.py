"""HTML as a browser would see it: a tree of elements, and the text in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
NOT_TEXT = frozenset(("script", "style", "template"))


class Element:
    """One element: its tag, its attributes, and its content in order."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []

    def get(self, name: str) -> str:
        """Return an attribute, empty where there is none."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """Return the class names."""
        return self.get("class").split()

    def walk(self) -> Iterator[Element]:
        """Yield this element and all inside it, in the order of the text."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str, has_class: str = "", has: str = "") -> list[Element]:
        """Return the elements inside with one of the tags, a class, an attribute."""
        return [
            each
            for each in self.walk()
            if (not tags or each.tag in tags)
            and (not has_class or has_class in each.classes)
            and (not has or has in each.attributes)
        ]

    def one(self, *tags: str, has_class: str = "", has: str = "") -> Element:
        """Return the only element inside of that description."""
        (found,) = self.all(*tags, has_class=has_class, has=has)
        return found

    def texts(self, leave_out: Callable[[Element], bool] = lambda _: False) -> Iterator[str]:
        """Yield the pieces of text inside, without the elements to be left out."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in NOT_TEXT and not leave_out(child):
                yield from child.texts(leave_out)

    def section(self, anchor: str) -> Element:
        """Return the elements from the heading with an anchor to the next of its level or above."""
        found = Element("section", {})
        level = ""
        for child in self.children:
            if isinstance(child, Element) and re.fullmatch("h[1-6]", child.tag):
                if level and child.tag <= level:
                    break
                level = child.tag if child.get("id") == anchor else level
            if level:
                found.children.append(child)
        assert level, anchor
        return found

    def rows(self) -> list[list[str]]:
        """Return the cells of the body of the one table inside, row by row."""
        return [[cell.text for cell in row.all("td")] for row in self.one("tbody").all("tr")]

    @property
    def text(self) -> str:
        """Return the text inside, without heading links."""
        return "".join(self.texts(lambda each: "headerlink" in each.classes)).strip()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(text: str) -> Element:
    """Return the document of HTML in which every element is closed."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    (document,) = builder.open
    return document


def parse_file(path: Path) -> Element:
    """Return the document of a file."""
    return parse(path.read_text(encoding="utf-8"))
