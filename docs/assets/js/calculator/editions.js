// The editions of the measures: the page has the fields and words of all; the month decides which of them it shows.

import { all, fill } from "../dom.js";
import { monthOf } from "./typed.js";

/** A month as the engine writes it. */
export const WRITTEN = /^\d{4}-\d{2}$/;

/** Whether a control is as the page was sent. */
export function isAsSent(/** @type {Element} */ control) {
  if (control instanceof HTMLSelectElement) return control.selectedIndex === 0;
  const { type, checked, defaultChecked, value, defaultValue, disabled } = /** @type {HTMLInputElement} */ (control);
  if (["radio", "checkbox"].includes(type)) return checked === defaultChecked;
  return value === defaultValue && !disabled;
}

/** Whether a field, or a worker type, holds what the reader chose or a link or stored month has brought. */
export function isStated(/** @type {HTMLElement} */ place) {
  return [...place.querySelectorAll("[name]")].some((each) => {
    const control = /** @type {HTMLInputElement} */ (each);
    if (control.type === "radio") return control.checked;
    return !isAsSent(control) && (control.disabled || control.value.trim() !== "");
  });
}

export class Editions {
  /** The edition of the month in the form. */
  id = "";
  #shown = /** @type {() => void} */ (() => {});

  /** @param {HTMLElement} root names the editions and their first months, in order */
  constructor(root) {
    this.root = root;
    this.all = /** @type {[string, string][]} */ (JSON.parse(root.dataset.editions ?? "[]"));
  }

  has(/** @type {string} */ id) {
    return this.all.some(([known]) => known === id);
  }

  /** Take the edition of a month; before the first it is the first, without a month it stays. True where it is another. */
  turn(/** @type {string} */ typed) {
    const [month, before] = [monthOf(typed), this.id];
    const begun = this.all.filter(([, first], at) => at === 0 || (WRITTEN.test(month) && first <= month));
    if (before === "" || WRITTEN.test(month)) this.id = begun.pop()?.[0] ?? "";
    this.root.dataset.governedBy = this.id;
    return this.id !== before;
  }

  /** @param {() => void} listener is called when the form asks what another edition asks */
  onShow(listener) {
    this.#shown = listener;
  }

  /** Show what the edition asks, in its words. A field of another edition stays in sight while something is stated there. */
  show() {
    for (const place of this.#marked("words")) this.#say(place, JSON.parse(place.dataset.words ?? "")[this.id]);
    for (const place of this.#marked("editions")) place.hidden = !this.#isOf(place.dataset.editions) && !isStated(place);
    this.#shown();
  }

  /** Say which edition computes the month, where a link or a stored month names another one. */
  differs(/** @type {string} */ named, /** @type {{field: string}[]} */ errors) {
    // With a wrong month there is no edition to name.
    if (!this.has(named) || named === this.id || errors.some(({ field }) => field === "month")) return "";
    return `数是按 ${named} 版办法填的，这个月由 ${this.id} 版办法管，要按 ${this.id} 版算。`;
  }

  /** Whether the edition does not have an option of a reading. */
  lacks(/** @type {string} */ reading, /** @type {string} */ option) {
    const own = this.#marked("alternative").filter(({ dataset }) => !dataset.only || this.#isOf(dataset.only));
    return !own.some(({ dataset }) => dataset.reading === reading && dataset.alternative === option);
  }

  #isOf(/** @type {string | undefined} */ editions) {
    return (editions ?? "").split(" ").includes(this.id);
  }

  #marked(/** @type {string} */ name) {
    return all(document, `[data-${name}]`);
  }

  /** @param {HTMLElement} place @param {string | undefined} words undefined where the edition has no such part */
  #say(place, words) {
    if (words === undefined) return;
    // The buttons beside a count are named after it.
    for (const button of place.matches("label") ? (place.parentElement?.querySelectorAll("[data-step]") ?? []) : []) {
      button.setAttribute("aria-label", (button.getAttribute("aria-label") ?? "").replace(place.textContent ?? "", words));
    }
    fill(place, words);
  }
}
