"""Extract a page's text for the search index, with a gap between table cells as between paragraphs."""

import re
from typing import Any

from backrefs import bre
from jinja2 import Environment
from material.plugins.search import plugin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from scripts.pages.environment import compiled
from scripts.site.dictionary import Cuts

# These elements do not separate words; all others do.
INLINE = {"a", "abbr", "b", "code", "em", "i", "mark", "strong", "sub", "sup"}

# Classes of sections without headings, and of their titles: the articles of the full text, which
# scripts/pages/computed/full_text.py writes, and the dangers of the page faq.
PLACES, MARKS = {"measures-depth-0", "danger-place"}, {"measures-mark", "danger-mark"}

# Put between two words; `separator` in mkdocs.yml splits there.
GAP = "\u200b"
# Punctuation separates words too. With a gap beside it, a line of the results could begin with 「，」 or end
# with 「（」.
_BESIDE = re.compile("\u200b*([，。、；：？！（）「」『』《》〈〉【】〔〕“”‘’…·])\u200b*")
_HAN = bre.compile(r"\p{script: Han}+")


class Parser(plugin.Parser):  # type: ignore[misc]
    """The theme's parser of a page, which joins the texts of cells and blocks without a gap."""

    in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element; a marked section becomes an entry of the index."""
        names = dict(attrs)
        if PLACES & set((names.get("class") or "").split()):
            self.section = plugin.Section(plugin.Element("article"), len(self.context) + 1)
            self.section.id = names["id"]
            self.data.append(self.section)
        super().handle_starttag(tag, attrs)
        self.in_title = names.get("class") in MARKS and not self.section.title
        self._gap(tag)

    def handle_data(self, data: str) -> None:
        """Add text; the mark of a section, 第七条, is its title."""
        if self.in_title:
            self.section.title.append(data)
        else:
            super().handle_data(data)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        self.in_title = False
        self._gap(tag)
        super().handle_endtag(tag)

    def _gap(self, tag: str) -> None:
        text = self.section.text if self.section and self.section.el not in self.context else []
        if tag not in INLINE and text and text[-1][-1] not in " >":
            self.handle_data(" ")


class SearchIndex(plugin.SearchIndex):  # type: ignore[misc]
    """The theme's index with the parser above, and Chinese cut by the handbook's dictionary."""

    def __init__(self, cuts: Cuts, **config: Any) -> None:
        super().__init__(**config)
        self.cuts = cuts

    def add_entry_from_context(self, page: Page) -> None:
        """Add the sections of a page, unless the page is excluded from the search."""
        if (page.meta.get("search") or {}).get("exclude"):
            return
        parser = Parser()
        parser.feed(page.content)
        parser.close()
        for section in parser.data:
            if not section.is_excluded():
                self.create_entry_for_section(section, page.toc, page.url, page)

    def _segment_chinese(self, data: str) -> str:
        segmented = _HAN.sub(lambda run: f"{GAP}{GAP.join(self.cuts.cut(run[0]))}{GAP}", data).strip(GAP)
        return _BESIDE.sub(r"\1", segmented)


class OwnPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Replace the index of the theme's search, and cache the theme's compiled templates."""

    def __init__(self, cuts: Cuts) -> None:
        self.cuts = cuts

    def on_config(self, config: MkDocsConfig) -> None:
        """Replace the index; the theme's plugin is earlier in the list and has made its own."""
        search: Any = config.plugins["material/search"]
        search.search_index = SearchIndex(self.cuts, **search.config)

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Cache the compiled templates: compiling takes a third of MkDocs' time."""
        env.bytecode_cache = compiled()
