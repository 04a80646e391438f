// The statement and the grounds: every node is already in the page; only text and visibility change.

// A screen reader hears the result once typing has paused, not at every key.
const PAUSE_MS = 800;

export class Slip {
  #timer = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.figures = this.#one(".slip-figures");
    this.bar = this.#one(".slip-bar");
    // The bar stands in for the slip only while that is out of sight.
    new IntersectionObserver(([seen]) => this.bar.toggleAttribute("data-away", seen.isIntersecting)).observe(
      this.#one("[data-total='payable']"),
    );
    const zeros = this.#one("[data-zeros]");
    zeros.addEventListener("click", () => {
      const open = zeros.getAttribute("aria-expanded") !== "true";
      zeros.setAttribute("aria-expanded", String(open));
      this.#one(".lines").toggleAttribute("data-show-zeros", open);
    });
  }

  /** @param {any} result what `Calculator.page` returns */
  show(result) {
    this.#withheld(false);
    for (const place of this.root.querySelectorAll("[data-shown]")) {
      place.textContent = result[/** @type {HTMLElement} */ (place).dataset.shown ?? ""];
    }
    for (const total of result.totals) {
      const place = this.#amount(`[data-total="${total.id}"]`, total);
      place.toggleAttribute("data-quiet", total.quiet);
      this.#text("dd", total.shown, place);
    }
    for (const line of result.lines) this.#line(line);
    this.#text("[data-zero-count]", result.lines.filter((/** @type {any} */ line) => line.zero).length);
    this.#cautions(result.cautions);
    this.#readings(result.readings);
    for (const ground of result.grounds) this.#ground(ground);
    this.#announce(result.summary);
  }

  /** Take the figures away while what is typed cannot be computed. */
  withhold() {
    this.#withheld(true);
    this.#announce(this.#one(".slip-withheld").textContent ?? "");
  }

  /** @param {boolean} withheld */
  #withheld(withheld) {
    for (const place of [this.figures, this.bar, this.#one(".grounds")]) place.hidden = withheld;
    this.#one(".slip-withheld").hidden = !withheld;
    this.#one("[data-example]").hidden = true; // either way it is the reader's own month now
  }

  /** @param {any} line */
  #line(line) {
    const place = this.#amount(`[data-line="${line.id}"]`, line);
    place.toggleAttribute("data-zero", line.zero);
    this.#text(".line-amount", line.shown, place);
    this.#text(".line-working", line.working, place);
    this.#text(".line-paid", line.paid, place);
  }

  /** @param {any[]} changes */
  #readings(changes) {
    this.#one("[data-readings]").hidden = changes.length === 0;
    for (const place of this.root.querySelectorAll("[data-reading]")) {
      const { reading, alternative } = /** @type {HTMLElement} */ (place).dataset;
      const change = changes.find((each) => each.reading === reading && each.alternative === alternative);
      /** @type {HTMLElement} */ (place).hidden = !change;
      if (change) this.#text(".reading-effect", change.effect, place);
    }
  }

  /** @param {any} ground */
  #ground(ground) {
    const place = this.#one(`[data-ground="${ground.id}"]`);
    place.dataset.status = ground.status;
    this.#text(".ground-status", ground.status_label, place);
    this.#text(".ground-reason", ground.reason, place);
    const settles = this.#text(".ground-settles", ground.settles, place);
    settles.hidden = ground.settles === "";
  }

  /** @param {string[]} cautions */
  #cautions(cautions) {
    const items = cautions.map((caution) => {
      const item = document.createElement("li");
      item.textContent = caution;
      return item;
    });
    this.#one("[data-cautions]").replaceChildren(...items);
  }

  /** @param {string} summary */
  #announce(summary) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#text("[data-announce]", summary), PAUSE_MS);
  }

  /**
   * @param {string} selector
   * @param {{min: string, max: string}} amount
   */
  #amount(selector, amount) {
    const place = this.#one(selector);
    place.dataset.min = amount.min;
    place.dataset.max = amount.max;
    return place;
  }

  /**
   * @param {string} selector
   * @param {string | number} text
   * @param {Element} within
   */
  #text(selector, text, within = this.root) {
    const place = this.#one(selector, within);
    place.textContent = String(text);
    return place;
  }

  /**
   * @param {string} selector
   * @param {Element} within
   */
  #one(selector, within = this.root) {
    return /** @type {HTMLElement} */ (within.querySelector(selector));
  }
}
