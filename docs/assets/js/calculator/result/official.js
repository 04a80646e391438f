// The official slip compared with the month: what differs, possible causes, and a sheet of facts to print.

import { inText, isNew, made, one, setFaults, setText, setTextOrHide } from "../../dom.js";

export class Official {
  #latest = 0;

  /**
   * @param {HTMLElement} root
   * @param {import("../form.js").Form} form
   * @param {import("../engine.js").Engine} engine
   */
  constructor(root, form, engine) {
    this.root = root;
    this.form = form;
    this.engine = engine;
    this.section = one(root, ".official");
    this.section.hidden = false;
    this.amounts = /** @type {HTMLFormElement} */ (one(this.section, "form"));
    this.amounts.addEventListener("submit", (event) => event.preventDefault());
    this.amounts.addEventListener("input", () => this.compare());
    one(this.section, "[data-print-facts]").addEventListener("click", () => {
      root.toggleAttribute("data-print-facts", true);
      print();
    });
    addEventListener("afterprint", () => root.removeAttribute("data-print-facts"));
  }

  /** Compare the typed amounts of the official slip with the form's month. */
  async compare() {
    const asked = ++this.#latest;
    const typed = [...new FormData(this.amounts)].filter(([, amount]) => String(amount).trim() !== "");
    const official = Object.fromEntries(typed);
    const place = one(this.section, "[data-compared]");
    if (typed.length === 0) {
      place.hidden = true;
      this.#faults([]);
      return;
    }
    const answer = await this.engine.ask("reconcile_page", { ...this.form.read(), official });
    if (asked !== this.#latest) return;
    // Without an answer the list would show another month.
    place.hidden = answer === null || Boolean(answer.errors);
    if (answer === null) return;
    this.#faults(answer.errors ?? []);
    if (!answer.errors) this.#show(answer);
  }

  /** @param {any} compared what `Calculator.reconcile_page` returns */
  #show(compared) {
    setText(this.section, "[data-verdict]", compared.verdict);
    setTextOrHide(this.section, "[data-unlisted]", compared.unlisted);
    const rows = [...compared.rows, ...compared.totals].filter(({ status }) => status !== "not_given");
    one(this.section, "[data-official-rows]").replaceChildren(...rows.map(row));
    one(this.section, "[data-facts]").hidden = compared.facts.length === 0;
    const facts = compared.facts.map((/** @type {string} */ fact) => made("li", fact));
    one(this.section, "[data-fact-list]").replaceChildren(...facts);
  }

  /** @param {{field: string, message: string}[]} errors */
  #faults(errors) {
    if (isNew(this.amounts, errors)) setFaults(this.amounts.querySelectorAll("[data-field]"), errors);
  }
}

/** @param {any} compared one line or total */
function row(compared) {
  const item = made("li", "");
  item.dataset.official = compared.id;
  item.dataset.status = compared.status;
  const head = made("p", "", "official-head");
  head.append(made("span", compared.label, "official-label"), made("span", compared.status_label, "official-status"));
  item.append(head);
  const apart = compared.status === "differs" ? `，相差 ${compared.difference}` : "";
  const said = made("p", `按条文 ${compared.ours}，发放表 ${compared.official}${apart}`);
  if (compared.clause) {
    const clause = made("a", compared.clause.name, "clause");
    clause.setAttribute("href", inText(compared.clause.anchor));
    said.append("（", clause, "）");
  }
  item.append(said);
  for (const cause of compared.causes) item.append(made("p", cause, "official-cause"));
  return item;
}
