// The button that keeps the form's month, named for it, and the one that does so over another page's change.

import { isNew, one, setText } from "../../dom.js";
import { monthSaid } from "./year.js";

export class KeepButton {
  /** The month it was named for. */
  #named = "";

  /**
   * @param {HTMLElement} section
   * @param {import("./which.js").Which} which
   * @param {import("./note.js").Note} note
   */
  constructor(section, which, note) {
    this.button = /** @type {HTMLButtonElement} */ (one(section, "[data-keep]"));
    this.anyway = one(section, "[data-keep-anyway]");
    this.which = which;
    this.note = note;
    // A key held down, as on the question before everything is deleted, is no press of what gets the focus next.
    for (const button of [this.button, this.anyway]) {
      button.addEventListener("keydown", (event) => event.repeat && event.key === "Enter" && event.preventDefault());
    }
  }

  /** @param {(agreed: boolean) => void} listener hears of a press, and whether another page's change may go */
  onPress(listener) {
    this.button.addEventListener("click", () => listener(false));
    this.anyway.addEventListener("click", () => listener(true));
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

  /** @param {boolean} there whether the form's month is kept */
  name(there) {
    const { month } = this.which;
    const said = monthSaid(month);
    if (isNew(this.button, [there, said])) {
      this.button.firstChild?.replaceWith(there ? "改记" : "记下");
      setText(this.button, "[data-keep-month]", said ? ` ${said}` : "这个月");
    }
    if (month === this.#named) return;
    this.note.follow(month);
    // What was told of one month is not said of the next.
    this.anyway.hidden = true;
    this.#named = month;
  }
}
