// A month taken in from a link: known to be whole, of an old link that nobody can vouch for, or refused.

import { isLink, opened } from "./link.js";
import { Origins } from "./origins.js";
import { one, setText, setTextOrHide } from "../../dom.js";

const WHOLE = "这是别人发来的月份，改了就是你自己的。";
const CONFIRMED = "数是旧链接里的，你对过了。改了就是你自己的。";
const OLD = "旧链接，不能确认完整，先没有算。";
const TO_CHECK = "链接里的数填在下面的表里了，和发来的人对一对，对得上再算。旧链接不写 0 次的项：没写的先当作 0，也要对。";
const STRANGE = "链接里还有这里不认得的内容，没有用。";
/** @type {Record<string, string>} what the slip says by the link's state, where it shows no figure */
const INSTEAD = {
  whole: "链接里的数填在表里了，还没有算出来。",
  old: "旧链接里的数还没有对过，先不算。",
  broken: "链接没有打开，这里没有结果。",
};

export class Received {
  /** The part of the address that was last opened. */
  #opened = "";
  /** What the link put into the form; of a refused one, what stood in the form when it came. */
  #fields = /** @type {Record<string, unknown>} */ ({});

  /**
   * @param {HTMLElement} root
   * @param {import("../form.js").Form} form
   * @param {import("../result/slip.js").Slip} slip
   */
  constructor(root, form, slip) {
    this.root = root;
    this.form = form;
    this.slip = slip;
    this.section = one(root, ".received");
    this.origins = new Origins(form, one(this.section, "[data-link-counts]"));
    this.confirm = /** @type {HTMLButtonElement} */ (one(this.section, "[data-confirm]"));
    this.confirm.addEventListener("click", () => this.#confirm());
    one(this.section, "[data-own-month]").addEventListener("click", () => this.#beginOwn());
    form.onChange(() => this.#follow());
  }

  /** What became of the link: `whole`, `old`, `confirmed`, `broken`; empty where the form is the reader's own. */
  get state() {
    return this.root.dataset.link ?? "";
  }

  /** Whether no figure is shown: what stands in the form is not known to be anybody's month. */
  get holding() {
    return this.state === "old" || this.state === "broken";
  }

  /** Take in the link in the address; false where there is none, or where that was done before. */
  open() {
    const fragment = location.hash.slice(1);
    // The reader comes back from another place on the page and may have typed since.
    if (!isLink(fragment) || fragment === this.#opened) return false;
    const found = opened(fragment, this.form.counts, this.form.required);
    const ofOther = this.state !== "";
    this.#forget();
    this.#opened = fragment;
    if (typeof found === "string") this.#refuse(found, ofOther);
    else this.#take(found);
    this.slip.hold(INSTEAD[this.state]);
    return true;
  }

  /** Tell where the form's counts are from, once their figure is there: in the place of the example's own words. */
  tell() {
    const said = this.state === "whole" ? WHOLE : this.state === "confirmed" ? CONFIRMED : "";
    setTextOrHide(this.root, "[data-link-note]", said);
  }

  /** Show again what is from the link and what is not, after the form has been filled by the page. */
  refresh() {
    if (this.state === "broken") this.#fields = this.form.read();
    if (this.state !== "old") return;
    const lacks = this.origins.show(this.#fields);
    setTextOrHide(this.section, "[data-link-lacks]", lacks.length ? `还缺：${lacks.join("、")}。填了才能算。` : "");
    this.confirm.disabled = lacks.length > 0;
  }

  /** @param {import("./link.js").Opened} found */
  #take({ whole, fields, hidden, strange }) {
    this.form.write(fields);
    // As the control holds it: a month of a link may be written in another way.
    this.#fields = { ...fields, month: this.form.input("month").value || fields.month };
    this.slip.hideAnswer(hidden);
    this.root.dataset.link = whole ? "whole" : "old";
    if (whole) return;
    this.#ask(OLD, strange ? TO_CHECK + STRANGE : TO_CHECK);
    this.refresh();
  }

  /**
   * @param {string} sentence
   * @param {boolean} ofOther whether the form's counts are of a link that was opened before
   */
  #refuse(sentence, ofOther) {
    // The example's counts would be taken for the sender's. What the reader typed stays.
    if (ofOther || this.form.untouched) this.#fill(Object.fromEntries(this.form.required.map((name) => [name, ""])));
    this.slip.hideAnswer(false);
    this.root.dataset.link = "broken";
    this.#ask(sentence, "");
    this.refresh();
  }

  /**
   * @param {string} sentence
   * @param {string} toCheck what the reader can do to have the counts used, empty where nothing helps
   */
  #ask(sentence, toCheck) {
    this.section.hidden = false;
    setText(this.section, "[data-link-said]", sentence);
    setTextOrHide(this.section, "[data-link-check]", toCheck);
    one(this.section, "[data-link-counts]").hidden = this.confirm.hidden = toCheck === "";
    setTextOrHide(this.section, "[data-link-lacks]", "");
    this.slip.say(sentence + toCheck);
  }

  /** What is typed over is no longer what the link says. */
  #follow() {
    if (this.state === "old") this.refresh();
    else if ((this.state || isLink(location.hash.slice(1))) && !this.#stands()) this.#leave();
  }

  #stands() {
    const now = this.form.read();
    return Object.entries(this.#fields).every(([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value));
  }

  #confirm() {
    this.#leave();
    this.root.dataset.link = "confirmed";
    this.#fields = this.form.read();
    this.form.changed();
    // The button is gone.
    this.slip.focus();
  }

  #beginOwn() {
    const example = this.state === "old" || this.form.required.every((name) => this.form.input(name).value === "");
    this.#leave();
    if (example) this.#fill({});
    this.form.changed();
    this.form.element.scrollIntoView({ block: "start" });
    this.form.input("month").focus({ preventScroll: true });
  }

  /** @param {Record<string, unknown>} fields */
  #fill(fields) {
    this.form.write(fields);
    this.form.setMonth(new Date());
  }

  #leave() {
    if (isLink(location.hash.slice(1))) {
      // Opened anew, the page would take the link in once more.
      history.replaceState(history.state, "", location.pathname + location.search);
      this.#opened = "";
    }
    this.#forget();
  }

  #forget() {
    delete this.root.dataset.link;
    this.section.hidden = true;
    this.tell();
    this.origins.clear();
  }
}
