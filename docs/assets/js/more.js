// What one more or one fewer would do, the worker's own place on the chart, and how many for a sum.

import { made, one, setText } from "./places.js";

const SVG = "http://www.w3.org/2000/svg";

export class More {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.section = one(root, ".more");
    this.section.hidden = false;
  }

  /** @param {any} result what `Calculator.page` returns */
  show({ steps, chart, needed }) {
    const sentences = steps.map((/** @type {any} */ step) => made("li", `${step.label}：${step.sentence}`));
    one(this.section, "[data-steps]").replaceChildren(...sentences);
    this.#chart(chart);
    one(this.section, "[data-needed]").hidden = needed === null;
    if (needed === null) return;
    setText(this.section, "[data-needed-summary]", needed.summary);
    const rows = needed.rows.map((/** @type {string} */ row) => made("li", row));
    one(this.section, "[data-needed-rows]").replaceChildren(...rows);
    setText(this.section, "[data-needed-caution]", needed.caution.text);
    const clause = setText(this.section, "[data-needed-clause]", needed.caution.clause.name);
    clause.setAttribute("href", `../text/#${needed.caution.clause.anchor}`);
  }

  /** @param {any} chart paths and places as the engine drew them */
  #chart(chart) {
    const figure = one(this.section, "[data-chart]");
    figure.hidden = chart === null;
    if (chart === null) return;
    setText(figure, "[data-chart-says]", chart.says);
    one(figure, ".chart-total").setAttribute("d", chart.total);
    one(figure, ".chart-payable").setAttribute("d", chart.payable);
    one(figure, ".chart-most").setAttribute("d", chart.most);
    const own = one(figure, ".chart-own");
    own.toggleAttribute("hidden", chart.own === null);
    own.setAttribute("cx", chart.own?.x ?? "0");
    own.setAttribute("cy", chart.own?.y ?? "0");
    one(figure, ".chart-grid").replaceChildren(
      ...chart.across.map((/** @type {any} */ tick) => mark(tick, "across")),
      ...chart.up.map((/** @type {any} */ tick) => mark(tick, "up")),
    );
  }
}

/**
 * @param {{x: string, y: string, text: string}} tick
 * @param {string} way
 */
function mark({ x, y, text }, way) {
  const place = document.createElementNS(SVG, "text");
  place.setAttribute("x", x);
  place.setAttribute("y", y);
  place.setAttribute("class", `chart-${way}`);
  place.textContent = text;
  return place;
}
