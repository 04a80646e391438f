// A year of kept months: twelve cells to open, the sums, and what was kept of the month in the form.

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
  /** The year to show; 0 is the latest. */
  wanted = 0;
  /** @type {any} */
  #shown = null;

  /**
   * @param {HTMLElement} section
   * @param {() => void} turned is called when the reader turns to another year
   * @param {(month: string) => void} picked is called with the month that the reader chooses
   */
  constructor(section, turned, picked) {
    this.place = one(section, "[data-year]");
    this.place.addEventListener("click", (event) => {
      const { yearBy, cell } = /** @type {HTMLElement} */ (event.target).closest("button")?.dataset ?? {};
      if (yearBy) {
        this.wanted = this.#shown.year + Number(yearBy);
        turned();
      } else if (cell) picked(this.#shown.months[Number(cell) - 1].month);
    });
  }

  /** Move the focus to a month of the year. @param {string} month */
  focus(month) {
    one(this.place, `[data-cell="${Number(month.slice(5))}"]`).focus();
  }

  /**
   * @param {any} shown what `Calculator.year_page` returns; null where no month is stored
   * @param {string} month in the form
   * @param {boolean} stored whether anything of it is stored
   */
  show(shown, month, stored) {
    this.#shown = shown;
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
      button.setAttribute("aria-pressed", String(cell.month === month));
    }
    const totals = inOrder(one(this.place, ".year-totals"), "yearTotal", shown.totals.map((/** @type {any} */ { id }) => id));
    for (const [at, { label, shown: amount }] of shown.totals.entries()) {
      setText(totals[at], "dt", label);
      setText(totals[at], "dd", amount);
    }
    setText(this.place, "[data-year-said]", [shown.recorded_text, ...shown.cautions].join("；"));
    const line = one(this.place, "[data-year-chosen]");
    const chosen = shown.months.find((/** @type {any} */ each) => each.month === month);
    line.hidden = !chosen;
    if (!chosen) return;
    const { text, note, cautions } = chosen;
    setText(line, "span", [text, note && `备注：${note}`, ...cautions].filter(Boolean).join("。"));
    one(line, "button").hidden = !stored;
  }
}
