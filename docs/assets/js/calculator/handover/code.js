// A QR code drawn on the device.

import { encode } from "../../vendor/uqr.js";

const MARGIN = 4;

/**
 * Draw a text's code: dark on light in dark mode too, because cameras need it.
 * @param {SVGElement} drawing
 * @param {string} text nothing is drawn where it is empty
 */
export function drawCode(drawing, text) {
  drawing.replaceChildren();
  if (text === "") return;
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const side = size + 2 * MARGIN;
  drawing.setAttribute("viewBox", `0 0 ${side} ${side}`);
  drawing.setAttribute("shape-rendering", "crispEdges");
  const ground = document.createElementNS(drawing.namespaceURI, "rect");
  ground.setAttribute("width", String(side));
  ground.setAttribute("height", String(side));
  ground.setAttribute("fill", "#fff");
  const squares = document.createElementNS(drawing.namespaceURI, "path");
  const rows = data.map((row, y) => row.map((dark, x) => (dark ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : "")).join(""));
  squares.setAttribute("d", rows.join(""));
  squares.setAttribute("fill", "#000");
  drawing.append(ground, squares);
}
