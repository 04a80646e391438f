// A month handed on: as a link, a code, a picture, on paper.

import { isServed } from "../../site/connection.js";
import { written } from "./link.js";
import { one } from "../../dom.js";

const SHOWN_MS = 2500;

export class Handover {
  /** @type {any} the last result, null while there is none */
  #result = null;
  /** Whether that is the page's own example, and nobody's month yet. */
  #example = false;

  /**
   * @param {HTMLElement} root
   * @param {import("../form.js").Form} form
   * @param {import("../result/slip.js").Slip} slip
   */
  constructor(root, form, slip) {
    this.root = root;
    this.form = form;
    this.slip = slip;
    this.section = one(root, ".handover");
    this.link = /** @type {HTMLInputElement} */ (one(this.section, ".link"));
    this.hide = /** @type {HTMLInputElement} */ (one(this.section, "[data-hide-answer]"));
    this.code = /** @type {HTMLDetailsElement} */ (one(this.section, ".own-code"));
    this.section.hidden = false;
    this.hide.addEventListener("change", () => this.#refresh());
    this.code.addEventListener("toggle", () => this.#showCode());
    this.#on("[data-copy-link]", (button) => this.#copy(button));
    this.#on("[data-picture]", (button) => this.#picture(button));
    this.#on("[data-print-slip]", () => print());
    this.#on("[data-send]", () => this.#send());
    one(this.section, "[data-send]").hidden = typeof navigator.share !== "function" || !this.#place;
    // What leads to a file on this device leads nobody else anywhere.
    for (const part of this.section.querySelectorAll("[data-by-link]")) part.toggleAttribute("hidden", !this.#place);
    one(this.section, "[data-no-link]").hidden = this.#place !== "";
  }

  /**
   * @param {any} result what the page shows now; null where there is nothing to hand on
   * @param {boolean} [example] whether it is the page's own example, and nobody's month yet
   */
  follow(result, example = false) {
    this.#result = result;
    this.#example = example;
    for (const button of this.section.querySelectorAll("button")) button.disabled = result === null;
    this.#refresh();
  }

  #refresh() {
    this.link.value = this.#result && this.#place ? this.#address() : "";
    this.#drawCode();
  }

  #address() {
    // The month as the engine read it: where a link is opened, the box may hold no other form of it.
    const fields = { policy: this.root.dataset.policy, ...this.form.read(), month: this.#result.month };
    const optional = this.form.controls.filter(({ dataset }) => dataset.count === "optional");
    const start = Object.fromEntries(optional.map(({ name, defaultValue }) => [name, defaultValue]));
    return `${this.#place}#${written(fields, this.form.counts, start, this.hide.checked)}`;
  }

  /** Where others open a link: the handbook's public address if it has one; empty where there is no such place. */
  get #place() {
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
    return canonical?.href ?? (isServed ? location.href.split("#")[0] : "");
  }

  /** @param {HTMLElement} button */
  async #copy(button) {
    try {
      await navigator.clipboard.writeText(this.link.value);
      this.#tell(button, "已复制");
    } catch {
      // Pages from a disk or without encryption have no clipboard of the new kind.
      this.link.select();
      this.#tell(button, document.execCommand("copy") ? "已复制" : "请长按上面的链接");
    }
  }

  /** On a narrow screen the bar with the result lies over what was just opened: a code half covered says nothing. */
  async #showCode() {
    await this.#drawCode();
    if (this.code.open) this.code.scrollIntoView({ block: "nearest" });
  }

  async #drawCode() {
    if (!this.code.open) return;
    try {
      const { drawCode } = await import("./code.js");
      drawCode(/** @type {any} */ (one(this.code, "svg")), this.link.value);
    } catch {
      // A script that did not come. Open, it would look as if there were nothing to draw.
      this.code.open = false;
      this.#refuse(one(this.code, "summary"), "二维码没有画出来，连上网再试");
    }
  }

  /** @param {HTMLElement} button */
  async #picture(button) {
    // As it is now: what is typed while the script comes is of another picture.
    const [result, hidden, link, example] = [this.#result, this.slip.hidden, this.link.value, this.#example];
    const name = `补助-${result.month}.png`;
    try {
      const { drawnPicture } = await import("./picture.js");
      const blob = await drawnPicture(result, hidden, link, example);
      const { saved } = await import("./files.js");
      saved(blob, name);
    } catch {
      this.#refuse(button, "图片没有做成，可以截屏");
    }
  }

  /**
   * Say on a button that what it is for could not be done, and why.
   * @param {HTMLElement} button
   * @param {string} sentence
   */
  #refuse(button, sentence) {
    this.#tell(button, sentence);
    this.slip.say(`${sentence}。`);
  }

  /**
   * Say something on a button for a while.
   * @param {HTMLElement} button
   * @param {string} sentence
   */
  #tell(button, sentence) {
    const label = button.textContent;
    // Pressed again meanwhile: what it says now is not what it is called.
    if (label === sentence) return;
    button.textContent = sentence;
    setTimeout(() => (button.textContent = label), SHOWN_MS);
  }

  async #send() {
    const basis = one(this.root, ".slip-basis").textContent;
    const words = this.slip.hidden ? this.#result.given : this.#result.summary;
    const said = `${this.#example ? "例子：" : ""}${words}（${basis}）`;
    // A reader who closes the device's own dialog has said no, which is no trouble.
    await navigator.share({ title: document.title, text: said, url: this.link.value }).catch(() => {});
  }

  /**
   * @param {string} selector
   * @param {(button: HTMLElement) => void} act
   */
  #on(selector, act) {
    const button = one(this.section, selector);
    button.addEventListener("click", () => act(button));
  }
}
