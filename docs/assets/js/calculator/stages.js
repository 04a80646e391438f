// On a phone the form shows one topic at a time, on a desk all of them.

import { one } from "../dom.js";

const PHONE = matchMedia("(max-width: 59.99em)");

export class Stages {
  #current = 0;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.stages = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-stage]")]);
    this.place = one(form, ".stage-place");
    this.back = one(form, ".stage-nav .back");
    this.next = one(form, ".stage-nav .next");
    this.back.addEventListener("click", () => this.#walk(-1));
    this.next.addEventListener("click", () => this.#walk(1));
    PHONE.addEventListener("change", () => this.#show());
    this.#show();
  }

  /** @param {HTMLElement} field whose stage is to be shown */
  bring(field) {
    const at = this.stages.findIndex((stage) => stage.contains(field));
    if (at < 0) return;
    this.#current = at;
    this.#show();
  }

  /** @param {number} by */
  #walk(by) {
    this.#current += by;
    this.#show();
    // The heading says which stage this is; the reader begins at its top.
    this.place.focus();
    this.form.scrollIntoView({ block: "start" });
  }

  #show() {
    const phone = PHONE.matches;
    this.form.toggleAttribute("data-one-stage", phone);
    this.stages.forEach((stage, at) => {
      stage.hidden = phone && at !== this.#current;
      if (phone && at === this.#current) stage.setAttribute("open", "");
    });
    const title = (/** @type {number} */ at) => this.stages[at]?.dataset.stage ?? "";
    this.place.textContent = `第 ${this.#current + 1} 步，共 ${this.stages.length} 步：${title(this.#current)}`;
    this.back.hidden = this.#current === 0;
    this.next.hidden = this.#current === this.stages.length - 1;
    one(this.next, ".next-title").textContent = title(this.#current + 1);
  }
}
