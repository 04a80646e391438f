// A month from a link, beside the reader's own: proven whole by its check digits, old and to be checked, or refused.

import { isLink, opened } from "./link.js";
import { Origins } from "./origins.js";
import { one, setText, setTextOrHide } from "../../dom.js";
import { monthSaid } from "../months/year.js";
import { monthOf } from "../typed.js";

const WHOLE = "这是别人发来的月份，改了就是你自己的。";
const BESIDE = "是别人发来的。你自己填的、记的都还在。";
const OLD = "旧链接，不能确认完整，先没有算。";
const TO_CHECK = "链接里的数填在下面的表里了，和发来的人对一对，对得上再算。旧链接不写 0 次的项：没写的先当作 0，也要对。";
const STRANGE = "链接里还有这里不认得的内容，没有用。";
/** The slip's sentence instead of a figure. */
const INSTEAD = {
  link: "链接里的数填在表里了，还没有算出来。",
  old: "旧链接里的数还没有对过，先不算。",
  broken: "链接没有打开，这里没有结果。",
};
const USE = { link: "用链接里的", old: "数对得上，按这些算", broken: "" };

export class Received {
  /** The fragment of the link that is shown, and of one that was put away because the reader chose another month. */
  #opened = "";
  #away = "";
  /** What the link says; the sentence why nothing of it is used. @type {import("./link.js").Opened | string} */
  #found = "";

  /**
   * @param {HTMLElement} root @param {import("../form.js").Form} form
   * @param {import("../result/slip.js").Slip} slip @param {import("../state.js").Machine} machine
   */
  constructor(root, form, slip, machine) {
    this.root = root;
    this.form = form;
    this.slip = slip;
    this.machine = machine;
    this.section = one(root, ".received");
    this.origins = new Origins(form, one(this.section, "[data-link-counts]"));
    this.confirm = /** @type {HTMLButtonElement} */ (one(this.section, "[data-confirm]"));
    this.confirm.addEventListener("click", () => {
      if (machine.received) machine.send("accept");
      else this.#open(this.#away);
      // The button is hidden now.
      slip.focus();
    });
    one(this.section, "[data-own-month]").addEventListener("click", () => {
      machine.send("refuse");
      form.element.scrollIntoView({ block: "start" });
      form.input("month").focus({ preventScroll: true });
    });
    machine.onChange((_, event) => this.#follow(event));
  }

  /** The slip's sentence while the link has no figure; empty where there is no link. */
  get instead() {
    const { received } = this.machine;
    return received ? INSTEAD[received] : "";
  }

  /** @param {any} answer of `Calculator.page` @returns {any} the same; the month of a link is named as the link's */
  named(answer) {
    return this.machine.received ? { ...answer, month_said: `链接里的 ${answer.month_said}` } : answer;
  }

  /** Open the link in the address, or the one that was shown here before a reload. */
  begin() {
    this.#open(inAddress() || history.state?.link);
    // A step of the history that has a state was here before: the reader may have left its link since.
    addEventListener("hashchange", () => this.#open(history.state === null ? inAddress() : ""));
  }

  /** @param {string} [fragment] of a link that is to be opened */
  #open(fragment) {
    if (fragment && fragment !== this.#opened) this.#read(fragment);
    this.#mark();
  }

  #read(/** @type {string} */ fragment) {
    const found = opened(fragment, this.form.counts, this.form.required);
    this.#opened = typeof found === "string" ? "" : fragment;
    this.#found = found;
    this.origins.clear();
    if (typeof found === "string") this.machine.send("open", { kind: "broken" });
    else {
      const month = (found.fields.month = monthOf(String(found.fields.month)));
      this.machine.send("open", { kind: found.whole ? "link" : "old", month, content: { form: found.fields, note: "" } });
    }
    this.slip.hideAnswer(typeof found !== "string" && found.hidden);
    if (this.machine.received !== "link") this.slip.say(this.#said + this.#check);
  }

  get #said() {
    if (typeof this.#found === "string") return this.#found;
    const month = `链接里的 ${monthSaid(String(this.#found.fields.month)) || "月份"}`;
    if (this.#away) return `${month}收起来了。`;
    return this.machine.received === "link" ? month + BESIDE : OLD;
  }

  get #check() {
    if (this.machine.received !== "old" || typeof this.#found === "string") return "";
    return this.#found.strange ? TO_CHECK + STRANGE : TO_CHECK;
  }

  /** Say where the month in the form comes from, and ask which one the reader wants. */
  #follow(/** @type {string} */ event) {
    const { received, kept, drafts } = this.machine;
    if (!["read", "others"].includes(event)) this.#away = "";
    if (received) this.root.dataset.link = received === "link" ? "whole" : received;
    else if ("link" in this.root.dataset) this.#leave(event);
    setTextOrHide(this.root, "[data-link-note]", received === "link" ? WHOLE : "");
    // A reader without months has nothing to go back to.
    this.section.hidden = received ? received === "link" && kept.size + drafts.size === 0 : !this.#away;
    if (this.section.hidden) return;
    setText(this.section, "[data-link-said]", this.#said);
    setTextOrHide(this.section, "[data-link-check]", this.#check);
    one(this.section, "[data-link-counts]").hidden = received !== "old";
    one(this.section, "[data-own-month]").hidden = !received;
    this.confirm.hidden = received === "broken";
    setText(this.section, "[data-confirm]", received ? USE[received] : "再看链接");
    const lacks = received === "old" && typeof this.#found !== "string" ? this.origins.show(this.#found.fields) : [];
    setTextOrHide(this.section, "[data-link-lacks]", lacks.length ? `还缺：${lacks.join("、")}。填了才能算。` : "");
    this.confirm.disabled = lacks.length > 0;
  }

  #leave(/** @type {string} */ event) {
    delete this.root.dataset.link;
    this.origins.clear();
    if (event === "choose" || event === "refuse") {
      this.#away = this.#opened;
      // The reader's own month is no trainer's case.
      this.slip.hideAnswer(false);
    }
    this.#opened = "";
    this.#mark();
  }

  /**
   * Leave the link in this step of the browser's history, which is never sent: the addresses of the views do not have
   * it, and a reload must show it again. Once it is left, a reload must not open it.
   */
  #mark() {
    const { received } = this.machine;
    const left = !received && inAddress() ? location.pathname + location.search : undefined;
    history.replaceState(received && { link: this.#opened }, "", left);
  }
}

/** The link in the address; empty where there is none. */
function inAddress() {
  const fragment = location.hash.slice(1);
  return isLink(fragment) ? fragment : "";
}
