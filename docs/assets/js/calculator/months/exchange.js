// The stored months as files: exported for a spreadsheet or a backup, imported where every row is sound.

import { one, saved, setItems } from "../../dom.js";
import { foreign, textOf } from "./bytes.js";
import { NOT_READY, tried } from "./changes.js";

// Fifty years of months take some hundred kilobytes; a larger file is not ours, and its beginning tells what it is.
const MOST_BYTES = 1_000_000;
const NOT_IMPORTED = "没有导入，记过的月份都没有动：";
const TYPES = { json: "application/json", csv: "text/csv" };

export class Exchange {
  constructor(/** @type {import("./months.js").Months} */ months) {
    this.months = months;
    const { section } = months;
    this.file = /** @type {HTMLInputElement} */ (one(section, "[data-import-file]"));
    this.faults = one(section, "[data-import-faults]");
    for (const button of section.querySelectorAll("[data-export]")) {
      button.addEventListener("click", () => this.#export(button.getAttribute("data-export") === "csv" ? "csv" : "json"));
    }
    one(section, "[data-import]").addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => this.#import());
  }

  /** @param {"csv" | "json"} format */
  async #export(format) {
    const answer = await this.months.engine.ask("export_ledger", { months: this.months.rows, format });
    this.#refuse([]);
    if (answer === null) this.months.say(NOT_READY);
    else if (answer.errors) this.#refuse(answer.errors, "没有导出：");
    else saved(new Blob([answer.text], { type: TYPES[format] }), answer.name);
  }

  async #import() {
    const [file] = this.file.files ?? [];
    if (!file) return;
    this.#refuse([]);
    const { text, wrong } = await read(file);
    // The same file may be chosen again.
    this.file.value = "";
    if (wrong) return this.#refuse([{ message: wrong }]);
    // The format by name; the engine uses it only where the content does not tell.
    const format = /\.(csv|txt|tsv)$/i.test(file.name) ? "csv" : "json";
    const answer = await this.months.engine.ask("import_ledger", { text, format });
    if (answer === null) this.months.say(NOT_READY);
    else if (answer.errors) this.#refuse(answer.errors);
    else if (answer.rows === 0) this.#refuse([{ message: "文件里没有月份。" }]);
    else await this.months.turns.run(`import ${text}`, () => this.#take(answer.months, answer.cautions));
  }

  /** @param {import("./store.js").Row[]} rows @param {string[]} cautions which of them will not be computed, and why */
  async #take(rows, cautions) {
    const { wrong } = await tried(this.months.engine, this.months.rows, rows);
    if (wrong) return this.#refuse([{ message: wrong }]);
    await this.months.take(rows);
    this.#list(cautions);
    if (cautions.length) this.months.announce(cautions.join("；"));
  }

  /** @param {{message: string}[]} errors @param {string} [what] was not done because of them */
  #refuse(errors, what = NOT_IMPORTED) {
    this.#list(errors.map(({ message }) => message));
    if (errors.length) this.months.say(what);
  }

  #list(/** @type {string[]} */ sentences) {
    this.faults.hidden = sentences.length === 0;
    setItems(this.faults, sentences);
  }
}

/** @param {File} file @returns {Promise<import("./bytes.js").Found>} */
async function read(file) {
  try {
    const bytes = new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer());
    return file.size > MOST_BYTES ? { wrong: foreign(bytes) || "文件太大，不是这里导出的。" } : textOf(bytes);
  } catch {
    return { wrong: "文件打不开，可能被移走了或者改过，请再选一次。" };
  }
}
