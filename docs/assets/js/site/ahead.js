// Prefetch a page of the handbook as soon as the reader is about to follow its link. The engine's megabytes are
// prefetched only where bytes cost the reader nothing.

import { free, isServed, saving } from "../device.js";

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

/** Prefetch the calculator and the files it starts from, which its page names. */
async function fetchEngine() {
  const link = document.querySelector(`a[href$="${CALCULATOR}"], a[href="${CALCULATOR.slice(1)}"]`);
  if (!(link instanceof HTMLAnchorElement) || link.pathname === location.pathname) return;
  fetchAhead(link);
  const page = await fetch(link.href).then((found) => found.text(), () => "");
  const [, named = ""] = /name="handbook-runtime" content="([^"]*)"/.exec(page) ?? [];
  if (!named) return;
  const { base, files } = JSON.parse(named.replaceAll("&#34;", '"'));
  for (const { at } of Object.values(files)) prefetch(new URL(base + at, link.href).href, "fetch");
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
  // After the page itself. Safari has neither requestIdleCallback nor the connection's type, so it never gets here.
  if (free()) addEventListener("load", () => requestIdleCallback(fetchEngine));
}
