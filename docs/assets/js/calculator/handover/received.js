// A month from a link: `whole` by its check digits, `old` without check digits and not confirmed yet, or refused.

import { isLink, opened } from "./link.js";
import { Origins } from "./origins.js";
import { one, setText, setTextOrHide } from "../../dom.js";

const WHOLE = "这是别人发来的月份，改了就是你自己的。";
const CONFIRMED = "数是旧链接里的，你对过了。改了就是你自己的。";
const OLD = "旧链接，不能确认完整，先没有算。";
const TO_CHECK = "链接里的数填在下面的表里了，和发来的人对一对，对得上再算。旧链接不写 0 次的项：没写的先当作 0，也要对。";
const STRANGE = "链接里还有这里不认得的内容，没有用。";
/** @type {Record<string, string>} the slip's sentence instead of a figure, by the link's state */
const INSTEAD = {
  whole: "链接里的数填在表里了，还没有算出来。",
  old: "旧链接里的数还没有对过，先不算。",
  broken: "链接没有打开，这里没有结果。",
};

export class Received {
  /** The fragment that was opened last. */
  #opened = "";
  /** What the link filled into the form; for a refused link, what the form held at that time. */
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

  /** The link's state: `whole`, `old`, `confirmed`, `broken`; empty where the form is the reader's own. */
  get state() {
    return this.root.dataset.link ?? "";
  }

  /** Whether the page shows no figure, because the form is not known to be a whole month. */
  get holding() {
    return this.state === "old" || this.state === "broken";
  }

  /** Open the link in the address; false where there is none, or where it was opened before. */
  open() {
    const fragment = location.hash.slice(1);
    // The reader may have typed since: returning to the same fragment changes nothing.
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

  /** Say beside the figure where the counts come from; this replaces the example's sentence. */
  tell() {
    const said = this.state === "whole" ? WHOLE : this.state === "confirmed" ? CONFIRMED : "";
    setTextOrHide(this.root, "[data-link-note]", said);
  }

  /** Show the origins again after the page has filled the form. */
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
    // The control's spelling of the month: a link may have another one.
    this.#fields = { ...fields, month: this.form.input("month").value || fields.month };
    this.slip.hideAnswer(hidden);
    this.root.dataset.link = whole ? "whole" : "old";
    if (whole) return;
    this.#ask(OLD, strange ? TO_CHECK + STRANGE : TO_CHECK);
    this.refresh();
  }

  /** @param {string} sentence @param {boolean} ofOther whether the form holds another link's counts */
  #refuse(sentence, ofOther) {
    // The example's counts could pass for the sender's. What the reader typed stays.
    if (ofOther || this.form.untouched) this.#fill(Object.fromEntries(this.form.required.map((name) => [name, ""])));
    this.slip.hideAnswer(false);
    this.root.dataset.link = "broken";
    this.#ask(sentence, "");
    this.refresh();
  }

  /**
   * @param {string} sentence
   * @param {string} toCheck how the reader can confirm the counts, empty where that is impossible
   */
  #ask(sentence, toCheck) {
    this.section.hidden = false;
    setText(this.section, "[data-link-said]", sentence);
    setTextOrHide(this.section, "[data-link-check]", toCheck);
    one(this.section, "[data-link-counts]").hidden = this.confirm.hidden = toCheck === "";
    setTextOrHide(this.section, "[data-link-lacks]", "");
    this.slip.say(sentence + toCheck);
  }

  /** Leave the link once the reader has typed over it. */
  #follow() {
    if (this.state === "old") this.refresh();
    else if ((this.state || isLink(location.hash.slice(1))) && !this.#isUnchanged()) this.#leave();
  }

  /** Whether the form still holds what the link filled in. */
  #isUnchanged() {
    const now = this.form.read();
    const said = Object.entries(this.#fields).filter(([name]) => this.form.asks(name));
    return said.every(([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value));
  }

  #confirm() {
    this.#leave();
    this.root.dataset.link = "confirmed";
    this.#fields = this.form.read();
    this.form.changed();
    // The button is hidden now.
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
      // A reload must not open the link again.
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
