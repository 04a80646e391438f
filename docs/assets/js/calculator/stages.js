// On a phone the form asks one topic at a time; on a desk all of it stands on one page.

const PHONE = matchMedia("(max-width: 59.99em)");

export class Stages {
  #current = 0;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.stages = /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-stage]")]);
    this.place = /** @type {HTMLElement} */ (form.querySelector(".stage-place"));
    this.nav = /** @type {HTMLElement} */ (form.querySelector(".stage-nav"));
    this.back = /** @type {HTMLButtonElement} */ (this.nav.querySelector(".back"));
    this.next = /** @type {HTMLButtonElement} */ (this.nav.querySelector(".next"));
    this.back.addEventListener("click", () => this.#walk(-1));
    this.next.addEventListener("click", () => this.#walk(1));
    PHONE.addEventListener("change", () => this.#show());
    this.#show();
  }

  /** @param {HTMLElement} field to be in sight */
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
    // The heading says where one is now; the thumb begins at the top again.
    this.place.focus();
    this.form.scrollIntoView({ block: "start" });
  }

  #show() {
    const one = PHONE.matches;
    this.form.toggleAttribute("data-one-stage", one);
    this.stages.forEach((stage, at) => {
      stage.hidden = one && at !== this.#current;
      if (one && at === this.#current) stage.setAttribute("open", "");
    });
    const title = (/** @type {number} */ at) => this.stages[at]?.dataset.stage ?? "";
    this.place.textContent = `第 ${this.#current + 1} 步，共 ${this.stages.length} 步：${title(this.#current)}`;
    this.back.hidden = this.#current === 0;
    this.next.hidden = this.#current === this.stages.length - 1;
    /** @type {HTMLElement} */ (this.next.querySelector(".next-title")).textContent = title(this.#current + 1);
  }
}
