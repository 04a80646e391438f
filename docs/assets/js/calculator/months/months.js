// The section with the reader's months: keeping and deleting them, undoing that, and the year's sums.

import { recalled, remember } from "../../device.js";
import { fill, isNew, one, setText, setTextOrHide } from "../../dom.js";
import { NOT_KEPT, NO_STORE, Turns, doubt, readRow, reason } from "./changes.js";
import { Store, Tab, stamp } from "./store.js";
import { same } from "../state.js";
import { Year, monthSaid, spanSaid, yearOf } from "./year.js";

/** @typedef {import("../state.js").Change} Change */

// The month that the page opens on: of this tab, and of a new visit.
const LAST = "handbook-month";

export class Months {
  /** Why no month can be kept; empty where it can. */
  #without = "";
  #month = ""; // in the form, when the machine changed last; so is the change that can be undone
  #undoable = /** @type {Change[] | undefined} */ (undefined);
  turns = new Turns();

  /**
   * @param {HTMLElement} root @param {import("../form.js").Form} form @param {import("../engine.js").Engine} engine
   * @param {import("../state.js").Machine} machine @param {(sentence: string) => void} announce
   * @param {() => void} turned is called when the reader turns to another year
   */
  constructor(root, form, engine, machine, announce, turned) {
    this.root = root;
    this.section = one(root, ".months");
    this.form = form;
    this.engine = engine;
    this.machine = machine;
    this.announce = announce;
    this.year = new Year(this.section, machine, turned, (month) => this.#open(month));
    this.button = one(root, "[data-keep]");
    this.back = one(root, "[data-undo]");
    this.again = one(root, "[data-redo]");
    this.button.addEventListener("click", () => {
      // What was only tried is not kept.
      machine.send("end");
      const pressed = { typed: form.read(), lacks: form.lacks, content: form.content().content };
      // Two presses with different contents of the form are two changes.
      this.turns.run(`keep ${JSON.stringify(pressed)}`, () => this.#keep(pressed));
    });
    this.back.addEventListener("click", () => this.#step("undo", machine.past, "撤销了，和原来一样。"));
    this.again.addEventListener("click", () => this.#step("redo", machine.undone, "恢复了。"));
    one(this.section, "[data-remove-month]").addEventListener("click", () => this.turns.run("remove", () => this.#remove()));
    one(this.section, "[data-erase]").addEventListener("click", () => this.turns.run("erase", () => this.#erase()));
    for (const button of [this.button, this.back, this.again]) {
      // A key still held down from a question must not press the button that gets the focus next.
      button.addEventListener("keydown", (event) => event.repeat && event.key === "Enter" && event.preventDefault());
    }
    machine.onChange((_, event) => this.#follow(event));
    this.shelf = Store.open().catch((error) => {
      this.#without = reason(error, NO_STORE);
      return new Tab();
    });
  }

  /** The months that are kept, in the order of time. */
  get kept() {
    return [...this.machine.kept.values()].sort((one, other) => (one.month < other.month ? -1 : 1));
  }

  get rows() {
    return this.kept.map(({ row }) => row);
  }

  /** Read what is stored and open the page's last month. Where nothing can be stored, the page works without it. */
  async start() {
    const shelf = await this.shelf;
    if (shelf instanceof Store) {
      shelf.onOthers(() => this.#read("others"));
      const lost = await shelf.lost();
      if (lost) this.say(`浏览器清掉了以前记的 ${lost} 个月。有导出的文件，可以导入。`);
    } else this.say(this.#without);
    await this.#read("begin");
  }

  /** Save a draft as it is typed. @param {Change} change @param {boolean} quiet whether other pages are not told */
  async save(change, quiet) {
    // A draft that does not fit stands in the form still; the reader hears of it when the month is kept.
    await Promise.resolve((await this.shelf).change([change], quiet)).catch(() => {});
  }

  /** Have the engine read the row of the month in the form, where the page does not know its form yet. */
  async readRow() {
    const kept = this.machine.kept.get(this.machine.month);
    if (!kept || kept.content) return;
    const answer = await this.engine.ask("form_page", { row: kept.row });
    if (answer?.errors) this.say(answer.errors[0].message);
    else if (answer) this.machine.send("read", { changes: [this.machine.keeping({ ...kept, content: answer })] });
  }

  /** Keep checked rows, all or none. @param {import("./store.js").Row[]} rows */
  async take(rows) {
    const changes = rows.map((row) => ({ month: row.month, kept: { month: row.month, revision: stamp(), row }, draft: null }));
    this.year.wanted = yearOf(rows[rows.length - 1]);
    await this.#change("import", changes, `导入了 ${rows.length} 个月。`);
  }

  say(/** @type {string} */ sentence) {
    setTextOrHide(this.root, "[data-months-note]", sentence);
    if (sentence) this.announce(sentence);
  }

  async #read(/** @type {"begin" | "others"} */ event) {
    try {
      const stored = await (await this.shelf).all();
      const last = recalled(LAST, "sessionStorage") ?? recalled(LAST);
      this.machine.send(event, { ...stored, last });
    } catch (error) {
      this.#without = reason(error, NO_STORE);
      this.say(this.#without);
    }
  }

  /** Name the buttons after the month, and remember the month for the next visit. @param {string} event */
  #follow(event) {
    const { machine } = this;
    const { month } = machine.received === "link" ? this.form : machine;
    // A sentence about another month says nothing about this one. What has begun the page is said of all months.
    if (month !== this.#month && event !== "begin") setTextOrHide(this.root, "[data-months-note]", "");
    const undoable = machine.past.at(-1);
    // An accepted link has replaced something. All other changes show their own sentence.
    const accepted = ["accept", "type"].includes(event) && undoable !== this.#undoable;
    if (accepted) this.say(`${monthSaid(month)}换成了链接里的。`);
    [this.#month, this.#undoable] = [month, undoable];
    this.#offer(this.back, "撤销", undoable);
    this.#offer(this.again, "恢复", machine.undone.at(-1));
    const stored = machine.kept.has(month);
    const said = monthSaid(this.form.month && month);
    if (isNew(this.button, [stored, said])) {
      this.button.firstChild?.replaceWith(stored ? "改记" : "记下");
      setText(this.button, "[data-keep-month]", said ? ` ${said}` : "这个月");
    }
    if (machine.kept.size === 0) this.year.wanted = 0;
    one(this.section, "[data-erase]").toggleAttribute("disabled", machine.kept.size + machine.drafts.size === 0);
    for (const button of this.section.querySelectorAll("[data-export]")) button.toggleAttribute("disabled", machine.kept.size === 0);
    if (!machine.isOwn || recalled(LAST, "sessionStorage") === month) return;
    remember(LAST, month);
    remember(LAST, month, "sessionStorage");
  }

  /** Open a month, kept or not. @param {string} month */
  #open(month) {
    this.machine.send("choose", month);
    // The page shows the view with the form, where there are several.
    this.section.dispatchEvent(new CustomEvent("opened-month", { bubbles: true }));
    this.form.element.scrollIntoView({ block: "start" });
    this.form.input("month").focus({ preventScroll: true });
  }

  /** @param {HTMLElement} button @param {string} does @param {Change[]} [changes] none where there is nothing to do */
  #offer(button, does, changes) {
    button.hidden = !changes;
    const isOther = changes?.every(({ month }) => month !== this.#month);
    fill(button, changes && isOther ? `${does}${spanSaid(changes)}的改动` : does);
  }

  /**
   * Keep the form as it was when the button was pressed.
   * @param {{typed: Record<string, unknown>, lacks: string, content: import("../state.js").Content}} pressed
   */
  async #keep({ typed, lacks, content }) {
    // Remove the sentence of an earlier press; the empty line keeps its height.
    setText(this.root, "[data-months-note]", "");
    await this.shelf;
    if (this.#without) return this.say(this.#without);
    const { row, said, wrong, idle } = await readRow(this.engine, this.rows, typed, content.note);
    if (wrong) return this.say(lacks ? `先填上${lacks}，再记。` : wrong);
    const { month } = row;
    const sentence = [`${said}记下了。`, doubt(month, this.form.input("month").defaultValue), idle && `${idle}。`].join("");
    // Pressed on a link, it is the sender's month that becomes the reader's, and takes the place of a draft.
    const event = this.machine.received === "link" && same(this.form.content().content, content) ? "claim" : "keep";
    // Pressed again, it is kept already, and what it replaced can still be undone.
    if (event === "keep" && same(this.machine.kept.get(month)?.content, content)) return this.say(sentence);
    this.year.wanted = yearOf(row);
    const change = this.machine.keeping({ month, revision: stamp(), row, content }, event);
    if (!(await this.#change(event, [change], sentence))) return;
    // Ask for lasting storage only now that a month is stored; the browser may refuse.
    navigator.storage?.persist?.().catch(() => {});
  }

  /** @param {"undo" | "redo"} event @param {Change[][]} steps the last one is taken @param {string} said */
  #step(event, steps, said) {
    this.turns.run(event, async () => {
      const changes = steps.at(-1);
      if (changes) await this.#change(event, changes, said);
      (this.back.hidden ? this.again : this.back).focus();
    });
  }

  async #remove() {
    const { month } = this.machine;
    await this.#change("erase", [{ month, kept: null, draft: null }], `${monthSaid(month)}删掉了。`);
    // The button that had the focus is hidden now.
    if (this.machine.kept.size) this.year.focus(month);
    else this.back.focus();
  }

  async #erase() {
    const { kept, drafts } = this.machine;
    const months = [...new Set([...kept.keys(), ...drafts.keys()])].sort().map((month) => ({ month, kept: null, draft: null }));
    const what = `要删掉这台设备上的全部月份（${spanSaid(months)}，共 ${months.length} 个月，连同考核结果、备注和没记完的）？可以先导出。`;
    if (!(await this.#agreed(what))) return;
    await this.#change("erase", months, "全部删掉了。");
    // The erase button is disabled now and cannot have the focus.
    this.back.focus();
  }

  /** Ask in the dialog; escape means no. */
  async #agreed(/** @type {string} */ what) {
    const dialog = /** @type {HTMLDialogElement} */ (one(this.section, "[data-ask]"));
    setText(dialog, "p", what);
    dialog.returnValue = "no";
    dialog.showModal();
    await new Promise((settle) => dialog.addEventListener("close", settle, { once: true }));
    return dialog.returnValue === "yes";
  }

  /** @param {string} event @param {Change[]} changes @param {string} said @returns {Promise<boolean>} whether it was done */
  async #change(event, changes, said) {
    try {
      const kept = await (await this.shelf).change(changes);
      this.machine.send(event, { changes, former: this.machine.former(changes, kept) });
    } catch (error) {
      this.say(reason(error, NOT_KEPT));
      return false;
    }
    this.say(said);
    return true;
  }
}
