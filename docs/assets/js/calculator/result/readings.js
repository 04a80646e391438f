// Readings that would change the result, and those the reader took instead of the default.

import { all, fillShown, isNew, made, onClick, one, setText } from "../../dom.js";

const DEFAULT = "default";

export class Readings {
  /** @param {HTMLElement} root @param {import("../form.js").Form} form @param {import("../state.js").Machine} machine */
  constructor(root, form, machine) {
    this.root = root;
    this.form = form;
    this.machine = machine;
    onClick(root, "[data-take]", (button) => {
      this.#take(/** @type {HTMLElement} */ (button.closest("[data-reading]")).dataset);
    });
  }

  /** @param {{readings: any[]}} further as `further_page` has it @param {any[]} chosen as `page` has them */
  show(further, chosen) {
    const { readings } = further;
    one(this.root, "[data-readings]").hidden = readings.length === 0;
    fillShown(this.root, further);
    this.root.toggleAttribute("data-behind", false);
    for (const place of all(this.root, "[data-readings] [data-reading]")) {
      const { reading, alternative } = place.dataset;
      const change = readings.find((each) => each.reading === reading && each.alternative === alternative);
      place.hidden = !change;
      if (change) setText(place, ".reading-effect", change.effect);
    }
    const place = one(this.root, "[data-chosen]");
    const { waiting } = this.form;
    if (!isNew(place, [chosen, waiting])) return;
    place.replaceChildren(...chosen.map((each) => this.#chosen(each)));
    const unused = waiting.map((reading) => this.#question(reading)).join("、");
    if (unused) place.append(made("li", `这里没有的理解没有用（${unused}），按默认的算。`));
  }

  #question(/** @type {string} */ reading) {
    return this.root.querySelector(`[data-reading="${CSS.escape(reading)}"] .reading-question`)?.textContent ?? reading;
  }

  /** @param {{reading: string, label: string, clause: {name: string}}} taken */
  #chosen({ reading, label, clause }) {
    const item = made("li", `${label}（${clause.name}）`);
    Object.assign(item.dataset, { reading, alternative: DEFAULT });
    const button = made("button", "改回默认");
    button.setAttribute("type", "button");
    button.dataset.take = "";
    item.append(" ", button);
    return item;
  }

  #take(/** @type {DOMStringMap} */ { reading = "", alternative = "" }) {
    const { [reading]: _, ...others } = this.form.readings;
    this.form.readings = alternative === DEFAULT ? others : { ...others, [reading]: alternative };
    this.machine.send("take");
    // The pressed button may be hidden now: move the focus to the result.
    one(this.root, ".slip").focus({ preventScroll: true });
  }
}
