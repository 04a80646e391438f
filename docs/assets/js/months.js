// The months kept on this device: written down, opened again, summed up by the year.

import { confirmed } from "./ask.js";
import { one, setText, setTextOrHide } from "./places.js";
import { Store } from "./store.js";
import { Year } from "./year.js";

const NO_STORE = "这个浏览器现在不让网页存东西（可能是无痕浏览），月份记不下来；上面的计算不受影响。";
const NOT_KEPT = "没有存下（可能是存储空间满了），以前记的都在，填的数也还在上面。";

export class Months {
  /** @type {Store | null} */
  #store = null;
  /** @type {import("./store.js").Kept[]} */
  kept = [];
  /** @type {(() => void)[]} */
  #listeners = [];

  /**
   * @param {HTMLElement} root
   * @param {import("./form.js").Form} form
   * @param {import("./engine.js").Engine} engine
   * @param {(sentence: string) => void} announce
   */
  constructor(root, form, engine, announce) {
    this.section = one(root, ".months");
    this.form = form;
    this.engine = engine;
    this.announce = announce;
    this.note = /** @type {HTMLInputElement} */ (one(this.section, "#in-note"));
    this.dialog = /** @type {HTMLDialogElement} */ (one(this.section, "[data-ask]"));
    this.year = new Year(this.section);
    this.section.hidden = false;
    this.keep = /** @type {HTMLButtonElement} */ (one(this.section, "[data-keep]"));
    this.keep.addEventListener("click", () => this.#keep(this.#seen));
    this.anyway = one(this.section, "[data-keep-anyway]");
    this.anyway.addEventListener("click", () => this.#keepAnyway());
    one(this.section, "[data-open-month]").addEventListener("click", () => this.#open());
    one(this.section, "[data-remove-month]").addEventListener("click", () => this.#remove());
    one(this.section, "[data-erase]").addEventListener("click", () => this.#erase());
    form.onChange(() => this.#nameButton());
  }

  /** The revision of the form's month as this page last saw it. */
  get #seen() {
    return this.kept.find(({ month }) => month === this.month)?.revision ?? 0;
  }

  get month() {
    return this.form.input("month").value;
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
    } catch {
      this.say(NO_STORE);
    }
    await this.#refresh();
  }

  /** @param {any} shown what `Calculator.year_page` returns */
  show(shown) {
    this.year.show(shown, this.kept);
  }

  /**
   * Put in rows that were checked, all or none.
   * @param {import("./store.js").Row[]} rows
   */
  async take(rows) {
    await this.#change((store) => store.putAll(rows), `导入了 ${rows.length} 个月。`);
  }

  /** @param {string} sentence */
  say(sentence) {
    setTextOrHide(this.section, "[data-months-note]", sentence);
    if (sentence) this.announce(sentence);
  }

  /** @param {number} seen */
  async #keep(seen) {
    const answer = await this.engine.ask("row_page", { form: this.form.read(), note: this.note.value });
    if (answer === null) return;
    if (answer.errors) {
      this.say(answer.errors.map((/** @type {any} */ error) => error.message).join("；"));
      return;
    }
    const { row, said } = answer;
    await this.#change(async (store) => {
      if (await store.put(row, seen)) return `${said}记下了。`;
      this.anyway.hidden = false;
      return `另一个页面刚改过${said}，没有存。下面是那边记的；要换成这里填的，按「用这里填的」。`;
    });
    // Asked for once a reader has something to lose; a browser may say no.
    navigator.storage?.persist?.().catch(() => {});
  }

  async #keepAnyway() {
    await this.#refresh();
    await this.#keep(this.#seen);
  }

  /**
   * @param {(store: Store) => Promise<string | void>} act
   * @param {string} [done]
   */
  async #change(act, done = "") {
    this.anyway.hidden = true;
    if (!this.#store) {
      this.say(NO_STORE);
      return;
    }
    try {
      this.say((await act(this.#store)) ?? done);
    } catch {
      this.say(NOT_KEPT);
    }
    await this.#refresh();
  }

  async #open() {
    const kept = this.year.chosen;
    if (!kept) return;
    const answer = await this.engine.ask("form_page", { row: kept.row });
    if (answer === null || answer.errors) return;
    this.form.write(answer.form);
    this.note.value = answer.note;
    this.form.changed();
    this.form.element.scrollIntoView({ block: "start" });
    this.form.input("month").focus({ preventScroll: true });
  }

  async #remove() {
    const kept = this.year.chosen;
    if (!kept || !(await confirmed(this.dialog, `要删掉${this.year.said}？删掉后找不回来。`, "删掉"))) return;
    await this.#change((store) => store.remove(kept.month), "删掉了。");
  }

  async #erase() {
    const { length } = this.kept;
    const [first, last] = [this.kept[0].month, this.kept[length - 1].month];
    const span = first === last ? first : `${first} 至 ${last}`;
    const what = `要删掉这台设备上记的全部月份（${span}，共 ${length} 个月，连同考核结果和备注）？删掉后找不回来，可以先导出。`;
    if (await confirmed(this.dialog, what, "全部删掉")) await this.#change((store) => store.clear(), "全部删掉了。");
  }

  async #refresh() {
    try {
      this.kept = (await this.#store?.all()) ?? [];
    } catch {
      this.say(NO_STORE);
      this.#store = null;
    }
    for (const button of this.section.querySelectorAll("[data-export], [data-erase]"))
      /** @type {HTMLButtonElement} */ (button).disabled = this.kept.length === 0;
    this.#nameButton();
    for (const listener of this.#listeners) listener();
  }

  #nameButton() {
    const there = this.kept.some(({ month }) => month === this.month);
    const [year, month] = this.month.split("-").map(Number);
    const said = year && month ? ` ${year}年${month}月` : "这个月";
    this.keep.firstChild?.replaceWith(there ? "改记" : "记下");
    setText(this.keep, "[data-keep-month]", said);
  }
}
