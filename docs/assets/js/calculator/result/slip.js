// The statement: every element is in the page already; only text and visibility change.

import {
  all, fillShown, inOrder, inText, isNew, one, setItems, setText, setTextOrHide, unfolds,
} from "../../dom.js";

// A screen reader reads the result once typing has paused, not at every key.
const PAUSE_MS = 800;

export class Slip {
  #timer = 0;

  constructor(/** @type {HTMLElement} */ root) {
    this.root = root;
    this.slip = one(root, ".slip");
    this.figures = one(root, ".slip-figures");
    this.faulty = one(root, ".slip-withheld").textContent ?? "";
    unfolds(one(root, "[data-zeros]"), one(root, ".lines"));
    one(root, "[data-answer]").addEventListener("click", () => {
      this.hideAnswer(false);
      this.slip.focus();
    });
  }

  /** @param {any} result of `Calculator.page` @param {boolean} example whether it is the page's own */
  show(result, example) {
    this.#withheld(false);
    if (example) this.#disown();
    one(this.root, "[data-example]").hidden = !example;
    // What the text leaves open comes with the further answer: until then that of another month is not to be seen.
    this.root.toggleAttribute("data-behind", true);
    fillShown(this.root, result);
    for (const [place, total] of inOrder(one(this.figures, ".totals"), "total", result.totals)) {
      if (!example) setAmount(place, total);
      place.toggleAttribute("data-quiet", total.quiet);
      setText(place, "dt", total.label);
      setText(place, "dd", total.shown);
    }
    this.#groups(result.groups, example);
    setItems(one(this.root, "[data-cautions]"), result.cautions);
    if (this.hidden) this.announce("答案先不显示。");
    else this.announce(example ? `例子：${result.summary}` : result.summary);
  }

  /** Hide the figures of faulty input. @param {{field: string}[]} errors @param {string} edition said of it */
  withhold(errors, edition) {
    const instead = this.faulty + edition;
    this.#withheld(true, instead);
    // The reader can go on with an edition that the page has.
    one(this.root, "[data-edition]").hidden = !errors.some(({ field }) => field === "policy");
    this.announce(instead);
  }

  /** Hide every figure: those of what was typed before, or while nothing can be computed. */
  hold(/** @type {string} */ instead) {
    clearTimeout(this.#timer);
    this.#withheld(true, instead);
  }

  /** Whether the figures are hidden. */
  get away() {
    return this.figures.hidden;
  }

  /** Whether the reader should first work out the answer without help. */
  get hidden() {
    return this.root.hasAttribute("data-answer-hidden");
  }

  hideAnswer(/** @type {boolean} */ hidden) {
    this.root.toggleAttribute("data-answer-hidden", hidden);
    one(this.root, ".slip-answer").hidden = !hidden;
  }

  /** Take the focus to the result. */
  focus() {
    this.slip.scrollIntoView({ block: "start" });
    this.slip.focus({ preventScroll: true });
  }

  /** @param {string} sentence for a screen reader, after a pause: only the last of several is read */
  announce(sentence) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.say(sentence), PAUSE_MS);
  }

  /** @param {string} sentence for a screen reader, at once: a later one must not replace it */
  say(sentence) {
    // Set even where it is the same: only a change is read aloud.
    one(this.root, "[data-announce]").textContent = sentence;
  }

  /** Remove `data-min` and `data-max` of all figures: an example, or a hidden figure, is no worker's amount. */
  #disown() {
    for (const place of this.figures.querySelectorAll("[data-min]")) {
      for (const end of ["min", "max"]) place.removeAttribute(`data-${end}`);
    }
  }

  /** @param {boolean} withheld @param {string} instead */
  #withheld(withheld, instead = "") {
    this.root.toggleAttribute("data-withheld", withheld);
    this.figures.hidden = withheld;
    setTextOrHide(this.root, ".slip-withheld", instead);
    if (withheld) {
      setText(this.root, "[data-shown=edition]", "");
      this.#disown();
    }
    for (const name of ["edition", "example"]) one(this.root, `[data-${name}]`).hidden = true;
  }

  /** @param {any[]} groups of lines, and what they come to @param {boolean} example */
  #groups(groups, example) {
    const lines = all(this.root, "[data-line]");
    for (const [place, group] of inOrder(one(this.root, ".lines"), "group", groups)) {
      if (!example) setAmount(place, group);
      place.toggleAttribute("data-zero", group.zero);
      setText(place, ".group-name", group.label);
      setText(place, ".group-sum :first-child", group.sum);
      setText(place, ".group-sum :last-child", group.shown);
      for (const [row, line] of inOrder(one(place, "ol"), "line", group.lines, lines)) {
        if (!example) setAmount(row, line);
        this.#line(row, line);
      }
    }
    const zeros = groups.flatMap(({ lines }) => lines).filter(({ zero }) => zero);
    setText(this.root, "[data-zero-count]", String(zeros.length));
  }

  #line(/** @type {HTMLElement} */ place, /** @type {any} */ line) {
    const address = inText(line.clause.anchor);
    if (!isNew(place, [line, address])) return;
    place.toggleAttribute("data-zero", line.zero);
    setText(place, ".line-name", line.label);
    setText(place, ".line-amount", line.shown);
    setText(place, ".line-product", line.product);
    setText(place, "summary > .visually-hidden", `：${line.label}的算法和原文`);
    for (const name of [".line-clause", ".line-cited"]) setText(place, name, line.clause.name);
    setText(place, ".line-working", line.working);
    setText(place, ".line-text", line.text);
    setText(place, ".line-paid", line.paid);
    setText(place, "a.clause", `在全文里看${line.clause.name}`).setAttribute("href", address);
  }
}

/** Set the amount that other programs read; the example, and what is withheld, have none. */
function setAmount(/** @type {HTMLElement} */ place, /** @type {{min: string, max: string}} */ { min, max }) {
  if (place.dataset.min !== min || place.dataset.max !== max) Object.assign(place.dataset, { min, max });
}
