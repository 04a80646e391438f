// What a script adds to every page of the handbook: copying, printing, searching, a note on a dead anchor.

import { isServed } from "../device.js";
import { monthOfDay } from "../calculator/typed.js";
import { calculator, copied, made, sayOn } from "../dom.js";
import { onTyped } from "./words.js";

/** @param {string} selector @returns {HTMLButtonElement[]} */
function buttons(selector) {
  return [...document.querySelectorAll(`button:is(${selector})`)].map((each) => /** @type {HTMLButtonElement} */ (each));
}

/** Show the buttons that need a script; each copies the address of its place. */
function startCopying() {
  for (const button of buttons("[data-copy]")) {
    // The address of a file on this device is of no use to others.
    if (!isServed && !button.dataset.copy) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copied(addressOf(button));
      sayOn(button, done ? "已复制" : "复制不了，请长按下面的地址");
      if (!done) button.parentElement?.querySelector("details")?.setAttribute("open", "");
    });
  }
}

/**
 * Return the public address where there is one: a trial address is of no use to others.
 * @param {HTMLButtonElement} button
 */
function addressOf(button) {
  if (button.dataset.copy) return button.dataset.copy;
  let before = (button.closest(".item") ?? button.parentElement)?.previousElementSibling ?? null;
  while (before !== null && !before.id) before = before.previousElementSibling;
  return `${location.origin}${location.pathname}#${before?.id ?? ""}`;
}

function startPrinting() {
  for (const button of buttons("[data-print], [data-print-item]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (button.dataset.printItem) markForPrint(button.dataset.printItem);
      print();
    });
  }
  addEventListener("afterprint", () => {
    for (const place of document.querySelectorAll(".print-one, .printed")) place.classList.remove("print-one", "printed");
  });
}

/** Print one item only: its heading, and what follows up to the next heading. @param {string} anchor */
function markForPrint(anchor) {
  const heading = document.getElementById(anchor);
  heading?.parentElement?.classList.add("print-one");
  for (let part = /** @type {Element | null} */ (heading); part; part = part.nextElementSibling) {
    if (part !== heading && part.matches("h1, h2, h3")) break;
    part.classList.add("printed");
  }
}

/** The theme searches on keyup: not after pasting or dictating, but at each letter of half-typed pinyin. */
function startSearching() {
  const field = document.querySelector("input.md-search__input");
  if (!(field instanceof HTMLInputElement)) return;
  onTyped(field, () => field.dispatchEvent(new KeyboardEvent("keyup")));
  const unfinished = (/** @type {KeyboardEvent} */ event) => {
    if (event.isComposing) event.stopImmediatePropagation();
  };
  field.addEventListener("keyup", unfinished, { capture: true });
}

/** @param {Element | null | undefined} heading @returns {HTMLDetailsElement | null} the fold behind it */
function foldOf(heading) {
  return /** @type {HTMLDetailsElement | null} */ (heading?.matches(":has(+ .item)") ? heading.nextElementSibling : null);
}

/** Unfold what the address names: the fold behind it, and those around it in a browser that leaves them closed. */
function unfoldTarget() {
  const place = document.getElementById(decoded(location.hash.slice(1)));
  for (let fold = foldOf(place) ?? place?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
}

/** Show a note where the address names a place that this page does not have: the link may be old, or cut off. */
function explainDeadAnchor() {
  document.querySelector(".dead-anchor")?.remove();
  const name = decoded(location.hash.slice(1));
  // A link to a month is no anchor.
  const month = name.includes("=") && calculator() !== null;
  if (name === "" || month || name.startsWith("__") || document.getElementById(name) !== null) return;
  const note = made("div", "", "dead-anchor");
  note.setAttribute("role", "status");
  const close = made("button", "×");
  close.setAttribute("type", "button");
  close.setAttribute("aria-label", "知道了");
  close.addEventListener("click", () => note.remove());
  const changed = document.querySelector("[data-governs]") ? "办法改过，它可能在以前的一版里，本页开头写着在哪里看。" : "";
  const said = `链接里的位置这一页没有，可能不完整，或者是旧的。${changed}可以从本页目录找起，或者用上面的搜索。`;
  note.append(made("p", said), close);
  document.querySelector("article h1")?.after(note);
}

/** @param {string} text of an address; it stays as it is where it is cut inside a character */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Say which of several texts governs the month of this device's clock; printed pages name the months alone. */
function nameThisMonth() {
  const month = monthOfDay(new Date());
  for (const said of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-governs]"))) {
    const [since, until] = (said.dataset.governs ?? "").split("/");
    said.hidden = month < since || (until !== "" && until < month);
  }
}

startCopying();
nameThisMonth();
startPrinting();
startSearching();
explainDeadAnchor();
unfoldTarget();
addEventListener("hashchange", explainDeadAnchor);
addEventListener("hashchange", unfoldTarget);
// The summary covers the last line of its heading only.
document.addEventListener("click", ({ target }) => {
  const fold = target instanceof Element && !target.closest("a") && foldOf(target.closest("h2, h3"));
  if (fold) fold.open = !fold.open;
});
