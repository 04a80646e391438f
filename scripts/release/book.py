"""Print the whole handbook as one PDF, with bookmarks and page numbers."""

from pathlib import Path
from threading import Thread

from playwright.sync_api import PdfMargins
from pypdf import PdfWriter

from calculator.policy import Policy
from scripts.content.months import basis, printed_editions
from scripts.content.pages import CHANGES, PAGES
from scripts.release import pdf
from scripts.setup.browser import chromium
from scripts.site.server import HOST, make_server

BOOK = Path(__file__).with_name("book.js").read_text(encoding="utf-8")
# Useless on paper: a list of links, and a form.
LEFT_OUT = ("index", "calculator")
CHAPTERS = [name for name in PAGES if name not in LEFT_OUT]
MARGIN = PdfMargins(top="18mm", bottom="18mm", left="16mm", right="16mm")
# The browser prints these in the margin, where the site's style sheet does not apply.
RUNNING = '<div style="font-size: 8px; width: 100%; text-align: center">{}</div>'
PAGE_NUMBER = '<span class="pageNumber"></span> / <span class="totalPages"></span>'


def chapters(site: Path, newest: Policy) -> list[str]:
    """Return the pages of a built site that the book prints, by their names in reading order.

    While the pages print the figures of an earlier text too, the book has that text and what changed.
    """
    found = list(CHAPTERS)
    earlier = [f"text/{each.version}" for each in printed_editions(newest)[1:]]
    if earlier:
        place = found.index("text") + 1
        found[place:place] = [CHANGES, *earlier]
    # A county can leave out a page.
    return [name for name in found if (site / name / "index.html").is_file()]


def print_book(site: Path, newest: Policy, path: Path) -> Path:
    """Print the chapters of a built site as one PDF; a page's headings become its bookmarks.

    Its date is the day of the last check of the policy, so the same site gives the same bytes.
    """
    title = f"{newest.measure['county']}网格员手册"
    book = {
        "names": chapters(site, newest),
        "title": title,
        "texts": [basis(each) for each in printed_editions(newest)],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    server = make_server(site)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with chromium() as browser:
            # book.js is not a script of the site, so the site's content policy would block it.
            page = browser.new_page(locale="zh-CN", color_scheme="light", bypass_csp=True)
            page.goto(f"http://{HOST}:{server.server_port}/")
            page.add_script_tag(content=BOOK)
            page.evaluate("(book) => bind(book)", book)
            page.pdf(
                path=path,
                format="A4",
                margin=MARGIN,
                outline=True,
                tagged=True,
                display_header_footer=True,
                header_template=RUNNING.format(title),
                footer_template=RUNNING.format(PAGE_NUMBER),
            )
    finally:
        server.shutdown()
        server.server_close()
    writer = PdfWriter(clone_from=path)
    pdf.mend(writer)
    path.write_bytes(pdf.written(writer, title, newest.measure["checked"]))
    return path
