// The months kept on this device: written down, opened again, summed up by the year.

import { confirmed } from "./ask.js";
import { Basis } from "./basis.js";
import { doubts } from "./doubts.js";
import { KeepButton } from "./keepbutton.js";
import { CHANGED, NOT_KEPT, NOT_READY, NO_STORE, reason } from "./kept.js";
import { Note } from "./note.js";
import { readRow } from "./rows.js";
import { one, setText, setTextOrHide } from "../../dom.js";
import { Store } from "./store.js";
import { Turns } from "./turns.js";
import { Which } from "./which.js";
import { Year, monthSaid, spanSaid, yearOf } from "./year.js";

/** @typedef {import("./which.js").Pressed & {note: string, agreed: boolean}} Pressed */

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
  /** What another page made of a month, as the reader was told. */
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
    const note = /** @type {HTMLInputElement} */ (one(this.section, "#in-note"));
    this.note = new Note(note, (month) => String(this.#there(month)?.row.note ?? ""));
    this.dialog = /** @type {HTMLDialogElement} */ (one(this.section, "[data-ask]"));
    this.year = new Year(this.section);
    this.which = new Which(form, engine, this.section.dataset.printedCounts ?? "");
    this.keep = new KeepButton(this.section, this.which, this.note);
    this.keep.onPress((agreed) => this.#keep(agreed));
    const press = (/** @type {string} */ what, /** @type {() => Promise<void>} */ act) =>
      one(this.section, `[data-${what}]`).addEventListener("click", () => this.turns.take(what, act));
    press("open-month", () => this.#open());
    press("remove-month", () => this.#remove());
    press("erase", () => this.#erase());
    form.onChange(() => this.#nameButton());
    root.addEventListener("painted", () => this.which.read().then(() => this.#nameButton()));
  }

  get rows() {
    return this.kept.map(({ row }) => row);
  }

  /** @param {() => void} listener hears of every change of the kept months */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Read what this device has kept; the page goes on without it where that fails. */
  async start() {
    try {
      this.#store = await Store.open();
      this.#store.onOthers(() => this.#refresh());
      const lost = await this.#store.lost();
      if (lost) this.say(`浏览器清掉了以前记的 ${lost} 个月。有导出的文件，可以导入。`);
    } catch (error) {
      this.#lose(error);
    }
    await this.#refresh();
    this.#basis.see(this.kept);
    this.note.fill();
  }

  /** @param {any} shown what `Calculator.year_page` returns */
  show(shown) {
    this.year.show(shown, this.kept);
  }

  /**
   * Put in rows that were checked, all or none.
   * @param {import("./store.js").Row[]} rows
   * @param {import("./store.js").Kept[]} seen what was kept when the reader agreed to it
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

  /** @param {{message: string}[]} errors of the kept months, which a page of another version wrote */
  unread([{ message }]) {
    this.say(`记下的月份有读不出来的：${message}。记过的都在，请刷新页面再看。`);
  }

  /** @param {string} sentence */
  say(sentence) {
    setTextOrHide(this.section, "[data-months-note]", sentence);
    if (sentence) this.announce(sentence);
  }

  /** @param {boolean} agreed that what another page has changed goes */
  #keep(agreed) {
    const pressed = { ...this.which.pressed(), note: this.note.input.value, agreed };
    // What was typed between two presses is to be kept as well.
    return this.turns.take(`keep ${JSON.stringify(pressed)}`, () => this.#write(pressed));
  }

  /** @param {Pressed} pressed */
  async #write(pressed) {
    // Said of an earlier press, it is not true of this one yet. The line keeps its place.
    setText(this.section, "[data-months-note]", "");
    if (!this.#store) return this.say(this.#without);
    const { row, said, wrong } = await this.#row(pressed);
    if (wrong) return this.say(wrong);
    const { month } = row;
    const agreed = pressed.agreed && this.#told.month === month;
    for (const { what, yes, no, left } of agreed ? [] : doubts(month, said, this.#there(month), this.#basis, pressed)) {
      if (!(await confirmed(this.dialog, what, yes, no))) return this.say(left);
    }
    await this.#change(async (store) => {
      const seen = agreed ? this.#told.revision : this.#basis.revision(month);
      const { kept, revision } = await store.put(row, seen);
      if (kept) {
        this.#basis.hold({ month, revision, row });
        this.year.wanted = yearOf(row);
        return `${said}记下了。`;
      }
      this.#told = { month, revision };
      this.keep.offerAnyway();
      const done = revision ? `另一个页面改过${said}` : `${said}记过的不在了（别的页面删掉了，或者浏览器清掉了）`;
      return `${done}，没有存，填的数还在上面。要按这里填的记，按「用这里填的」。`;
    });
    // Asked for once a reader has something to lose; a browser may say no.
    navigator.storage?.persist?.().catch(() => {});
  }

  /** @param {Pressed} pressed */
  async #row({ form, typed, note }) {
    const read = await readRow(this.engine, this.rows, form, note);
    if (read.wrong) return read;
    this.which.learn(typed, read.row.month);
    this.#nameButton();
    // Pressed before it was known which month that is: the note may have been another one's.
    const { value } = this.note.input;
    return value === note || typed !== this.which.input.value ? read : readRow(this.engine, this.rows, form, value);
  }

  /** @param {(store: Store) => Promise<string>} act what is done, and what is said of it */
  async #change(act) {
    this.keep.withdrawAnyway();
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
    this.note.input.value = answer.note;
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
    // The button that had the focus is gone with the month.
    (this.kept.length ? this.year : this.keep).focus();
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
    // There is nothing left to erase: that button takes no focus.
    this.keep.focus();
  }

  async #refresh() {
    try {
      const kept = (await this.#store?.all()) ?? [];
      this.note.see();
      this.kept = kept;
      this.note.see();
    } catch (error) {
      this.#lose(error);
    }
    if (this.kept.length === 0) this.year.wanted = 0;
    for (const button of this.section.querySelectorAll("[data-export], [data-erase]"))
      /** @type {HTMLButtonElement} */ (button).disabled = this.kept.length === 0;
    this.#nameButton();
    for (const listener of this.#listeners) listener();
  }

  /** The month picked out, as it is kept now: the strip may show what it was a moment before. */
  get #chosen() {
    return this.#there(this.year.chosen?.month ?? "");
  }

  /** @param {string} month */
  #there(month) {
    return this.kept.find((each) => each.month === month);
  }

  #nameButton() {
    this.keep.name(this.#there(this.which.month) !== undefined);
  }

  /** @param {unknown} error */
  #lose(error) {
    this.#store = null;
    this.#without = reason(error, NO_STORE);
    this.say(this.#without);
  }
}
