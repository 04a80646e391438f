// Prefetch a page of the handbook as soon as the reader is about to follow its link.

import { isServed, saving } from "../device.js";

// A pointer that only passes over a link, or a key that moves through a list, does not count.
const PAUSE_MS = 65;
const SCRIPTS = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ?? "";
const CALCULATOR = "/calculator/";

const asked = new Set([location.pathname]);
let timer = 0;

/** @param {Event} event */
function linkOf({ target }) {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || link.search) return null;
  // Downloads are no pages.
  return link.pathname.endsWith("/") && !asked.has(link.pathname) ? link : null;
}

/** @param {HTMLAnchorElement} link */
function fetchAhead({ origin, pathname }) {
  if (saving() || asked.has(pathname)) return;
  asked.add(pathname);
  prefetch(origin + pathname, "document");
  if (!pathname.endsWith(CALCULATOR)) return;
  const scripts = document.querySelector('meta[name="handbook-calculator"]')?.getAttribute("content") ?? "";
  for (const name of scripts.split(" ").filter(Boolean)) prefetch(new URL(name, SCRIPTS).href, "script");
}

function prefetch(/** @type {string} */ address, /** @type {string} */ as) {
  const hint = document.createElement("link");
  hint.rel = "prefetch";
  hint.as = as;
  hint.href = address;
  document.head.append(hint);
}

/** @param {Event} event */
function hesitate(event) {
  clearTimeout(timer);
  const link = linkOf(event);
  if (link) timer = window.setTimeout(fetchAhead, PAUSE_MS, link);
}

/** @param {Event} event */
function act(event) {
  const link = linkOf(event);
  if (link) fetchAhead(link);
}

if (isServed) {
  const listening = { capture: true, passive: true };
  for (const name of ["mouseover", "focusin"]) document.addEventListener(name, hesitate, listening);
  for (const name of ["mouseout", "focusout"])
    document.addEventListener(name, () => clearTimeout(timer), listening);
  for (const name of ["touchstart", "mousedown"]) document.addEventListener(name, act, listening);
}
