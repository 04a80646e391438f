// The official slip compared with the month: likely causes that the reader can try, each line, and a sheet to print.

import { inText, isNew, made, onClick, one, setFaults, setItems, setText, setTextOrHide } from "../../dom.js";

export class Official {
  #latest = 0;
  #month = "";
  /** @type {any[]} the causes shown */
  #causes = [];

  /**
   * @param {HTMLElement} root @param {import("../form.js").Form} form
   * @param {import("../engine.js").Engine} engine @param {import("../state.js").Machine} machine
   * @param {import("../views.js").Views} views
   */
  constructor(root, form, engine, machine, views) {
    this.root = root;
    this.form = form;
    this.engine = engine;
    this.machine = machine;
    this.section = one(root, ".official");
    this.amounts = /** @type {HTMLFormElement} */ (one(this.section, "form"));
    this.amounts.addEventListener("submit", (event) => event.preventDefault());
    // The boxes of the lines stand outside the form's element.
    this.section.addEventListener("input", () => this.compare());
    onClick(one(this.section, "[data-causes]"), "button", (button) => {
      this.#try(this.#causes[Number(button.getAttribute("value"))]);
    });
    one(this.section, "[data-untry]").addEventListener("click", () => {
      machine.send("end");
      // The pressed button is hidden now.
      one(this.section, "[data-paid]").focus();
    });
    machine.onChange(() => (one(this.section, "[data-tried]").hidden = machine.at !== "trial"));
    // A trial ends where the reader leaves this view.
    views.onShow(() => machine.send("end"));
    one(this.section, "[data-print-facts]").addEventListener("click", () => this.#print());
    addEventListener("afterprint", () => root.removeAttribute("data-print-facts"));
  }

  /** Compare the typed amounts of the official slip with the form's month. */
  async compare() {
    const asked = ++this.#latest;
    const form = this.form.read();
    // An official amount is of one month.
    if (this.#month && form.month !== this.#month) this.amounts.reset();
    this.#month = String(form.month);
    const typed = [...new FormData(this.amounts)].filter(([, amount]) => String(amount).trim() !== "");
    const request = { ...form, official: Object.fromEntries(typed) };
    const answer = typed.length ? await this.engine.ask("reconcile_page", request) : { errors: [] };
    if (asked !== this.#latest) return;
    // Without an answer, the faults that were found before stay.
    const errors = answer?.errors ?? [];
    const fields = this.section.querySelectorAll("[data-field]");
    if (answer && isNew(this.amounts, errors)) setFaults(fields, errors);
    // Without an answer the section would show another month.
    this.#show(answer?.errors ? null : answer);
  }

  /** @param {any} compared what `Calculator.reconcile_page` returns; null where nothing is compared */
  #show(compared) {
    one(this.section, "[data-compared]").hidden = !compared?.paid;
    one(this.section, "[data-facts]").hidden = !compared;
    const rows = [...(compared?.rows ?? []), ...(compared?.totals ?? [])].filter(({ status }) => status !== "not_given");
    one(this.section, "[data-each-line]").hidden = rows.every(({ id }) => id === "payable");
    if (!compared) return;
    if (compared.paid) {
      this.#causes = compared.paid.causes;
      setText(this.section, "[data-paid]", compared.paid.said);
      one(this.section, ".official-order").hidden = this.#causes.length < 2;
      const list = one(this.section, "[data-causes]");
      if (isNew(list, this.#causes)) list.replaceChildren(...this.#causes.map(cause));
    }
    setText(this.section, "[data-verdict]", compared.verdict);
    setTextOrHide(this.section, "[data-unlisted]", compared.unlisted);
    one(this.section, "[data-official-rows]").replaceChildren(...rows.map(row));
    const { recorded, lines, asked, decided } = compared.sheet;
    setItems(one(this.section, "[data-sheet-recorded]"), recorded);
    setItems(one(this.section, "[data-sheet-asked]"), asked);
    setText(this.section, "[data-sheet-decided]", decided);
    const line = (/** @type {string[]} */ cells) => made("tr", cells.map((text) => made("td", text)));
    one(this.section, "[data-sheet-lines]").replaceChildren(...lines.map(line));
  }

  /** Fill in what a cause assumes. @param {{title: string, try: Record<string, unknown>}} cause */
  #try({ title, try: fields }) {
    this.machine.send("try", fields);
    setText(this.section, "[data-tried] span", `现在按「${title}」算。`);
    one(this.section, "[data-untry]").focus();
  }

  #print() {
    const fold = /** @type {HTMLDetailsElement} */ (one(this.section, ".facts details"));
    const { open } = fold;
    addEventListener("afterprint", () => (fold.open = open), { once: true });
    fold.open = true;
    this.root.toggleAttribute("data-print-facts", true);
    print();
  }
}

/** @param {any} likely one cause @param {number} at its place */
function cause(likely, at) {
  const item = point(likely.title, likely.amount, likely.text, likely.clauses);
  if (Object.keys(likely.try).length) {
    const button = item.appendChild(made("button", "按这个算一遍"));
    button.setAttribute("type", "button");
    button.setAttribute("value", String(at));
    button.setAttribute("aria-label", `按这个算一遍：${likely.title}`);
  }
  return item;
}

/** @param {any} each one line or total */
function row({ id, label, ours, official, difference, status, status_label: mark, causes, clause }) {
  const apart = status === "differs" ? `，相差 ${difference}` : "";
  const item = point(label, mark, `按条文 ${ours}，发放表 ${official}${apart}`, clause ? [clause] : []);
  item.dataset.official = id;
  item.dataset.status = status;
  item.append(...causes.map((/** @type {string} */ each) => made("p", each, "official-cause")));
  return item;
}

/**
 * @param {string} label @param {string} mark beside it
 * @param {string} text @param {{name: string, anchor: string}[]} clauses linked behind it
 */
function point(label, mark, text, clauses) {
  const head = [made("span", label, "official-label"), made("span", mark, "official-status")];
  const said = made("p", text);
  for (const { name, anchor } of clauses) {
    const link = made("a", name, "clause");
    link.setAttribute("href", inText(anchor));
    said.append("（", link, "）");
  }
  return made("li", label ? [made("p", head, "official-head"), said] : [said]);
}
