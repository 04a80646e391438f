// What one more or one fewer changes, the worker's place on the chart, and the counts that a sum needs.

import { inText, isNew, one, setItems, setText } from "../../dom.js";

export class More {
  constructor(/** @type {HTMLElement} */ root) {
    this.section = one(root, ".more");
  }

  /** @param {{steps: any[], chart: any, needed: any}} further what `Calculator.further_page` returns */
  show({ steps, chart, needed }) {
    setItems(one(this.section, "[data-steps]"), steps.map(({ sentence }) => sentence));
    this.#draw(chart);
    one(this.section, "[data-needed]").hidden = needed === null;
    if (needed === null) return;
    setText(this.section, "[data-needed-summary]", needed.summary);
    const sentences = [...needed.rows.map((/** @type {any} */ row) => row.sentence), needed.together, needed.cannot];
    setItems(one(this.section, "[data-needed-rows]"), sentences.filter(Boolean));
    setText(this.section, "[data-needed-caution]", needed.caution.text);
    const clause = setText(this.section, "[data-needed-clause]", needed.caution.clause.name);
    clause.setAttribute("href", inText(needed.caution.clause.anchor));
  }

  /** @param {any} chart coordinates computed by the engine */
  #draw(chart) {
    const figure = one(this.section, "[data-chart]");
    figure.hidden = false;
    setText(figure, "[data-chart-says]", chart.says);
    const own = one(figure, "[data-chart-own]");
    own.toggleAttribute("hidden", chart.own === null);
    own.setAttribute("cx", chart.own?.x ?? 0);
    own.setAttribute("cy", chart.own?.y ?? 0);
    const { says, own: _, ...lines } = chart;
    // Another count on the same lines only moves the worker's own mark.
    if (isNew(figure, lines)) this.#drawLines(one(figure, "svg"), lines);
  }

  /** @param {HTMLElement} picture @param {any} lines of the chart, and its ticks */
  #drawLines(picture, lines) {
    setText(picture, "[data-chart-name]", lines.name);
    for (const name of ["payable", "most", "total"]) one(picture, `[data-chart-${name}]`).setAttribute("d", lines[name]);
    const { left, right, top, bottom } = picture.dataset;
    const drawn = (/** @type {string} */ name, /** @type {Record<string, unknown>} */ places, text = "") => {
      const part = document.createElementNS(picture.namespaceURI, name);
      for (const [key, value] of Object.entries(places)) part.setAttribute(key, String(value));
      part.textContent = text;
      return part;
    };
    const across = lines.across.flatMap((/** @type {any} */ { at, text }) => [
      drawn("line", { class: "steps-grid", x1: at, x2: at, y1: top, y2: bottom }),
      drawn("text", { class: "steps-count", x: at, y: Number(bottom) + 18 }, text),
    ]);
    const up = lines.up.flatMap((/** @type {any} */ { at, text }) => [
      drawn("line", { class: "steps-grid", x1: left, x2: right, y1: at, y2: at }),
      drawn("text", { class: "steps-amount", x: Number(left) - 6, y: at + 4 }, text),
    ]);
    one(picture, "[data-chart-ticks]").replaceChildren(...across, ...up);
  }
}
