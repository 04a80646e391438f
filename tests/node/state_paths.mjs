// Walks paths of events through the page's own machine of states, with a form and a store of its own.
// Takes {"module", "paths": [[[event, given], …], …]} as JSON; writes what was seen before and after every event.

import { readFileSync } from "node:fs";

const { module, paths } = JSON.parse(readFileSync(0, "utf-8"));
const { Machine, TABLE } = await import(module);
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

  /** The figure that calculator.js would compute now. */
  show() {
    const { figure } = this.machine;
    this.shown = { figure, of: figure === "form" ? copied(this.form.content) : null };
  }

  stored() {
    const kept = Object.values(this.store.kept);
    return { kept: copied(kept), drafts: Object.entries(this.store.drafts).map(([month, content]) => ({ month, content: copied(content) })) };
  }

  /** Change months in the store and then in the machine, as months.js does. */
  change(event, changes, former) {
    const before = changes.map(({ month }) => copied(this.store.kept[month] ?? null));
    const undoing = former ? this.machine.former(changes, before) : undefined;
    for (const { month, draft, ...rest } of changes) {
      if ("kept" in rest) this.save(month, "kept", rest.kept);
      this.save(month, "drafts", draft);
    }
    this.machine.send(event, { changes: copied(changes), former: undoing });
  }

  keep(month, content) {
    const kept = { month, revision: ++revisions, row: { month }, content };
    this.change("keep", [{ month, kept, draft: null }], true);
  }

  act(event, given) {
    const { machine, form } = this;
    const months = [...new Set([...machine.kept.keys(), ...machine.drafts.keys()])];
    if (event === "type") {
      form.content = { form: { count: given }, note: form.content.note };
      machine.send("type");
    } else if (event === "keep") {
      // The page keeps what it shows as the reader's own, and nothing else.
      if (machine.isOwn) this.keep(machine.month, copied(form.content));
    } else if (event === "erase") {
      const erased = months.filter((month) => given === "all" || month === machine.month);
      if (erased.length) this.change("erase", erased.map((month) => ({ month, kept: null, draft: null })), true);
    } else if (event === "import") {
      const kept = { month: given, revision: ++revisions, row: { month: given }, content: { form: { count: "7" }, note: "file" } };
      this.change("import", [{ month: given, kept, draft: null }], true);
    } else if (event === "undo") {
      if (machine.undoable) this.change("undo", machine.undoable, true);
    } else if (event === "other tab") {
      this.save(given, "kept", { month: given, revision: ++revisions, row: { month: given }, content: { form: { count: "9" }, note: "" } });
      this.save(given, "drafts", null);
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
  undoable: copied(page.machine.undoable),
});
const walked = paths.map((path) => {
  let page = new Page({ kept: {}, drafts: {} });
  return path.map(([event, given]) => {
    const before = seen(page);
    if (event === "reload") {
      // Another page of the same store.
      const { month } = page.machine;
      page = new Page(page.store);
      page.act("begin", month);
    } else page.act(event, given);
    return { event, given, before, after: seen(page) };
  });
});
process.stdout.write(JSON.stringify({ table: TABLE, walked }));
