// The form: typed texts go to the engine unchanged; only the engine checks them.

import { onClick, one, setFault } from "../dom.js";
import { WRITTEN, isAsSent } from "./editions.js";
import { counted, monthOf } from "./typed.js";

export class Form {
  /** The readings taken instead of the default, and the edition that a link or a stored month names. */
  readings = /** @type {Record<string, string>} */ ({});
  named = "";

  /** @param {HTMLFormElement} element @param {import("./editions.js").Editions} editions */
  constructor(element, editions) {
    this.element = element;
    this.editions = editions;
    const all = /** @type {HTMLInputElement[]} */ ([...element.elements]);
    /** All controls of the form, also those elsewhere on the page; the note has no name and goes nowhere. */
    this.controls = all.filter((each) => each.getAttribute("name"));
    this.note = /** @type {HTMLInputElement} */ (all.find(({ dataset }) => dataset.note !== undefined));
    const counts = all.filter(({ dataset }) => dataset.count);
    /** The names of the counts, and of those that every month needs. */
    this.counts = counts.map(({ name }) => name);
    this.required = counts.filter(({ dataset }) => dataset.count === "required").map(({ name }) => name);
    element.addEventListener("submit", (event) => event.preventDefault());
    onClick(element, "[data-step]", (button) => this.#step(button));
    // Heard before the listeners of `onChange`.
    element.addEventListener("input", ({ target }) => {
      const { dataset, checked } = /** @type {HTMLInputElement} */ (target);
      if (dataset.unknown) this.input(dataset.unknown).disabled = checked;
      if (this.#turn() && this.editions.has(this.named)) this.named = "";
    });
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

  /** The month in the form as the engine writes it; empty where it cannot be read. */
  get month() {
    const month = monthOf(this.input("month").value);
    return WRITTEN.test(month) ? month : "";
  }

  /** The readings taken that the edition of the month does not have: they wait for a month that has them. */
  get waiting() {
    // Of an edition that is not here nothing is left out, so that its month can be stored again as it is.
    if (this.named && !this.editions.has(this.named)) return [];
    return Object.entries(this.readings).flatMap(([reading, option]) => (this.editions.lacks(reading, option) ? [reading] : []));
  }

  /** The names of the required counts that are not filled in. */
  get missing() {
    return this.required.filter((name) => !this.isUnknown(name) && this.input(name).value.trim() === "");
  }

  /** These counts by their labels and units, 签到次数和有效信息条数; empty where none is missing. */
  get lacks() {
    const fields = this.missing.map((name) => one(this.element, `[data-field="${name}"]`));
    return fields.map((field) => `${one(field, "label").textContent}${one(field, ".unit").textContent}数`).join("和");
  }

  /** The page's example, for the month and the worker in the form. */
  get example() {
    return { ...this.read(), ...Object.fromEntries(this.required.map((name) => [name, this.#usual(name)])) };
  }

  /** @returns {Record<string, unknown>} the engine's keys; null where the reader does not know */
  read() {
    const fields = /** @type {Record<string, unknown>} */ ({});
    const filled = new FormData(this.element);
    for (const { name, type, dataset } of this.controls.filter((each) => this.asks(each.name))) {
      if (dataset.many !== undefined) fields[name] = filled.getAll(name);
      else if (type === "checkbox") fields[name] = filled.has(name);
      else if (type !== "radio" || filled.has(name)) fields[name] = this.isUnknown(name) ? null : filled.get(name);
    }
    const { waiting } = this;
    const taken = Object.entries(this.readings).filter(([reading]) => !waiting.includes(reading));
    if (taken.length) fields.readings = Object.fromEntries(taken);
    if (this.named) fields.policy = this.named;
    return fields;
  }

  /** @returns {import("./state.js").Read} also the readings that wait for another month */
  content() {
    /** @type {Record<string, unknown>} */
    const { month: _, ...form } = { ...this.read(), readings: this.readings };
    const filled = this.controls.some((each) => !["month", "worker_type"].includes(each.name) && !isAsSent(each));
    const blank = !filled && this.note.value === "" && Object.keys(this.readings).length === 0;
    return { month: this.month, content: { form, note: this.note.value }, blank };
  }

  /**
   * Show what is filled in for a month; what that leaves out is reset to the page's own values. Without content
   * the form is empty, but for the worker.
   * @param {string} month @param {import("./state.js").Content | null} content
   */
  show(month, content) {
    /** @type {import("./state.js").Content} */
    const { form: fields, note } = content ?? { form: { worker_type: this.read().worker_type }, note: "" };
    // The month first: its edition has the values of what is left out. Who types 2026-10 into a plain box has 2026-1
    // before the last key: a spelling of the same month stays as it is.
    if (monthOf(this.input("month").value) !== month) this.#writeText(this.input("month"), month);
    this.#turn();
    for (const control of this.controls.filter(({ name }) => name !== "month")) {
      const { name, type } = control;
      const given = fields[name];
      if (type === "radio") control.checked = given === undefined ? control.defaultChecked : control.value === given;
      else if (type === "checkbox") control.checked = Array.isArray(given) ? given.includes(control.value) : given === true;
      else this.#writeText(control, given);
    }
    this.note.value = note;
    this.readings = /** @type {Record<string, string>} */ (fields.readings ?? {});
    this.named = String(fields.policy ?? "");
    this.editions.show();
  }

  /** Whether the form shows a field: nothing is stated in a hidden one, and only another edition asks it. */
  asks(/** @type {string} */ name) {
    return !(/** @type {HTMLElement | null} */ (this.element.querySelector(`[data-field="${name}"]`))?.hidden);
  }

  isUnknown(/** @type {string} */ name) {
    return this.#unknown(name)?.checked === true;
  }

  input(/** @type {string} */ name) {
    return /** @type {HTMLInputElement} */ (this.element.elements.namedItem(name));
  }

  /** The number that the example has of a required count. @param {string} name */
  #usual(name) {
    const { starts, start } = this.input(name).dataset;
    return String(JSON.parse(starts ?? "{}")[this.editions.id] ?? start);
  }

  /** Ask what the edition of the month asks. True where it is another edition. */
  #turn() {
    if (!this.editions.turn(this.input("month").value)) return false;
    for (const control of this.controls.filter(({ dataset }) => dataset.starts && dataset.count === "optional")) {
      const { value } = control;
      control.defaultValue = String(JSON.parse(control.dataset.starts ?? "")[this.editions.id] ?? control.defaultValue);
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
  }

  #step(/** @type {HTMLElement} */ button) {
    const field = /** @type {HTMLElement} */ (button.closest("[data-field]"));
    const input = /** @type {HTMLInputElement} */ (one(field, "[inputmode]"));
    if (input.disabled) return;
    const typed = counted(input.value, one(field, ".unit").textContent ?? "");
    if (typed === null) {
      // The text stays. The engine, once ready, says more.
      setFault(field, `「${input.value.slice(0, 12)}」不是整数，没有加减，请先改成数字`);
      input.addEventListener("input", () => setFault(field, ""), { once: true });
    } else {
      // A worker who presses a button before he has typed means the usual number: from there it is a press or two.
      const first = input.value.trim() === "" && this.required.includes(input.name);
      const next = first ? this.#usual(input.name) : typed + Number(button.dataset.step);
      if (Number(next) < 0) return;
      input.value = String(next);
    }
    this.changed();
  }

  #unknown(/** @type {string} */ name) {
    return /** @type {HTMLInputElement | null} */ (this.element.querySelector(`[data-unknown="${name}"]`));
  }
}
