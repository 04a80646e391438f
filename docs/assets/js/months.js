// The months kept on this device: written down, opened again, summed up by the year.

import { confirmed } from "./ask.js";
import { Basis } from "./basis.js";
import { NOT_KEPT, NOT_READY, NO_STORE, reason } from "./kept.js";
import { Note } from "./note.js";
import { isNew, one, setText, setTextOrHide } from "./places.js";
import { Store } from "./store.js";
import { Year, monthSaid, yearOf } from "./year.js";

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
  /** What another page made of the form's month, as the reader was told. */
  #told = 0;
  /** The month the button was named for. */
  #named = "";

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
    const note = /** @type {HTMLInputElement} */ (one(this.section, "#in-note"));
    this.note = new Note(note, (month) => String(this.kept.find((each) => each.month === month)?.row.note ?? ""));
    this.dialog = /** @type {HTMLDialogElement} */ (one(this.section, "[data-ask]"));
    this.year = new Year(this.section);
    this.section.hidden = false;
    this.keep = /** @type {HTMLButtonElement} */ (one(this.section, "[data-keep]"));
    this.keep.addEventListener("click", () => this.#keep(this.#basis.revision(this.month)));
    this.anyway = one(this.section, "[data-keep-anyway]");
    this.anyway.addEventListener("click", () => this.#keep(this.#told, true));
    one(this.section, "[data-open-month]").addEventListener("click", () => this.#open());
    one(this.section, "[data-remove-month]").addEventListener("click", () => this.#remove());
    one(this.section, "[data-erase]").addEventListener("click", () => this.#erase());
    form.onChange(() => this.#nameButton());
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
   */
  async take(rows) {
    await this.#change(async (store) => {
      this.#basis.see(await store.putAll(rows));
      this.year.wanted = yearOf(rows[rows.length - 1]);
      return `导入了 ${rows.length} 个月。`;
    });
  }

  /**
   * Tell why rows cannot be kept beside those there are: too many, or a mistyped year; empty where they can.
   * @param {import("./store.js").Row[]} rows
   */
  async tooFar(rows) {
    const all = new Map([...this.rows, ...rows].map((row) => [row.month, row]));
    const answer = await this.engine.ask("year_page", { months: [...all.values()] });
    return answer?.errors?.find((/** @type {any} */ { field }) => field === "months")?.message ?? "";
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

  /** @param {number} seen @param {boolean} agreed */
  async #keep(seen, agreed = false) {
    // Said of an earlier press, it is not true of this one yet. The line keeps its place.
    setText(this.section, "[data-months-note]", "");
    const answer = await this.engine.ask("row_page", { form: this.form.read(), note: this.note.input.value });
    const wrong =
      answer === null
        ? NOT_READY
        : (answer.errors?.map((/** @type {any} */ error) => error.message).join("；") ?? (await this.tooFar([answer.row])));
    if (wrong) {
      this.say(wrong);
      return;
    }
    const { row, said } = answer;
    const what = `${said}已经记过。要换成上面填的吗？换掉的找不回来。`;
    const there = this.kept.find(({ month }) => month === row.month);
    if (!agreed && this.#basis.isStrange(there) && !(await confirmed(this.dialog, what, "换成上面填的"))) {
      this.say(`没有改，${said}记过的还在。`);
      return;
    }
    await this.#change(async (store) => {
      const { kept, revision } = await store.put(row, seen);
      if (kept) {
        this.#basis.hold({ month: row.month, revision, row });
        this.year.wanted = yearOf(row);
        return `${said}记下了。`;
      }
      this.#told = revision;
      this.anyway.hidden = false;
      const done = revision ? "改过" : "删掉了";
      return `另一个页面${done}${said}，没有存，填的数还在上面。要按这里填的记，按「用这里填的」。`;
    });
    // Asked for once a reader has something to lose; a browser may say no.
    navigator.storage?.persist?.().catch(() => {});
  }

  /** @param {(store: Store) => Promise<string>} act what is done, and what is said of it */
  async #change(act) {
    // A hidden button would lose the focus.
    if (this.anyway === document.activeElement) this.keep.focus();
    this.anyway.hidden = true;
    if (!this.#store) {
      this.say(this.#without);
      return;
    }
    try {
      this.say(await act(this.#store));
    } catch (error) {
      this.say(reason(error, NOT_KEPT));
    }
    await this.#refresh();
  }

  async #open() {
    const kept = this.year.chosen;
    if (!kept) return;
    const answer = await this.engine.ask("form_page", { row: kept.row });
    if (answer === null || answer.errors) {
      this.say(answer === null ? NOT_READY : answer.errors[0].message);
      return;
    }
    this.#basis.hold(kept);
    this.form.write(answer.form);
    this.note.input.value = answer.note;
    this.form.changed();
    this.form.element.scrollIntoView({ block: "start" });
    this.form.input("month").focus({ preventScroll: true });
  }

  async #remove() {
    const kept = this.year.chosen;
    if (!kept || !(await confirmed(this.dialog, `要删掉${monthSaid(kept.month)}记的次数、考核结果和备注？删掉后找不回来。`, "删掉"))) return;
    await this.#change(async (store) => {
      await store.remove(kept.month);
      this.#basis.drop(kept.month);
      return `${monthSaid(kept.month)}删掉了。`;
    });
    // The button that had the focus is gone with the month.
    if (this.kept.length) this.year.focus();
    else this.keep.focus();
  }

  async #erase() {
    const { length } = this.kept;
    const [first, last] = [this.kept[0].month, this.kept[length - 1].month];
    const span = first === last ? monthSaid(first) : `${monthSaid(first)}至${monthSaid(last)}`;
    const what = `要删掉这台设备上记的全部月份（${span}，共 ${length} 个月，连同考核结果和备注）？删掉后找不回来，可以先导出。`;
    if (!(await confirmed(this.dialog, what, "全部删掉"))) return;
    await this.#change(async (store) => {
      await store.clear();
      this.#basis.dropAll();
      return "全部删掉了。";
    });
    // There is nothing left to erase: that button takes no focus.
    this.keep.focus();
  }

  async #refresh() {
    try {
      this.kept = (await this.#store?.all()) ?? [];
    } catch (error) {
      this.#lose(error);
    }
    if (this.kept.length === 0) this.year.wanted = 0;
    for (const button of this.section.querySelectorAll("[data-export], [data-erase]"))
      /** @type {HTMLButtonElement} */ (button).disabled = this.kept.length === 0;
    this.#nameButton();
    for (const listener of this.#listeners) listener();
  }

  #nameButton() {
    const there = this.kept.some(({ month }) => month === this.month);
    const said = monthSaid(this.month);
    if (isNew(this.keep, [there, said])) {
      this.keep.firstChild?.replaceWith(there ? "改记" : "记下");
      setText(this.keep, "[data-keep-month]", said ? ` ${said}` : "这个月");
    }
    if (this.month === this.#named) return;
    this.note.follow(this.month);
    // What was told of one month is not said of the next.
    this.anyway.hidden = true;
    this.#named = this.month;
  }

  /** @param {unknown} error */
  #lose(error) {
    this.#store = null;
    this.#without = reason(error, NO_STORE);
    this.say(this.#without);
  }
}
