"""Errors that a page's own scripts report."""

from playwright.sync_api import ConsoleMessage, Error, Page

# The theme's RxJS repeats this where its timer outlives what it was set for (ReactiveX/rxjs issue 7148). It
# was met once, on a machine with much else to do; hundreds of visits under load did not bring it about.
THEME_S_OWN = "executing a cancelled action"


def complaints(page: Page, *kinds: str) -> list[str]:
    """Return a list that receives the page's errors, and console messages of these kinds."""
    heard: list[str] = []

    def fails(error: Error) -> None:
        if str(error) != THEME_S_OWN:
            heard.append(f"{error}\n{error.stack}")

    def says(message: ConsoleMessage) -> None:
        if message.type in kinds:
            heard.append(message.text)

    page.on("pageerror", fails)
    page.on("console", says)
    return heard
