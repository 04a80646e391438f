// The form: typed texts go to the engine unchanged; only the engine checks them.

import { setFault } from "../dom.js";
import { isAsSent } from "./editions.js";
import { counted, monthOf, monthOfDay } from "./typed.js";

const ASIDE = "handbook-typed";

/** @typedef {{form: Record<string, unknown>, note: string}} Typed the form's values, and the note beside its month */

/**
 * Store what was typed, for this tab only, when the page is left: small phones often discard a page in the background.
 * @param {() => Typed | null} typed null where nothing was typed
 */
export function saveTyped(typed) {
  // Marks the entry in the tab's history: a reload or going back has it, a new visit has not.
  const mark = () => {
    if (!history.state?.[ASIDE] && typed()) history.replaceState({ ...history.state, [ASIDE]: true }, "");
  };
  for (const change of ["input", "hashchange"]) addEventListener(change, mark);
  addEventListener("pagehide", () => {
    try {
      const fields = typed();
      if (fields) sessionStorage.setItem(ASIDE, JSON.stringify(fields));
      else sessionStorage.removeItem(ASIDE);
    } catch {
      // The browser refuses to store it: the reader has to type it again.
    }
  });
}

/** @returns {Typed | null} what was stored when the page was left; a second call returns null */
export function restoredTyped() {
  try {
    const fields = JSON.parse(sessionStorage.getItem(ASIDE) ?? "null");
    sessionStorage.removeItem(ASIDE);
    return history.state?.[ASIDE] ? fields : null;
  } catch {
    return null;
  }
}

export class Form {
  /** The readings taken instead of the default, and the edition that a link or a stored month names. */
  readings = /** @type {Record<string, string>} */ ({});
  named = "";
  /** Whether counts were filled in by a link or a stored month, or typed: values like the example's may be somebody's. */
  #filled = false;
  #typed = false;

  /** @param {HTMLFormElement} element @param {import("./editions.js").Editions} editions */
  constructor(element, editions) {
    this.element = element;
    this.editions = editions;
    const all = /** @type {HTMLInputElement[]} */ ([...element.elements]);
    /** All controls of the form, also those elsewhere on the page. */
    this.controls = all.filter((each) => each.getAttribute("name"));
    element.addEventListener("submit", (event) => event.preventDefault());
    element.addEventListener("click", (event) => this.#step(event));
    element.addEventListener("change", (event) => this.#toggleUnknown(event));
    // Heard before the listeners of `onChange`.
    element.addEventListener("input", () => this.#turn() && (this.named = this.editions.has(this.named) ? "" : this.named));
    this.onChange((control) => control.form && control.name !== "month" && (this.#typed = true));
    this.#turn();
  }

  /** @param {(control: HTMLInputElement) => void} listener is called at every change, also of controls elsewhere on the page */
  onChange(listener) {
    document.addEventListener("input", ({ target }) => {
      const control = /** @type {HTMLInputElement} */ (target);
      if (control === /** @type {unknown} */ (this.element) || control.form === this.element) listener(control);
    });
  }

  /** Announce that a script has changed the form. */
  changed() {
    this.element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Fill in the device's month, unless the reader or the browser has filled in another. @param {Date} today */
  setMonth(today) {
    const input = this.input("month");
    const month = monthOfDay(today);
    if (input.value === input.defaultValue && month > input.value) input.value = month;
    this.#turn();
  }

  /** The readings taken that the edition of the month does not have: they wait for a month that has them. */
  get waiting() {
    // Of an edition that is not here nothing is left out, so that its month can be stored again as it is.
    if (this.named && !this.editions.has(this.named)) return [];
    return Object.entries(this.readings).flatMap(([reading, option]) => (this.editions.lacks(reading, option) ? [reading] : []));
  }

  /** Whether the form shows the page's own example. The browser may have filled in a control without telling. */
  get untouched() {
    return !this.#filled && this.controls.every((each) => each.name === "month" || isAsSent(each));
  }

  /** The names of the counts. */
  get counts() {
    return this.controls.filter(({ dataset }) => dataset.count !== undefined).map(({ name }) => name);
  }

  /** The names of the counts that every month needs. */
  get required() {
    return this.controls.filter(({ dataset }) => dataset.count === "required").map(({ name }) => name);
  }

  /** @returns {Record<string, unknown>} the engine's keys; null where the reader does not know */
  read() {
    /** @type {Record<string, unknown>} */
    const fields = {};
    for (const { name, type, value, checked, dataset } of this.controls.filter((each) => this.asks(each.name))) {
      if (type === "radio") {
        if (checked) fields[name] = value;
      } else if (dataset.many !== undefined) {
        const many = /** @type {string[]} */ (fields[name] ?? []);
        fields[name] = checked ? [...many, value] : many;
      } else if (type === "checkbox") {
        fields[name] = checked;
      } else {
        fields[name] = this.isUnknown(name) ? null : value;
      }
    }
    const { waiting } = this;
    const taken = Object.entries(this.readings).filter(([reading]) => !waiting.includes(reading));
    if (taken.length) fields.readings = Object.fromEntries(taken);
    if (this.named) fields.policy = this.named;
    return fields;
  }

  /** Whether the form shows a field: nothing is stated in a hidden one, and only another edition asks it. */
  asks(/** @type {string} */ name) {
    return !(/** @type {HTMLElement | null} */ (this.element.querySelector(`[data-field="${name}"]`))?.hidden);
  }

  /**
   * Fill in a link or a stored month; what that leaves out is reset to the page's own values.
   * @param {Record<string, unknown>} fields by the names of the controls, as `read` gives them
   */
  write(fields) {
    // A month that is somebody's gives the required counts, if only as empty.
    this.#filled = this.required.some((name) => name in fields);
    // The month first: its edition has the values of what is left out.
    this.#writeText(this.input("month"), fields.month);
    this.#turn();
    for (const control of this.controls) {
      const { name, type } = control;
      const given = fields[name];
      if (type === "radio") control.checked = given === undefined ? control.defaultChecked : control.value === given;
      else if (control.dataset.many !== undefined) control.checked = Array.isArray(given) && given.includes(control.value);
      else if (type === "checkbox") control.checked = given === true;
      else this.#writeText(control, given);
    }
    this.readings = /** @type {Record<string, string>} */ (fields.readings ?? {});
    this.named = String(fields.policy ?? "");
    this.editions.show();
  }

  /** @param {string} name */
  isUnknown(name) {
    const box = this.#unknown(name);
    return box !== null && box.checked;
  }

  /** @param {string} name */
  input(name) {
    return /** @type {HTMLInputElement} */ (this.element.elements.namedItem(name));
  }

  /** Ask what the edition of the month asks; an example gets the numbers of its own. True where it is another edition. */
  #turn() {
    if (!this.editions.turn(this.input("month").value)) return false;
    const exemplary = this.untouched && !this.#typed;
    for (const control of this.controls.filter(({ dataset }) => dataset.starts)) {
      const start = JSON.parse(control.dataset.starts ?? "")[this.editions.id] ?? control.defaultValue;
      const value = exemplary ? String(start) : control.value;
      control.defaultValue = String(start);
      control.value = value;
    }
    this.editions.show();
    return true;
  }

  #writeText(/** @type {HTMLInputElement} */ control, /** @type {unknown} */ given) {
    const unknown = this.#unknown(control.name);
    if (unknown) unknown.checked = control.disabled = given === null;
    if (control instanceof HTMLSelectElement) control.value = String(given ?? "");
    else control.value = given === undefined || given === null ? control.defaultValue : String(given);
    // A month control drops other spellings; a browser that shows a plain text box may write 2026年10月 into a link.
    if (control.type === "month" && control.value === "" && given) control.value = monthOf(String(given));
  }

  /** @param {Event} event */
  #step(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-step]");
    const input = button?.parentElement?.querySelector("input");
    if (!(button instanceof HTMLElement) || !input || input.disabled) return;
    const typed = counted(input.value, button.parentElement?.querySelector(".unit")?.textContent ?? "");
    if (typed === null) {
      this.#unread(input);
      return;
    }
    const next = typed + Number(button.dataset.step);
    if (next < 0) return;
    input.value = String(next);
    this.#typed = true;
    this.changed();
  }

  /**
   * Say that the text is no number to step, and leave it. The engine, once ready, says more.
   * @param {HTMLInputElement} input
   */
  #unread(input) {
    const field = /** @type {Element} */ (input.closest("[data-field]"));
    setFault(field, `「${input.value.slice(0, 12)}」不是整数，没有加减，请先改成数字`);
    input.addEventListener("input", () => setFault(field, ""), { once: true });
    this.changed();
  }

  /** @param {Event} event */
  #toggleUnknown(event) {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (box.dataset.unknown === undefined) return;
    this.input(box.dataset.unknown).disabled = box.checked;
  }

  /** @param {string} name */
  #unknown(name) {
    return /** @type {HTMLInputElement | null} */ (this.element.querySelector(`[data-unknown="${name}"]`));
  }
}
