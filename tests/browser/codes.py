"""What QR codes say to a reader's phone: pictures of a page, and what is seen of it."""

import zxingcpp
from playwright.sync_api import Locator, Page

# A picture as grey points, row by row.
GREY = """async (picture) => {
  picture.loading = "eager";
  await picture.decode();
  const canvas = document.createElement("canvas");
  const { naturalWidth: width, naturalHeight: height } = picture;
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return [width, height, Array.from({ length: width * height }, (_, at) => data[at * 4])];
}"""
# The same of a PNG's bytes.
GREY_OF_PNG = """async (bytes) => {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return [bitmap.width, bitmap.height, Array.from({ length: data.length / 4 }, (_, at) => data[at * 4])];
}"""


def decoded(page: Page, pictures: str) -> list[str]:
    """Return what the QR codes of a page say, also those that are folded away."""
    return [text for picture in page.locator(pictures).all() for text in _said(*picture.evaluate(GREY))]


def seen(page: Page, place: Locator) -> list[str]:
    """Return what the codes say that can be seen in a place of a page."""
    place.scroll_into_view_if_needed()
    return _said(*page.evaluate(GREY_OF_PNG, list(place.screenshot())))


def _said(width: int, height: int, grey: list[int]) -> list[str]:
    found = zxingcpp.read_barcodes(memoryview(bytes(grey)).cast("B", (height, width)))
    return [each.text for each in found]
