// The form: what was typed goes out as typed; the engine alone judges it.

/** @typedef {{field: string, message: string}} FieldError */

export class Form {
  /** @param {HTMLFormElement} element */
  constructor(element) {
    this.element = element;
    element.addEventListener("submit", (event) => event.preventDefault());
    element.addEventListener("click", (event) => this.#step(event));
    element.addEventListener("change", (event) => this.#toggleUnknown(event));
  }

  /** @param {() => void} listener */
  onChange(listener) {
    this.element.addEventListener("input", listener);
  }

  /**
   * Put in the device's month, unless the reader or the browser already put in another.
   * @param {Date} today
   */
  setMonth(today) {
    const input = this.#input("month");
    if (input.value !== input.defaultValue) return;
    const month = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}`;
    if (month > input.defaultValue) input.value = month;
  }

  /** @returns {Record<string, unknown>} the engine's keys; null where the reader does not know */
  read() {
    /** @type {Record<string, unknown>} */
    const fields = {};
    for (const control of this.element.querySelectorAll("input[name], select[name]")) {
      const { name, value } = /** @type {HTMLInputElement} */ (control);
      const input = /** @type {HTMLInputElement} */ (control);
      if (input.type === "radio") {
        if (input.checked) fields[name] = value;
      } else if (input.dataset.many !== undefined) {
        const many = /** @type {string[]} */ (fields[name] ?? []);
        fields[name] = input.checked ? [...many, value] : many;
      } else if (input.type === "checkbox") {
        fields[name] = input.checked;
      } else {
        fields[name] = this.#isUnknown(name) ? null : value;
      }
    }
    return fields;
  }

  /** @param {FieldError[]} errors */
  showErrors(errors) {
    for (const field of this.element.querySelectorAll("[data-field]")) {
      const name = /** @type {HTMLElement} */ (field).dataset.field;
      const error = errors.find((each) => each.field === name);
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
  }

  /** @param {Event} event */
  #step(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-step]");
    const input = button?.parentElement?.querySelector("input");
    if (!(button instanceof HTMLElement) || !input || input.disabled) return;
    const next = Number(input.value) + Number(button.dataset.step);
    // What is no whole number stays as typed: the engine will say what is wrong with it.
    if (!Number.isInteger(next) || next < 0) return;
    input.value = String(next);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {Event} event */
  #toggleUnknown(event) {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if (box.dataset.unknown === undefined) return;
    this.#input(box.dataset.unknown).disabled = box.checked;
  }

  /** @param {string} name */
  #isUnknown(name) {
    const box = this.element.querySelector(`[data-unknown="${name}"]`);
    return box instanceof HTMLInputElement && box.checked;
  }

  /** @param {string} name */
  #input(name) {
    return /** @type {HTMLInputElement} */ (this.element.elements.namedItem(name));
  }
}
