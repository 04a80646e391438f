"""A style sheet of the test's own on a page whose policy refuses any that is not the site's."""

from playwright.sync_api import Page

# Nothing is on its way from one look or place to another.
STILL = "* { transition: none !important; animation: none !important; scroll-behavior: auto !important }"
ADOPT = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def add_styles(page: Page, css: str) -> None:
    """Have the page follow further rules."""
    page.evaluate(ADOPT, css)
