// Which month the form is of, as the engine writes it: the name it is kept under. A browser without a picker for
// months has a plain box, where the same month can be typed in many ways.

/** @typedef {{form: Record<string, unknown>, typed: string, printed: string, example: string}} Pressed the form as it stood when a button was pressed, what was typed as its month, the month it was printed with, and what of it is still the example */

const WRITTEN = /^\d{4}-\d{2}$/;

export class Which {
  #typed = "";
  #month = "";

  /**
   * @param {import("../form.js").Form} form
   * @param {import("../engine.js").Engine} engine
   * @param {string} example what the form says as it was sent
   */
  constructor(form, engine, example) {
    this.input = form.input("month");
    this.example = example;
    this.form = form;
    this.engine = engine;
  }

  /** Empty while the engine has not read what is typed. */
  get month() {
    const { value } = this.input;
    if (WRITTEN.test(value)) return value;
    return value === this.#typed ? this.#month : "";
  }

  /** Have the engine read what is typed, where that says more than the page can see by itself. */
  async read() {
    const { value } = this.input;
    if (value === this.#typed || WRITTEN.test(value)) return;
    const answer = await this.engine.ask("row_page", { form: this.form.read(), note: "" });
    if (answer?.row) this.learn(value, answer.row.month);
  }

  /** @returns {Pressed} */
  pressed() {
    const { value: typed, defaultValue: printed } = this.input;
    return { form: this.form.read(), typed, printed, example: this.form.untouched ? this.example : "" };
  }

  /**
   * @param {string} typed
   * @param {string} month as the engine has read it
   */
  learn(typed, month) {
    this.#typed = typed;
    this.#month = month;
  }
}
