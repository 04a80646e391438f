// A QR code drawn on the device: dark on light in dark mode too, because cameras need it.

import { encode } from "../../vendor/uqr.js";

/** @param {Element} drawing has a path @param {string} text nothing is shown where it is empty */
export function drawCode(drawing, text) {
  drawing.toggleAttribute("hidden", text === "");
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  drawing.setAttribute("viewBox", `0 0 ${size} ${size}`);
  const rows = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join(""));
  drawing.querySelector("path")?.setAttribute("d", rows.join(""));
}
