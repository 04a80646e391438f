// A year of the reader's months: a line for each, the sums, twelve cells to open, and the month in the form.

import { inOrder, onClick, one, setItems, setText } from "../../dom.js";

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

export function yearOf(/** @type {{month: string}} */ { month }) {
  return Number(month.slice(0, 4));
}

export class Year {
  /** The year to show; 0 is the latest. */
  wanted = 0;
  /** @type {any} */
  #shown = null;

  /**
   * @param {HTMLElement} section @param {import("../state.js").Machine} machine
   * @param {() => void} turned is called when the reader turns to another year
   * @param {(month: string) => void} picked is called with the month that the reader chooses
   */
  constructor(section, machine, turned, picked) {
    this.machine = machine;
    this.place = one(section, "[data-year]");
    onClick(this.place, "button", ({ dataset: { yearBy, cell } }) => {
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

  /** @param {any} answer what `Calculator.year_page` returns; null where no month is kept */
  show(answer) {
    const { month, kept, drafts } = this.machine;
    const shown = answer ?? (drafts.size ? unkept(drafts.has(month) ? month : [...drafts.keys()].sort()[0]) : null);
    this.#shown = shown;
    this.place.hidden = shown === null;
    if (shown === null) return;
    setText(this.place, "[data-year-name]", shown.title);
    const lines = /** @type {string[]} */ ([]);
    for (const cell of shown.months) {
      const draft = drafts.get(cell.month);
      const open = draft ? (cell.recorded ? "改了没记" : "填了没记") : "";
      const button = one(this.place, `[data-cell="${cell.number}"]`);
      button.toggleAttribute("data-recorded", cell.recorded);
      setText(button, ".cell-amount", open && !cell.recorded ? open : cell.shown);
      setText(button, ".cell-mark", [cell.result_label, cell.recorded && open].filter(Boolean).join("，"));
      // A screen reader reads this instead of the three short texts.
      setText(button, "[data-cell-said]", open ? `${cell.text}，${open}` : cell.text);
      button.setAttribute("aria-pressed", String(cell.month === month));
      if (draft) lines.push(`${cell.line || `${cell.number}月`}${cell.line ? "；" : "："}${open}（${this.#typed(draft)}）`);
      else if (cell.line) lines.push(cell.line);
    }
    setItems(one(this.place, "[data-year-lines]"), lines);
    for (const [place, total] of inOrder(one(this.place, ".year-totals"), "yearTotal", shown.totals)) {
      setText(place, "dt", total.label);
      setText(place, "dd", total.shown);
    }
    setText(this.place, "[data-year-said]", [shown.recorded_text, ...shown.cautions].join("；"));
    const line = one(this.place, "[data-year-chosen]");
    const chosen = shown.months.find((/** @type {any} */ each) => each.month === month);
    line.hidden = !chosen;
    if (!chosen) return;
    const { text, note, cautions } = chosen;
    setText(line, "span", [text, note && `备注：${note}`, ...cautions].filter(Boolean).join("。"));
    one(line, "button").hidden = !kept.has(month) && !drafts.has(month);
  }

  /** The counts that were typed, with the names of their fields. @param {import("../state.js").Content} draft */
  #typed({ form }) {
    const typed = Object.entries(form).flatMap(([name, value]) => {
      const row = document.querySelector(`#counts [data-field="${name}"]:has(.unit)`);
      return row && value && value !== "0" ? [`${row.querySelector("label")?.textContent} ${value} ${row.querySelector(".unit")?.textContent}`] : [];
    });
    return typed.join("，") || "次数还没有填";
  }
}

/** The year of a draft while no month is kept. @param {string} month */
function unkept(month) {
  const year = yearOf({ month });
  const months = Array.from({ length: 12 }, (_, at) => {
    const own = `${year}-${String(at + 1).padStart(2, "0")}`;
    return { month: own, number: at + 1, shown: "没有记", text: `${monthSaid(own)}，没有记`, recorded: false, cautions: [] };
  });
  return { year, title: `${year}年`, months, totals: [], recorded_text: "还没有记下的月份", cautions: [] };
}
