"""What the search reads of a page: a gap wherever a reader sees one, between cells as between paragraphs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from material.plugins.search import plugin

# Part of the words around them; between all other elements the text is cut.
INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "strong", "sub", "sup"}

# Places that have no headings, and their titles, by their classes: articles of the full text, as
# scripts/pages/computed/full_text.py marks them, and the dangers of the page faq.
PLACES, MARKS = {"measures-depth-0", "danger-place"}, {"measures-mark", "danger-mark"}

# Marks that end a word by themselves (mkdocs.yml, separator). Where the theme's U+200B stands beside one, a
# line of the results may begin with 「，」 or end with 「（」.
_BESIDE = re.compile("\u200b*([，。、；：？！（）「」『』《》〈〉【】〔〕“”‘’…·])\u200b*")


class Parser(plugin.Parser):  # type: ignore[misc]
    """The theme's reader of a page, which joined what stands in cells, and in parts of one line."""

    in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up an element."""
        names = dict(attrs)
        if PLACES & set((names.get("class") or "").split()):
            self.section = plugin.Section(plugin.Element("article"), len(self.context) + 1)
            self.section.id = names["id"]
            self.data.append(self.section)
        super().handle_starttag(tag, attrs)
        self.in_title = names.get("class") in MARKS and not self.section.title
        self._gap(tag)

    def handle_data(self, data: str) -> None:
        """Take up text: the mark of a place, 第七条, is its title."""
        if self.in_title:
            self.section.title.append(data)
        else:
            super().handle_data(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self.in_title = False
        self._gap(tag)
        super().handle_endtag(tag)

    def _gap(self, tag: str) -> None:
        text = self.section.text if self.section and self.section.el not in self.context else []
        if tag not in INLINE and text and text[-1][-1] not in " >":
            self.handle_data(" ")


class SearchIndex(plugin.SearchIndex):  # type: ignore[misc]
    """The theme's index, whose words are parted by U+200B."""

    def _segment_chinese(self, data: str) -> str:
        segmented: str = super()._segment_chinese(data)
        return _BESIDE.sub(r"\1", segmented)


@contextmanager
def apart() -> Iterator[None]:
    """Have the search read pages so while a block goes on."""
    of_theme = plugin.Parser, plugin.SearchIndex
    plugin.Parser, plugin.SearchIndex = Parser, SearchIndex
    try:
        yield
    finally:
        plugin.Parser, plugin.SearchIndex = of_theme
