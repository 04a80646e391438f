// On a phone the form shows one topic at a time, on a desk all of them.

import { one } from "../dom.js";

const PHONE = matchMedia("(max-width: 59.99em)");

export class Stages {
  /** @type {HTMLElement} */
  #current;
  /** @type {() => void} */
  #shown = () => {};

  /** @param {HTMLFormElement} form @param {import("./editions.js").Editions} editions */
  constructor(form, editions) {
    this.form = form;
    this.stages = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-stage]")]);
    this.#current = this.stages[0];
    this.place = one(form, ".stage-place");
    this.back = one(form, ".stage-nav .back");
    this.next = one(form, ".stage-nav .next");
    this.back.addEventListener("click", () => this.#walk(-1));
    this.next.addEventListener("click", () => this.#walk(1));
    PHONE.addEventListener("change", () => this.#show());
    editions.onShow(() => this.#show());
    this.#show();
  }

  /** @param {() => void} listener is called when another stage may be shown */
  onShow(listener) {
    this.#shown = listener;
  }

  /** @param {HTMLElement} field whose stage is to be shown */
  bring(field) {
    const stage = this.stages.find((each) => each.contains(field));
    if (!stage) return;
    this.#current = stage;
    this.#show();
  }

  /** The stages that have a field of the month's edition. */
  get #asked() {
    return this.stages.filter((stage) => stage.querySelector("[data-field]:not([hidden])"));
  }

  /** @param {number} by */
  #walk(by) {
    const asked = this.#asked;
    this.#current = asked[asked.indexOf(this.#current) + by];
    this.#show();
    // The heading says which stage this is; the reader begins at its top.
    this.place.focus();
    this.form.scrollIntoView({ block: "start" });
  }

  #show() {
    const phone = PHONE.matches;
    const asked = this.#asked;
    if (!asked.includes(this.#current)) this.#current = asked[0];
    const at = asked.indexOf(this.#current);
    this.form.toggleAttribute("data-one-stage", phone);
    for (const stage of this.stages) {
      stage.hidden = !asked.includes(stage) || (phone && stage !== this.#current);
      if (phone && stage === this.#current) stage.setAttribute("open", "");
    }
    this.place.textContent = `第 ${at + 1} 步，共 ${asked.length} 步：${asked[at].dataset.stage}`;
    this.back.hidden = at === 0;
    this.next.hidden = at === asked.length - 1;
    one(this.next, ".next-title").textContent = asked[at + 1]?.dataset.stage ?? "";
    this.#shown();
  }
}
