// Hand on a month: as a link, a QR code, a picture, or on paper.

import { isServed } from "../../device.js";
import { copied, one, saved, sayOn } from "../../dom.js";
import { written } from "./link.js";

export class Handover {
  /** @type {any} the last result, null while there is none */
  #result = null;

  /** @param {HTMLElement} root @param {import("../form.js").Form} form @param {import("../result/slip.js").Slip} slip */
  constructor(root, form, slip) {
    this.root = root;
    this.form = form;
    this.slip = slip;
    this.section = one(root, ".handover");
    this.link = /** @type {HTMLInputElement} */ (one(this.section, ".link"));
    this.hide = /** @type {HTMLInputElement} */ (one(this.section, "[data-hide-answer]"));
    this.code = /** @type {HTMLDetailsElement} */ (one(this.section, ".own-code"));
    this.hide.addEventListener("change", () => this.#refresh());
    this.code.addEventListener("toggle", () => this.#showCode());
    this.#on("[data-copy-link]", (button) => this.#copy(button));
    this.#on("[data-picture]", (button) => this.#picture(button));
    this.#on("[data-print-slip]", () => print());
    this.#on("[data-send]", () => this.#send());
    one(this.section, "[data-send]").hidden = typeof navigator.share !== "function" || !this.#place;
    // A link to a file on this device is of no use to others.
    for (const part of this.section.querySelectorAll("[data-by-link]")) part.toggleAttribute("hidden", !this.#place);
    one(this.section, "[data-no-link]").hidden = this.#place !== "";
  }

  /** @param {any} result of the month in the form; null where there is none to hand on */
  follow(result) {
    this.#result = result;
    for (const button of this.section.querySelectorAll("button")) button.disabled = result === null;
    this.#refresh();
  }

  #refresh() {
    this.link.value = this.#result && this.#place ? this.#address() : "";
    this.#drawCode();
  }

  #address() {
    // The month as the engine writes it: the control of another browser may hold no other spelling.
    const fields = { ...this.form.read(), policy: this.form.editions.id, month: this.#result.month };
    const optional = this.form.controls.filter(({ dataset }) => dataset.count === "optional");
    const start = Object.fromEntries(optional.map(({ name, defaultValue }) => [name, defaultValue]));
    return `${this.#place}#${written(fields, this.form.counts.filter((name) => name in fields), start, this.hide.checked)}`;
  }

  /** The address where others can open a link: the handbook's public one if it has one; empty for a copy. */
  get #place() {
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
    return canonical?.href ?? (isServed ? location.href.split("#")[0] : "");
  }

  async #copy(/** @type {HTMLElement} */ button) {
    const done = await copied(this.link.value);
    if (!done) this.link.select();
    sayOn(button, done ? "已复制" : "请长按上面的链接");
  }

  /** Scroll to the code: on a narrow screen the bar with the result may cover part of it. */
  async #showCode() {
    await this.#drawCode();
    if (this.code.open) this.code.scrollIntoView({ block: "nearest" });
  }

  async #drawCode() {
    if (!this.code.open) return;
    try {
      const { drawCode } = await import("./code.js");
      drawCode(one(this.code, "svg"), this.link.value);
    } catch {
      // The script could not be loaded.
      this.code.open = false;
      this.#refuse(one(this.code, "summary"), "二维码没有画出来，连上网再试");
    }
  }

  async #picture(/** @type {HTMLElement} */ button) {
    // The result as it is now: more may be typed while the script loads.
    const [result, hidden, link] = [this.#result, this.slip.hidden, this.link.value];
    const name = `补助-${result.month}.png`;
    try {
      const { drawnPicture } = await import("./picture.js");
      saved(await drawnPicture(result, hidden, link), name);
    } catch {
      this.#refuse(button, "图片没有做成，可以截屏");
    }
  }

  /** Say on a button, and to a screen reader, what could not be done. */
  #refuse(/** @type {HTMLElement} */ button, /** @type {string} */ sentence) {
    sayOn(button, sentence);
    this.slip.say(`${sentence}。`);
  }

  async #send() {
    const basis = one(this.root, ".slip-basis").textContent;
    const words = this.slip.hidden ? this.#result.given : this.#result.summary;
    // The promise is rejected where the reader closes the device's dialog.
    await navigator.share({ title: document.title, text: `${words}（${basis}）`, url: this.link.value }).catch(() => {});
  }

  #on(/** @type {string} */ selector, /** @type {(button: HTMLElement) => void} */ act) {
    const button = one(this.section, selector);
    button.addEventListener("click", () => act(button));
  }
}
