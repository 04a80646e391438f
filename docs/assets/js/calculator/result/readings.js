// Readings that would change the result, and those the reader took instead of the default.

import { fillShown, isNew, made, one, setText } from "../../dom.js";

const DEFAULT = "default";

export class Readings {
  /** @param {HTMLElement} root @param {import("../form.js").Form} form @param {import("../state.js").Machine} machine */
  constructor(root, form, machine) {
    this.root = root;
    this.form = form;
    this.machine = machine;
    root.addEventListener("click", (event) => {
      const button = /** @type {HTMLElement} */ (event.target).closest("[data-take]");
      const place = /** @type {HTMLElement | null} */ (button?.closest("[data-reading]"));
      if (place) this.#take(place.dataset.reading ?? "", place.dataset.alternative ?? "");
    });
  }

  /**
   * @param {any} further what `Calculator.further_page` returns
   * @param {any[]} chosen the readings taken, of what `Calculator.page` returns
   */
  show(further, chosen) {
    const { readings } = further;
    one(this.root, "[data-readings]").hidden = readings.length === 0;
    fillShown(this.root, further);
    this.root.toggleAttribute("data-behind", false);
    for (const item of this.root.querySelectorAll("[data-readings] [data-reading]")) {
      const place = /** @type {HTMLElement} */ (item);
      const { reading, alternative } = place.dataset;
      const change = readings.find(
        (/** @type {any} */ each) => each.reading === reading && each.alternative === alternative,
      );
      place.hidden = !change;
      if (change) setText(place, ".reading-effect", change.effect);
    }
    const place = one(this.root, "[data-chosen]");
    const { waiting } = this.form;
    if (!isNew(place, [chosen, waiting])) return;
    place.replaceChildren(...chosen.map((/** @type {any} */ each) => this.#chosen(each)));
    const unused = waiting.map((reading) => this.#question(reading)).join("、");
    if (unused) place.append(made("li", `这里没有的理解没有用（${unused}），按默认的算。`));
  }

  #question(/** @type {string} */ reading) {
    return this.root.querySelector(`[data-reading="${CSS.escape(reading)}"] .reading-question`)?.textContent ?? reading;
  }

  /** @param {{reading: string, label: string, clause: {name: string}}} taken */
  #chosen({ reading, label, clause }) {
    const item = made("li", `${label}（${clause.name}）`);
    item.dataset.reading = reading;
    item.dataset.alternative = DEFAULT;
    const button = made("button", "改回默认");
    button.setAttribute("type", "button");
    button.dataset.take = "";
    item.append(" ", button);
    return item;
  }

  #take(/** @type {string} */ reading, /** @type {string} */ alternative) {
    const { [reading]: _, ...others } = this.form.readings;
    this.form.readings = alternative === DEFAULT ? others : { ...others, [reading]: alternative };
    this.machine.send("take");
    // The pressed button may be hidden now: move the focus to the result.
    one(this.root, ".slip").focus({ preventScroll: true });
  }
}
