// The month that the form is about to store: its name, the note beside it, the buttons that store it.

import { isNew, one, setText } from "../../dom.js";
import { monthSaid } from "./year.js";

/**
 * The form when a button was pressed: what was typed as its month, the month it was printed with, the example if it
 * still shows that, the note, and whether the reader agreed to overwrite another page's change.
 * @typedef {{form: Record<string, unknown>, typed: string, printed: string, example: string, note: string, agreed: boolean}} Pressed
 */

const WRITTEN = /^\d{4}-\d{2}$/;

export class Entry {
  /** What was typed as the month, and the month the engine read from it: a browser may show a plain text box. */
  #typed = "";
  #read = "";
  /** The month that the button and the note are for. */
  #named = "";
  /** The stored note that the reader left unchanged; a file or another page may have replaced it in the store. */
  #left = "";

  /**
   * @param {HTMLElement} section
   * @param {import("../form.js").Form} form
   * @param {import("../engine.js").Engine} engine
   * @param {(month: string) => string} storedNote empty where there is none
   */
  constructor(section, form, engine, storedNote) {
    this.form = form;
    this.engine = engine;
    this.storedNote = storedNote;
    this.input = form.input("month");
    this.example = one(document, "[data-example-counts]");
    this.note = /** @type {HTMLInputElement} */ (one(section, "#in-note"));
    this.button = one(section, "[data-keep]");
    this.anyway = one(section, "[data-keep-anyway]");
    // A key still held down from the dialog before must not press the button that gets the focus next.
    for (const button of [this.button, this.anyway]) {
      button.addEventListener("keydown", (event) => event.repeat && event.key === "Enter" && event.preventDefault());
    }
  }

  /** @param {(pressed: Pressed) => void} listener */
  onPress(listener) {
    const press = (/** @type {boolean} */ agreed) => {
      const { value: typed, defaultValue: printed } = this.input;
      const example = this.form.untouched ? (this.example.textContent ?? "") : "";
      listener({ form: this.form.read(), typed, printed, example, note: this.note.value, agreed });
    };
    this.button.addEventListener("click", () => press(false));
    this.anyway.addEventListener("click", () => press(true));
  }

  /** The month of the form as the engine writes it; empty until the engine has read what is typed. */
  get month() {
    const { value } = this.input;
    if (WRITTEN.test(value)) return value;
    return value === this.#typed ? this.#read : "";
  }

  /** Ask the engine for the month that is typed, where the page cannot read it. */
  async read() {
    const { value } = this.input;
    if (value === this.#typed || WRITTEN.test(value)) return;
    const answer = await this.engine.ask("row_page", { form: this.form.read(), note: "" });
    if (answer?.row) this.learn(value, answer.row.month);
  }

  /** @param {string} typed @param {string} month as the engine has read it */
  learn(typed, month) {
    this.#typed = typed;
    this.#read = month;
  }

  /** Whether the note holds something that is not stored. */
  get isNoteWritten() {
    const { value } = this.note;
    return value !== this.storedNote(this.#named) && value !== this.#left;
  }

  /** Remember an unchanged note, before and after the stored months change. */
  seeNote() {
    if (this.note.value === this.storedNote(this.#named)) this.#left = this.note.value;
  }

  /** Show the stored note once the months have been read, unless the box holds something already. */
  fillNote() {
    this.note.value ||= this.storedNote(this.#named);
    this.seeNote();
  }

  /** @param {boolean} stored whether the form's month is in the store */
  name(stored) {
    const { month } = this;
    const said = monthSaid(month);
    if (isNew(this.button, [stored, said])) {
      this.button.firstChild?.replaceWith(stored ? "改记" : "记下");
      setText(this.button, "[data-keep-month]", said ? ` ${said}` : "这个月");
    }
    if (month === this.#named) return;
    // Another month has its own note; a note that the reader wrote stays.
    if (!this.isNoteWritten) this.note.value = this.storedNote(month);
    this.#left = this.storedNote(month);
    this.#named = month;
    // The button was shown for the previous month.
    this.anyway.hidden = true;
  }

  focus() {
    this.button.focus();
  }

  offerAnyway() {
    this.anyway.hidden = false;
  }

  withdrawAnyway() {
    // A hidden button would lose the focus.
    if (this.anyway === document.activeElement) this.focus();
    this.anyway.hidden = true;
  }
}
