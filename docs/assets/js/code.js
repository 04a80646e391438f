// A QR code drawn on the device.

import { encode } from "./vendor/uqr.js";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 4;

/**
 * @param {string} text
 * @returns {SVGElement} dark squares on light, in dark mode too: cameras want it so
 */
export function drawnCode(text) {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const side = size + 2 * MARGIN;
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", `0 0 ${side} ${side}`);
  drawing.setAttribute("shape-rendering", "crispEdges");
  const ground = document.createElementNS(SVG, "rect");
  ground.setAttribute("width", String(side));
  ground.setAttribute("height", String(side));
  ground.setAttribute("fill", "#fff");
  const squares = document.createElementNS(SVG, "path");
  const rows = data.map((row, y) => row.map((dark, x) => (dark ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : "")).join(""));
  squares.setAttribute("d", rows.join(""));
  squares.setAttribute("fill", "#000");
  drawing.append(ground, squares);
  return drawing;
}
