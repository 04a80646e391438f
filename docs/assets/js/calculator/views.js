// The calculator's three views. The fragment names the view, so the browser's back button works; every other fragment
// is a place inside a view.

import { all, fill, one } from "../dom.js";
import { isStated } from "./editions.js";
import { counted } from "./typed.js";

const MONTH = "month";
const PHONE = matchMedia("(max-width: 59.99em)");

export class Views {
  #listeners = /** @type {(() => void)[]} */ ([]);

  /** @param {HTMLElement} root @param {import("./form.js").Form} form */
  constructor(root, form) {
    this.root = root;
    this.form = form;
    this.tabs = /** @type {HTMLAnchorElement[]} */ ([...root.querySelectorAll(".bar nav a")]);
    this.folds = all(form.element, ".group");
    for (const part of root.querySelectorAll(".part")) part.toggleAttribute("open", !PHONE.matches);
    addEventListener("hashchange", () => this.#follow());
    // The browser's menu prints of the comparison what its button prints.
    addEventListener("beforeprint", () => {
      if (root.dataset.view === "official" && isSeen(one(root, ".facts"))) root.toggleAttribute("data-print-facts", true);
    });
    root.addEventListener("opened-month", () => this.turn(MONTH));
    form.element.addEventListener("input", () => this.#sum());
    form.editions.onShow(() => this.#sum());
    this.#follow();
    this.#sum();
  }

  /** @param {() => void} listener is called when another view or other fields are shown */
  onShow(listener) {
    this.#listeners.push(listener);
  }

  /** Show a view and make it a step of the browser's history. @param {string} view */
  turn(view) {
    if (view === this.root.dataset.view) return;
    history.pushState(history.state, "", `#${view}`);
    this.#show(view);
  }

  /** Have a part of the view of the month in sight. @param {HTMLElement} part */
  bring(part) {
    part.closest("details")?.setAttribute("open", "");
    if (!isSeen(part)) this.turn(MONTH);
  }

  /** Take the reader to the first required count that is not filled in; false where all are. */
  lead() {
    const [missing] = this.form.missing;
    if (!missing) return false;
    this.bring(this.form.input(missing));
    this.form.input(missing).focus();
    return true;
  }

  /** Show the view of the place that the address names. */
  #follow() {
    const before = this.root.dataset.view;
    const place = document.getElementById(location.hash.slice(1));
    const names = this.tabs.map(({ hash }) => hash.slice(1));
    this.#show(names.find((name) => place?.closest(`.${name}`)) ?? MONTH);
    if (this.root.contains(place)) place?.closest("details")?.setAttribute("open", "");
    if (!place || before === this.root.dataset.view) return;
    // The heading says which view this is; the reader begins there.
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView();
  }

  #show(/** @type {string} */ view) {
    this.root.dataset.view = view;
    for (const tab of this.tabs) {
      if (tab.hash === `#${view}`) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    for (const listener of this.#listeners) listener();
  }

  /** Say beside each fold of the form what is stated inside, and hide a fold without a field of the month's edition. */
  #sum() {
    for (const fold of this.folds) {
      const asked = all(fold, "[data-field]:not([hidden])");
      fold.hidden = asked.length === 0;
      fill(one(fold, ".stated"), said(asked.filter(isStated)));
    }
  }
}

export function isSeen(/** @type {Element} */ place) {
  return place.getClientRects().length > 0;
}

/** @param {HTMLElement[]} stated fields */
function said(stated) {
  if (stated.length === 0) return "没有";
  const unit = stated[0].querySelector(".unit")?.textContent ?? "";
  const [input] = stated[0].getElementsByTagName("input");
  const count = unit && stated.length === 1 && counted(input.value, unit);
  return count ? `有 ${count} ${unit}` : `填了 ${stated.length} 项`;
}
