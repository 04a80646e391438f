// Walks paths of events through the page's own machine of states, with a form and a store of its own.
// Takes {"module", "paths": [[[event, given], …], …]} as JSON; writes what was seen before and after every event.

import { readFileSync } from "node:fs";

const { module, paths } = JSON.parse(readFileSync(0, "utf-8"));
const { Machine } = await import(`${module}/state.js`);
const { TABLE } = await import(`${module}/states.js`);
const TODAY = "2026-11";
const copied = (what) => JSON.parse(JSON.stringify(what));

/** A page: a form with one count and a note, a store, and the machine between them. */
class Page {
  constructor(store) {
    this.store = store;
    this.form = { month: TODAY, content: this.blank() };
    this.shown = null;
    this.machine = new Machine(
      {
        read: () => ({ ...copied(this.form), blank: this.isBlank(this.form.content) }),
        write: (month, content) => (this.form = { month, content: copied(content ?? this.blank()) }),
        save: ({ month, draft }) => this.save(month, "drafts", draft && copied(draft)),
      },
      TODAY,
    );
    this.machine.onChange(() => this.show());
    this.show();
  }

  blank() {
    return { form: { count: "" }, note: "" };
  }

  isBlank(content) {
    return JSON.stringify(content) === JSON.stringify(this.blank());
  }

  save(month, part, what) {
    if (what) this.store[part][month] = what;
    else delete this.store[part][month];
  }

  /** The figure that calculator.js would compute now; the engine refuses a form without a month. */
  show() {
    const figure = this.form.month === "" ? "none" : this.machine.figure;
    this.shown = { figure, of: figure === "form" ? copied(this.form.content) : null };
  }

  stored() {
    const kept = Object.values(this.store.kept);
    return { kept: copied(kept), drafts: Object.entries(this.store.drafts).map(([month, content]) => ({ month, content: copied(content) })) };
  }

  /** Change months in the store and then in the machine, as months.js does; the reader may do something meanwhile. */
  change(event, changes, meanwhile) {
    const before = changes.map(({ month }) => copied(this.store.kept[month] ?? null));
    for (const { month, draft, ...rest } of changes) {
      if ("kept" in rest) this.save(month, "kept", rest.kept && copied(rest.kept));
      this.save(month, "drafts", draft && copied(draft));
    }
    if (meanwhile) this.act(...meanwhile);
    this.machine.send(event, { changes, former: this.machine.former(changes, before) });
  }

  keep(meanwhile) {
    // The page keeps what it shows as a figure, and nothing else.
    this.machine.send("end");
    const { machine, form } = this;
    if (this.shown.figure !== "form") return;
    const [{ month }, content] = [form, copied(form.content)];
    const kept = { month, revision: ++revisions, row: { month }, content };
    const event = machine.received === "link" ? "claim" : "keep";
    this.change(event, [machine.keeping(kept, event)], meanwhile);
  }

  /** The month that was chosen or typed, as calculator.js hears of it. */
  choose(month) {
    const { machine } = this;
    this.form.month = month;
    if (month && (machine.received || month !== machine.month)) machine.send("choose", month);
    else if (month && !this.isBlank(this.form.content)) machine.send("type");
    else this.show();
  }

  fill(name, value) {
    this.form.content = { ...this.form.content, form: { ...this.form.content.form, [name]: value } };
  }

  act(event, given) {
    const { machine, form } = this;
    const months = [...new Set([...machine.kept.keys(), ...machine.drafts.keys()])];
    if (event === "type") {
      this.fill("count", given);
      machine.send("type");
    } else if (event === "take") {
      this.fill("reading", given);
      machine.send("take");
    } else if (event === "choose") this.choose(given);
    else if (event === "try") {
      // Causes are offered beside a figure.
      if (this.shown.figure === "form") machine.send("try", given);
    } else if (event === "keep") this.keep(given);
    else if (event === "erase") {
      const erased = months.filter((month) => given === "all" || month === machine.month);
      if (erased.length) this.change("erase", erased.map((month) => ({ month, kept: null, draft: null })));
    } else if (event === "import") {
      const kept = { month: given, revision: ++revisions, row: { month: given }, content: { form: { count: "7" }, note: "file" } };
      this.change("import", [{ month: given, kept, draft: null }]);
    } else if (event === "undo" || event === "redo") {
      const changes = machine[event === "undo" ? "past" : "undone"].at(-1);
      if (changes) this.change(event, changes);
    } else if (event === "other tab") {
      this.save(given, "kept", { month: given, revision: ++revisions, row: { month: given }, content: { form: { count: "9" }, note: "" } });
      this.save(given, "drafts", null);
      machine.send("others", this.stored());
    } else if (event === "other erases") {
      this.store = Object.assign(this.store, { kept: {}, drafts: {} });
      machine.send("others", this.stored());
    } else if (event === "other draft") {
      this.save(given, "drafts", { form: { count: "8" }, note: "" });
      machine.send("others", this.stored());
    } else if (event === "begin") {
      machine.send("begin", { ...this.stored(), last: given });
    } else machine.send(event, given ?? undefined);
  }
}

let revisions = 0;
const seen = (page) => ({
  at: page.machine.at,
  month: page.machine.month,
  form: copied(page.form),
  shown: copied(page.shown),
  kept: copied(page.store.kept),
  stored: copied(page.store.drafts),
  drafts: Object.fromEntries(copied([...page.machine.drafts])),
  past: copied(page.machine.past),
  undone: copied(page.machine.undone),
});
const walked = paths.map((path) => {
  let page = new Page({ kept: {}, drafts: {} });
  return path.map(([event, given]) => {
    const before = seen(page);
    if (event === "reload") {
      // Another page of the same store, which may have a link in its address.
      const { month } = page.machine;
      page = new Page(page.store);
      if (given) page.act("open", given);
      page.act("begin", month);
    } else page.act(event, given);
    return { event, given, before, after: seen(page) };
  });
});
process.stdout.write(JSON.stringify({ table: TABLE, walked }));
