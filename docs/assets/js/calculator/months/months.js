// The section with the months stored on this device: storing, opening and deleting them, and the year's sums.

import { one, setText, setTextOrHide } from "../../dom.js";
import { CHANGED, NOT_KEPT, NOT_READY, NO_STORE, Turns, readRow, reason } from "./changes.js";
import { Basis, confirmed, doubts } from "./doubts.js";
import { Entry } from "./entry.js";
import { Store } from "./store.js";
import { Year, monthSaid, spanSaid, yearOf } from "./year.js";

export class Months {
  /** @type {Store | null} */
  #store = null;
  /** Why there is no store. */
  #without = NO_STORE;
  /** @type {import("./store.js").Kept[]} */
  kept = [];
  /** @type {(() => void)[]} */
  #listeners = [];
  #basis = new Basis();
  /** The change by another page that the reader has been told about. */
  #told = { month: "", revision: 0 };
  turns = new Turns();

  /**
   * @param {HTMLElement} root
   * @param {import("../form.js").Form} form
   * @param {import("../engine.js").Engine} engine
   * @param {(sentence: string) => void} announce
   */
  constructor(root, form, engine, announce) {
    this.section = one(root, ".months");
    this.section.hidden = false;
    this.form = form;
    this.engine = engine;
    this.announce = announce;
    this.dialog = /** @type {HTMLDialogElement} */ (one(this.section, "[data-ask]"));
    this.year = new Year(this.section);
    this.entry = new Entry(this.section, form, engine, (month) => String(this.#stored(month)?.row.note ?? ""));
    // Two presses with different contents of the form are two changes.
    this.entry.onPress((pressed) => this.turns.run(`keep ${JSON.stringify(pressed)}`, () => this.#write(pressed)));
    const press = (/** @type {string} */ what, /** @type {() => Promise<void>} */ act) =>
      one(this.section, `[data-${what}]`).addEventListener("click", () => this.turns.run(what, act));
    press("open-month", () => this.#open());
    press("remove-month", () => this.#remove());
    press("erase", () => this.#erase());
    form.onChange(() => this.#nameButton());
    root.addEventListener("painted", () => this.entry.read().then(() => this.#nameButton()));
  }

  get rows() {
    return this.kept.map(({ row }) => row);
  }

  /** @param {() => void} listener is called after every change of the stored months */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Read the stored months. If that fails, the page works without them. */
  async start() {
    try {
      this.#store = await Store.open();
      this.#store.onOthers(() => this.#refresh());
      const lost = await this.#store.lost();
      if (lost) this.say(`浏览器清掉了以前记的 ${lost} 个月。有导出的文件，可以导入。`);
    } catch (error) {
      this.#closeStore(error);
    }
    await this.#refresh();
    this.#basis.see(this.kept);
    this.entry.fillNote();
  }

  /** @param {any} shown what `Calculator.year_page` returns */
  show(shown) {
    this.year.show(shown, this.kept);
  }

  /**
   * Store checked rows, all or none.
   * @param {import("./store.js").Row[]} rows
   * @param {import("./store.js").Kept[]} seen the months that were stored when the reader agreed
   */
  async take(rows, seen) {
    await this.#change(async (store) => {
      const kept = await store.putAll(rows, seen);
      if (kept === null) return CHANGED;
      this.#basis.replace(kept);
      this.year.wanted = yearOf(rows[rows.length - 1]);
      return `导入了 ${rows.length} 个月。`;
    });
  }

  /** @param {{message: string}[]} errors of stored months that a page of another version wrote */
  unread([{ message }]) {
    this.say(`记下的月份有读不出来的：${message}。记过的都在，请刷新页面再看。`);
  }

  /** @param {string} sentence */
  say(sentence) {
    setTextOrHide(this.section, "[data-months-note]", sentence);
    if (sentence) this.announce(sentence);
  }

  /** @param {import("./entry.js").Pressed} pressed */
  async #write(pressed) {
    // Remove the sentence of an earlier press; the empty line keeps its height.
    setText(this.section, "[data-months-note]", "");
    if (!this.#store) return this.say(this.#without);
    const { row, said, wrong, idle } = await this.#row(pressed);
    if (wrong) return this.say(wrong);
    const { month } = row;
    const agreed = pressed.agreed && this.#told.month === month;
    for (const { what, yes, no, left } of agreed ? [] : doubts(row, said, idle, this.#stored(month), this.#basis, pressed)) {
      if (!(await confirmed(this.dialog, what, yes, no))) return this.say(left);
    }
    await this.#change(async (store) => {
      const seen = agreed ? this.#told.revision : this.#basis.revision(month);
      const { kept, revision } = await store.put(row, seen);
      if (kept) {
        this.#basis.hold({ month, revision, row });
        this.year.wanted = yearOf(row);
        return idle ? `${said}记下了。${idle}。` : `${said}记下了。`;
      }
      this.#told = { month, revision };
      this.entry.offerAnyway();
      const done = revision ? `另一个页面改过${said}` : `${said}记过的不在了（别的页面删掉了，或者浏览器清掉了）`;
      return `${done}，没有存，填的数还在上面。要按这里填的记，按「用这里填的」。`;
    });
    // Ask for lasting storage only now that a month is stored; the browser may refuse.
    navigator.storage?.persist?.().catch(() => {});
  }

  /** @param {import("./entry.js").Pressed} pressed */
  async #row({ form, typed, note }) {
    const read = await readRow(this.engine, this.rows, form, note);
    if (read.wrong) return read;
    this.entry.learn(typed, read.row.month);
    this.#nameButton();
    // The button was pressed before the engine had read the month: the note may belong to another month.
    const { value } = this.entry.note;
    return value === note || typed !== this.entry.input.value ? read : readRow(this.engine, this.rows, form, value);
  }

  /** @param {(store: Store) => Promise<string>} act changes the store and returns the sentence to show */
  async #change(act) {
    this.entry.withdrawAnyway();
    if (!this.#store) return this.say(this.#without);
    try {
      this.say(await act(this.#store));
    } catch (error) {
      this.say(reason(error, NOT_KEPT));
    }
    await this.#refresh();
  }

  async #open() {
    const kept = this.#chosen;
    if (!kept) return;
    const answer = await this.engine.ask("form_page", { row: kept.row });
    const wrong = answer === null ? NOT_READY : answer.errors?.[0].message;
    if (wrong) return this.say(wrong);
    this.#basis.hold(kept);
    this.form.write(answer.form);
    this.entry.note.value = answer.note;
    this.form.changed();
    this.form.element.scrollIntoView({ block: "start" });
    this.form.input("month").focus({ preventScroll: true });
  }

  async #remove() {
    const kept = this.#chosen;
    if (!kept || !(await confirmed(this.dialog, `要删掉${monthSaid(kept.month)}记的次数、考核结果和备注？删掉后找不回来。`, "删掉"))) return;
    await this.#change(async (store) => {
      if (!(await store.remove(kept))) return CHANGED;
      this.#basis.drop(kept.month);
      return `${monthSaid(kept.month)}删掉了。`;
    });
    // The button that had the focus is hidden now.
    (this.kept.length ? this.year : this.entry).focus();
  }

  async #erase() {
    const { kept } = this;
    if (kept.length === 0) return;
    const what = `要删掉这台设备上记的全部月份（${spanSaid(kept)}，共 ${kept.length} 个月，连同考核结果和备注）？删掉后找不回来，可以先导出。`;
    if (!(await confirmed(this.dialog, what, "全部删掉"))) return;
    await this.#change(async (store) => {
      if (!(await store.clear(kept))) return CHANGED;
      this.#basis.dropAll();
      return "全部删掉了。";
    });
    // The erase button is disabled now and cannot have the focus.
    this.entry.focus();
  }

  async #refresh() {
    try {
      const kept = (await this.#store?.all()) ?? [];
      this.entry.seeNote();
      this.kept = kept;
      this.entry.seeNote();
    } catch (error) {
      this.#closeStore(error);
    }
    if (this.kept.length === 0) this.year.wanted = 0;
    for (const button of this.section.querySelectorAll("[data-export], [data-erase]"))
      /** @type {HTMLButtonElement} */ (button).disabled = this.kept.length === 0;
    this.#nameButton();
    for (const listener of this.#listeners) listener();
  }

  /** The selected month as it is stored now; the page may still show its earlier state. */
  get #chosen() {
    return this.#stored(this.year.picked);
  }

  /** @param {string} month */
  #stored(month) {
    return this.kept.find((each) => each.month === month);
  }

  #nameButton() {
    this.entry.name(this.#stored(this.entry.month) !== undefined);
  }

  /** @param {unknown} error */
  #closeStore(error) {
    this.#store = null;
    this.#without = reason(error, NO_STORE);
    this.say(this.#without);
  }
}
