"""The content of QR codes on a page, read as by a phone's camera."""

from playwright.sync_api import Locator, Page

from tests.support.codes import read

# A PNG's bytes as grey points, row by row.
GREY_OF_PNG = """async (bytes) => {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return [bitmap.width, bitmap.height, Array.from({ length: data.length / 4 }, (_, at) => data[at * 4])];
}"""


def seen(page: Page, place: Locator) -> list[str]:
    """Return the contents of the QR codes that are visible in a place of a page."""
    place.scroll_into_view_if_needed()
    return read(*page.evaluate(GREY_OF_PNG, list(place.screenshot())))
