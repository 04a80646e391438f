// For an old link, the page says of each count whether it comes from the link, the reader, or neither.

import { fill, one, setItems } from "../../dom.js";
import { monthSaid } from "../months/year.js";

const FROM_LINK = "链接里写的，请对一对";
const NOT_IN_LINK = "链接里没有，请填";
const UNREAD = "链接里写的看不懂，请填";
const TAKEN_AS_NONE = "链接里没有，先当作 0，请对一对";

export class Origins {
  /** @type {Map<HTMLElement, string>} the page's own words beside the fields */
  #words = new Map();

  constructor(/** @type {import("../form.js").Form} */ form, /** @type {HTMLElement} */ list) {
    this.form = form;
    this.list = list;
  }

  /**
   * Show the origin beside each field, and in one list, because a phone shows few fields at once.
   * @param {Record<string, unknown>} given the link's values, empty where the link lacks a required one
   * @returns {string[]} the labels of the fields still to be filled in
   */
  show(given) {
    const { counts, required } = this.form;
    const now = this.form.read();
    const lacks = [];
    const items = [];
    for (const name of ["month", "worker_type", ...counts].filter((each) => this.form.asks(each))) {
      const field = one(this.form.element, `[data-field="${name}"]`);
      const needed = !counts.includes(name) || required.includes(name);
      const from = name in given ? given[name] : this.form.input(name).defaultValue;
      const own = (name in now ? now[name] : "") !== from;
      const said = this.#said(name, field);
      const label = this.#label(field);
      const lacking = needed && said === "";
      const missing = from ? UNREAD : NOT_IN_LINK;
      if (lacking) lacks.push(label);
      if (needed || own || name in given) items.push(`${label}：${said || missing}${own && said ? "（你填的）" : ""}`);
      this.#mark(field, lacking ? missing : own ? "" : name in given ? FROM_LINK : TAKEN_AS_NONE);
    }
    setItems(this.list, items);
    return lacks;
  }

  clear() {
    for (const [place, words] of this.#words) {
      fill(place, words);
      place.removeAttribute("data-from-link");
    }
    // They may be those of another edition.
    this.#words.clear();
    this.form.editions.show();
  }

  /** Replace the words that a screen reader reads with the field. */
  #mark(/** @type {HTMLElement} */ field, /** @type {string} */ mark) {
    const place = one(field, ".hint, legend");
    const words = this.#words.get(place) ?? place.textContent ?? "";
    this.#words.set(place, words);
    fill(place, mark && place.matches("legend") ? `${words}（${mark}）` : mark || words);
    place.toggleAttribute("data-from-link", mark !== "");
  }

  #label(/** @type {HTMLElement} */ field) {
    const place = one(field, "legend, label");
    return this.#words.get(place) ?? place.textContent ?? "";
  }

  #said(/** @type {string} */ name, /** @type {HTMLElement} */ field) {
    if (name === "worker_type") return field.querySelector(":checked + span")?.textContent ?? "";
    const { value } = this.form.input(name);
    if (name === "month") return monthSaid(value) || value;
    if (this.form.isUnknown(name)) return "不清楚";
    return value.trim() && `${value} ${field.querySelector(".unit")?.textContent ?? ""}`;
  }
}
