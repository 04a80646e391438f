// What is wrong with what was typed: beside each field as one types, and in one list when a result is asked for.

/** @typedef {{field: string, message: string}} FieldError */

export class Faults {
  /** @type {FieldError[]} */
  #errors = [];

  /**
   * @param {HTMLFormElement} form
   * @param {(field: HTMLElement) => void} bring puts a field in sight before it takes the focus
   */
  constructor(form, bring) {
    this.form = form;
    this.summary = /** @type {HTMLElement} */ (form.querySelector(".error-summary"));
    this.list = /** @type {HTMLElement} */ (this.summary.querySelector("ul"));
    this.title = /** @type {HTMLElement} */ (this.summary.querySelector("p"));
    this.list.addEventListener("click", (event) => {
      const link = /** @type {HTMLElement} */ (event.target).closest("a");
      if (!link) return;
      event.preventDefault();
      const control = /** @type {HTMLElement | null} */ (document.querySelector(link.hash));
      const field = /** @type {HTMLElement | null} */ (control?.closest("[data-field]"));
      if (!control || !field) return;
      bring(field);
      control.focus();
    });
  }

  /** @param {FieldError[]} errors */
  show(errors) {
    if (errors.length === 0 && this.#errors.length === 0) return;
    this.#errors = errors;
    for (const field of this.#fields()) {
      const error = errors.find((each) => each.field === field.dataset.field);
      const place = /** @type {HTMLElement} */ (field.querySelector(".error"));
      place.textContent = error?.message ?? "";
      place.hidden = !error;
      for (const control of field.querySelectorAll("[name]")) {
        // Without a value the attribute would mean false.
        if (error) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
      }
      if (error) field.closest("details")?.setAttribute("open", "");
    }
    const homeless = errors.some((error) => !this.#field(error));
    if (!this.summary.hidden || homeless) this.#list();
  }

  /** List all that is wrong and take the focus there; false where nothing is. */
  tell() {
    if (this.#errors.length === 0) return false;
    this.#list();
    this.summary.focus();
    return true;
  }

  #list() {
    this.summary.hidden = this.#errors.length === 0;
    this.title.textContent = `有 ${this.#errors.length} 处要改：`;
    this.list.replaceChildren(
      ...this.#errors.map((error) => {
        const item = document.createElement("li");
        const control = this.#field(error)?.querySelector("[name]");
        if (control) {
          // A choice among several has no id of its own.
          control.id ||= `in-${error.field}`;
          const link = document.createElement("a");
          link.href = `#${control.id}`;
          link.textContent = error.message;
          item.append(link);
        } else {
          item.textContent = error.message;
        }
        return item;
      }),
    );
  }

  /** @param {FieldError} error */
  #field(error) {
    return this.#fields().find((field) => field.dataset.field === error.field);
  }

  /** @returns {HTMLElement[]} */
  #fields() {
    return [...(this.form.parentElement ?? this.form).querySelectorAll("[data-field]")].map(
      (field) => /** @type {HTMLElement} */ (field),
    );
  }
}
