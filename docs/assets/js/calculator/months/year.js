// A year of stored months: twelve cells, the sums, and one selected month to open or delete.

import { inOrder, one, setText } from "../../dom.js";

/** @param {string} month as the engine writes it */
export function monthSaid(month) {
  const [year, number] = month.split("-").map(Number);
  return year && number ? `${year}年${number}月` : "";
}

/** @param {{month: string}[]} kept in the order of time, at least one */
export function spanSaid(kept) {
  const [first, last] = [kept[0].month, kept[kept.length - 1].month].map(monthSaid);
  return first === last ? first : `${first}至${last}`;
}

/** @param {{month: string}} row */
export function yearOf({ month }) {
  return Number(month.slice(0, 4));
}

export class Year {
  /** The selected month, stored or not. */
  picked = "";
  /** The year to show; 0 is the latest. */
  wanted = 0;
  /** @type {any} */
  #shown = null;
  /** @type {import("./store.js").Kept[]} */
  #kept = [];
  /** @type {() => void} */
  #turned = () => {};

  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.place = one(section, "[data-year]");
    this.place.addEventListener("click", (event) => {
      const button = /** @type {HTMLElement} */ (event.target).closest("button");
      if (button?.dataset.yearBy) this.#turn(Number(button.dataset.yearBy));
      else if (button?.dataset.cell) this.#pick(Number(button.dataset.cell));
    });
  }

  /** @param {() => void} listener is called when the reader turns to another year */
  onTurn(listener) {
    this.#turned = listener;
  }

  /** Move the focus to the selected month. */
  focus() {
    if (this.#cell) one(this.place, `[data-cell="${this.#cell.number}"]`).focus();
  }

  get #cell() {
    return this.#shown?.months.find((/** @type {any} */ each) => each.month === this.picked);
  }

  /**
   * @param {any} shown what `Calculator.year_page` returns; null where no month is stored
   * @param {import("./store.js").Kept[]} kept
   */
  show(shown, kept) {
    this.#shown = shown;
    this.#kept = kept;
    this.place.hidden = shown === null;
    if (shown === null) return;
    setText(this.place, "[data-year-name]", shown.title);
    for (const cell of shown.months) {
      const button = one(this.place, `[data-cell="${cell.number}"]`);
      button.toggleAttribute("data-recorded", cell.recorded);
      setText(button, ".cell-amount", cell.shown);
      setText(button, ".cell-mark", cell.result_label);
      // A screen reader reads this instead of the three short texts.
      setText(button, "[data-cell-said]", cell.text);
      button.setAttribute("aria-pressed", String(cell.month === this.picked));
    }
    const totals = inOrder(one(this.place, ".year-totals"), "yearTotal", shown.totals.map((/** @type {any} */ { id }) => id));
    for (const [at, { label, shown: amount }] of shown.totals.entries()) {
      setText(totals[at], "dt", label);
      setText(totals[at], "dd", amount);
    }
    setText(this.place, "[data-year-said]", [shown.recorded_text, ...shown.cautions].join("；"));
    this.#showPicked();
  }

  /** @param {number} by */
  #turn(by) {
    this.wanted = this.#shown.year + by;
    this.#turned();
  }

  /** @param {number} number */
  #pick(number) {
    this.picked = this.#shown.months[number - 1].month;
    this.show(this.#shown, this.#kept);
  }

  #showPicked() {
    const line = one(this.place, "[data-year-chosen]");
    line.hidden = !this.#cell;
    if (!this.#cell) return;
    const { text, note, cautions } = this.#cell;
    setText(line, "span", [text, note && `备注：${note}`, ...cautions].filter(Boolean).join("。"));
    for (const button of line.querySelectorAll("button")) button.hidden = !this.#kept.some(({ month }) => month === this.picked);
  }
}
