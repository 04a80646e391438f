// The first page names the latest stored month's pay, if it was computed with the present policy.

import { LATEST, recalled } from "../device.js";

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-own-month]"));
const { figures, said } = JSON.parse(recalled(LATEST) ?? "{}");
if (place && said && figures === place.dataset.ownMonth) {
  place.textContent = said;
  place.dataset.month = "";
}
