// A month from a link, beside the reader's own: proven whole by its check digits, old and to be checked, or refused.

import { isLink, opened } from "./link.js";
import { Origins } from "./origins.js";
import { one, setText, setTextOrHide } from "../../dom.js";
import { monthOf } from "../typed.js";

const WHOLE = "这是别人发来的月份，改了就是你自己的。";
const BESIDE = "这是别人发来的月份。你自己填的、记的都还在。";
const OLD = "旧链接，不能确认完整，先没有算。";
const TO_CHECK = "链接里的数填在下面的表里了，和发来的人对一对，对得上再算。旧链接不写 0 次的项：没写的先当作 0，也要对。";
const STRANGE = "链接里还有这里不认得的内容，没有用。";
/** @type {Record<string, string>} the slip's sentence instead of a figure, by the state of the page */
const INSTEAD = {
  link: "链接里的数填在表里了，还没有算出来。",
  old: "旧链接里的数还没有对过，先不算。",
  broken: "链接没有打开，这里没有结果。",
};

export class Received {
  /** The fragment that was opened last. */
  #opened = "";
  /** What the link says; the sentence why nothing of it is used. @type {import("./link.js").Opened | string} */
  #found = "";

  /**
   * @param {HTMLElement} root
   * @param {import("../form.js").Form} form
   * @param {import("../result/slip.js").Slip} slip
   * @param {import("../state.js").Machine} machine
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
      machine.send("accept");
      // The button is hidden now.
      slip.focus();
    });
    one(this.section, "[data-own-month]").addEventListener("click", () => {
      machine.send("refuse");
      form.element.scrollIntoView({ block: "start" });
      form.input("month").focus({ preventScroll: true });
    });
    machine.onChange(() => this.#follow());
  }

  /** The slip's sentence while the link has no figure; empty where there is no link. */
  get instead() {
    return INSTEAD[this.machine.at] ?? "";
  }

  /** Open the link in the address, unless it was opened before. */
  open() {
    const fragment = location.hash.slice(1);
    // The reader may have typed since: returning to the same fragment changes nothing.
    if (!isLink(fragment) || fragment === this.#opened) return;
    const found = opened(fragment, this.form.counts, this.form.required);
    this.#opened = fragment;
    this.#found = found;
    this.origins.clear();
    if (typeof found === "string") this.machine.send("open", { kind: "broken" });
    else {
      const month = (found.fields.month = monthOf(String(found.fields.month)));
      this.machine.send("open", { kind: found.whole ? "link" : "old", month, content: { form: found.fields, note: "" } });
    }
    this.slip.hideAnswer(typeof found !== "string" && found.hidden);
    if (this.machine.at !== "link") this.slip.say(this.#said + this.#check);
  }

  get #said() {
    if (this.machine.at === "link") return BESIDE;
    return typeof this.#found === "string" ? this.#found : OLD;
  }

  get #check() {
    if (this.machine.at !== "old" || typeof this.#found === "string") return "";
    return this.#found.strange ? TO_CHECK + STRANGE : TO_CHECK;
  }

  /** Say where the month in the form comes from, and ask which one the reader wants. */
  #follow() {
    const { at, kept, drafts } = this.machine;
    const here = at in INSTEAD;
    if (here) this.root.dataset.link = at === "link" ? "whole" : at;
    // The back button may have brought the address of a link again that was left.
    else if ("link" in this.root.dataset || isLink(location.hash.slice(1))) this.#leave();
    setTextOrHide(this.root, "[data-link-note]", at === "link" ? WHOLE : "");
    // A reader without months has nothing to go back to.
    this.section.hidden = !here || (at === "link" && kept.size + drafts.size === 0);
    if (this.section.hidden) return;
    setText(this.section, "[data-link-said]", this.#said);
    setTextOrHide(this.section, "[data-link-check]", this.#check);
    one(this.section, "[data-link-counts]").hidden = at !== "old";
    this.confirm.hidden = at === "broken";
    setText(this.section, "[data-confirm]", at === "link" ? "用链接里的" : "数对得上，按这些算");
    const lacks = at === "old" && typeof this.#found !== "string" ? this.origins.show(this.#found.fields) : [];
    setTextOrHide(this.section, "[data-link-lacks]", lacks.length ? `还缺：${lacks.join("、")}。填了才能算。` : "");
    this.confirm.disabled = lacks.length > 0;
  }

  #leave() {
    delete this.root.dataset.link;
    this.origins.clear();
    if (!isLink(location.hash.slice(1))) return;
    // A reload must not open the link again.
    history.replaceState(history.state, "", location.pathname + location.search);
    this.#opened = "";
  }
}
