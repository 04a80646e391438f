// The statement: every element is in the page already; only text and visibility change.

import { fillShown, inOrder, inText, isNew, one, setItems, setText, unfolds } from "../../dom.js";

// A screen reader reads the result once typing has paused, not at every key.
const PAUSE_MS = 800;

export class Slip {
  #timer = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.slip = one(root, ".slip");
    this.figures = one(root, ".slip-figures");
    this.instead = one(root, ".slip-withheld");
    this.faulty = this.instead.textContent ?? "";
    unfolds(one(root, "[data-zeros]"), one(root, ".lines"));
    one(root, "[data-answer]").addEventListener("click", () => {
      this.hideAnswer(false);
      this.slip.focus();
    });
  }

  /**
   * @param {any} result what `Calculator.page` returns
   * @param {boolean} example whether it is the page's own example
   */
  show(result, example) {
    this.#withheld(false);
    if (example) this.#disown();
    one(this.root, "[data-example]").hidden = !example;
    // What the text leaves open comes with the further answer: until then that of another month is not to be seen.
    this.root.toggleAttribute("data-behind", true);
    fillShown(this.root, result);
    const totals = inOrder(one(this.figures, ".totals"), "total", idsOf(result.totals));
    for (const [at, total] of result.totals.entries()) {
      if (!example) setAmount(totals[at], total);
      totals[at].toggleAttribute("data-quiet", total.quiet);
      setText(totals[at], "dt", total.label);
      setText(totals[at], "dd", total.shown);
    }
    this.#groups(result.groups, example);
    setItems(one(this.root, "[data-cautions]"), result.cautions);
    if (this.hidden) this.announce("答案先不显示。");
    else this.announce(example ? `例子：${result.summary}` : result.summary);
  }

  /**
   * Hide the figures while what is typed cannot be computed.
   * @param {{field: string}[]} errors
   * @param {string} edition which edition the month is computed by, where that has to be said
   */
  withhold(errors, edition) {
    const instead = this.faulty + edition;
    this.#withheld(true, instead);
    // The reader can go on with an edition that the page has.
    one(this.root, "[data-edition]").hidden = !errors.some(({ field }) => field === "policy");
    this.announce(instead);
  }

  /**
   * Hide every figure: those of what was typed before, or while nothing can be computed.
   * @param {string} instead
   */
  hold(instead) {
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

  /** @param {boolean} hidden */
  hideAnswer(hidden) {
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
    this.instead.hidden = instead === "";
    this.instead.textContent = instead;
    if (withheld) {
      setText(this.root, "[data-shown=edition]", "");
      this.#disown();
    }
    for (const name of ["edition", "example"]) one(this.root, `[data-${name}]`).hidden = true;
  }

  /** @param {any[]} groups of lines, and what they come to @param {boolean} example */
  #groups(groups, example) {
    const all = /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll("[data-line]")]);
    const places = inOrder(one(this.root, ".lines"), "group", idsOf(groups));
    for (const [at, group] of groups.entries()) {
      const place = places[at];
      if (!example) setAmount(place, group);
      place.toggleAttribute("data-zero", group.zero);
      setText(place, ".group-name", group.label);
      setText(place, ".group-sum :first-child", group.sum);
      setText(place, ".group-sum :last-child", group.shown);
      const lines = inOrder(one(place, "ol"), "line", idsOf(group.lines), all);
      for (const [nth, line] of group.lines.entries()) {
        if (!example) setAmount(lines[nth], line);
        this.#line(lines[nth], line);
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

/** @param {{id: string}[]} parts of an answer */
function idsOf(parts) {
  return parts.map(({ id }) => id);
}

/** Set the amount that other programs read; the example, and what is withheld, have none. */
function setAmount(/** @type {HTMLElement} */ place, /** @type {{min: string, max: string}} */ { min, max }) {
  if (place.dataset.min !== min || place.dataset.max !== max) Object.assign(place.dataset, { min, max });
}
