// Faults in what was typed: beside each field while typing; in one list when a result is asked for, or when a field
// with a fault is in another view.

import { all, made, onClick, one, setFaults } from "../dom.js";
import { isSeen } from "./views.js";

/** @typedef {{field: string, message: string}} FieldError */

export class Faults {
  #errors = /** @type {FieldError[]} */ ([]);

  /** @param {HTMLElement} root @param {import("./views.js").Views} views */
  constructor(root, views) {
    this.summary = one(root, ".error-summary");
    this.list = one(this.summary, "ul");
    /** Also those outside the form, such as the sum wished for; the official slip's have faults of their own. */
    this.fields = all(root, "[data-field]").filter((field) => !field.closest(".official"));
    onClick(this.list, "a", (link, event) => {
      event.preventDefault();
      const control = one(root, link.getAttribute("href") ?? "");
      views.bring(control);
      control.focus();
    });
    views.onShow(() => this.show(this.#errors));
  }

  show(/** @type {FieldError[]} */ errors) {
    if (errors.length === 0 && this.#errors.length === 0) return;
    this.#errors = errors;
    setFaults(this.fields, errors);
    const faulty = errors.map((error) => this.#field(error));
    for (const field of faulty) field?.closest("details")?.setAttribute("open", "");
    const unseen = faulty.some((field) => !field || !isSeen(field));
    if (!this.summary.hidden || unseen) this.#list();
  }

  /** List all faults and take the focus there; false where there are none. */
  tell() {
    if (this.#errors.length === 0) return false;
    this.#list();
    this.summary.focus();
    return true;
  }

  #list() {
    this.summary.hidden = this.#errors.length === 0;
    one(this.summary, "p").textContent = `有 ${this.#errors.length} 处要改：`;
    this.list.replaceChildren(...this.#errors.map((error) => this.#item(error)));
  }

  #item(/** @type {FieldError} */ error) {
    const control = this.#field(error)?.querySelector("[name]");
    if (!control) return made("li", error.message);
    // A choice among several has no id of its own.
    control.id ||= `in-${error.field}`;
    const link = made("a", error.message);
    link.setAttribute("href", `#${control.id}`);
    return made("li", [link]);
  }

  #field(/** @type {FieldError} */ error) {
    return this.fields.find((field) => field.dataset.field === error.field);
  }
}
