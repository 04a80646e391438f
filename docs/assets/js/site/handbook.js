// What every page of the handbook can do with a script, and does without: copy, print, find, explain a dead anchor.

import { isServed } from "./connection.js";
import { onTyped } from "./phrases.js";

{
  const COPIED = "已复制";
  const NOT_COPIED = "复制不了，请长按下面的地址";
  const SHOWN_MS = 2500;

  /** Show the buttons that need a script, and let them copy the address of their place. */
  function startCopying() {
    for (const place of document.querySelectorAll("button[data-copy]")) {
      const button = /** @type {HTMLButtonElement} */ (place);
      const label = button.firstChild;
      // A place in a file on this device is of no use to others.
      if (label === null || (!isServed && !button.dataset.copy)) continue;
      const text = label.textContent;
      button.hidden = false;
      button.addEventListener("click", async () => {
        label.textContent = (await copied(addressOf(button))) ? COPIED : NOT_COPIED;
        if (label.textContent === NOT_COPIED) button.parentElement?.querySelector("details")?.setAttribute("open", "");
        setTimeout(() => (label.textContent = text), SHOWN_MS);
      });
    }
  }

  /**
   * The public address where there is one: a trial address is of no use to others.
   * @param {HTMLButtonElement} button
   */
  function addressOf(button) {
    if (button.dataset.copy) return button.dataset.copy;
    let before = button.parentElement?.previousElementSibling ?? null;
    while (before !== null && !before.id) before = before.previousElementSibling;
    return `${location.origin}${location.pathname}#${before?.id ?? ""}`;
  }

  /**
   * @param {string} text
   * @returns {Promise<boolean>} whether it is in the clipboard now
   */
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages from a disk or without encryption have no clipboard of the new kind.
      const field = document.createElement("textarea");
      field.value = text;
      field.className = "visually-hidden";
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  function startPrinting() {
    for (const place of document.querySelectorAll("button[data-print], button[data-print-item]")) {
      const button = /** @type {HTMLButtonElement} */ (place);
      button.hidden = false;
      button.addEventListener("click", () => {
        if (button.dataset.printItem) markForPrint(button.dataset.printItem);
        print();
      });
    }
    addEventListener("afterprint", () => {
      for (const place of document.querySelectorAll(".print-one, .printed"))
        place.classList.remove("print-one", "printed");
    });
  }

  /**
   * Let only one item come out on paper: its heading, and what follows up to the next.
   * @param {string} anchor
   */
  function markForPrint(anchor) {
    const heading = document.getElementById(anchor);
    heading?.parentElement?.classList.add("print-one");
    for (let part = /** @type {Element | null} */ (heading); part; part = part.nextElementSibling) {
      if (part !== heading && part.matches("h1, h2, h3")) break;
      part.classList.add("printed");
    }
  }

  /** The theme searches at every key: not at what is pasted or spoken, but at each letter of half-typed pinyin. */
  function startSearching() {
    const field = document.querySelector("input.md-search__input");
    if (!(field instanceof HTMLInputElement)) return;
    onTyped(field, () => field.dispatchEvent(new KeyboardEvent("keyup")));
    const unfinished = (/** @type {KeyboardEvent} */ event) => {
      if (event.isComposing) event.stopImmediatePropagation();
    };
    field.addEventListener("keyup", unfinished, { capture: true });
  }

  /** Say so where an address leads to a place this page does not have: it may be old, or cut off in print. */
  function explainDeadAnchor() {
    document.querySelector(".dead-anchor")?.remove();
    const name = decoded(location.hash.slice(1));
    // A month handed on to the calculator is no place.
    const month = name.includes("=") && document.getElementById("calculator") !== null;
    if (name === "" || month || name.startsWith("__") || document.getElementById(name) !== null) return;
    const note = document.createElement("div");
    note.className = "dead-anchor";
    note.setAttribute("role", "status");
    const said = document.createElement("p");
    said.textContent = "链接里的位置这一页没有，可能不完整，或者是旧的。可以从本页目录找起，或者用上面的搜索。";
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "知道了");
    close.addEventListener("click", () => note.remove());
    note.append(said, close);
    document.querySelector("article h1")?.after(note);
  }

  /** @param {string} text as it stands in an address; cut off in the middle of a character it stays as it is */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  startCopying();
  startPrinting();
  startSearching();
  explainDeadAnchor();
  addEventListener("hashchange", explainDeadAnchor);
}
