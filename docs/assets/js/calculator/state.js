// What stands in the form, and whose it is: a machine without document, engine or store.

import { TABLE } from "./states.js";

/** @typedef {import("./states.js").At} At */
/**
 * @typedef {{form: Record<string, unknown>, note: string}} Content what is filled in for a month
 * @typedef {{month: string, before: Content, tried: Content}} Trial the form's month before and while a cause is tried
 * @typedef {{month: string, revision: number, row: import("./months/store.js").Row, content?: Content}} Kept
 *   a month that the reader has kept; without `content` the engine has not read its row yet
 * @typedef {{month: string, kept?: Kept | null, draft: Content | null}} Change
 *   what becomes of a month: null removes, and without `kept` the kept month stays
 * @typedef {{month: string, content: Content, blank: boolean}} Read
 *   what stands in the form; `month` is empty where it cannot be read, `blank` means that nothing is filled in
 * @typedef {{read: () => Read, write: (month: string, content: Content | null) => void,
 *   save: (change: Change, quiet: boolean) => void}} Desk the form, and where a draft is saved
 */

export class Machine {
  /** The reader's month; that of a link is in the form alone. */
  month;
  kept = /** @type {Map<string, Kept>} */ (new Map());
  drafts = /** @type {Map<string, Content>} */ (new Map());
  /** What the changes of this visit replaced, newest last. @type {Change[][]} */
  past = [];
  /** What the undone changes had made of their months, newest last. @type {Change[][]} */
  undone = [];
  /** The link that is shown; its month stays in the form. @type {import("./states.js").Received | null} */
  received = null;
  #trial = /** @type {Trial | null} */ (null);
  #begun = false;
  /** The month whose draft was typed on this page; any other draft may be another page's. */
  #typed = "";
  #listeners = /** @type {((before: At, event: string, written: boolean) => void)[]} */ ([]);
  #written = false;

  /** @param {Desk} desk @param {string} month to begin with */
  constructor(desk, month) {
    this.desk = desk;
    this.month = month;
  }

  /** @returns {At} */
  get at() {
    if (this.#trial) return "trial";
    if (this.received) return this.received;
    const drafted = this.drafts.has(this.month);
    if (this.kept.has(this.month)) return drafted ? "changed" : "kept";
    if (drafted) return "draft";
    return this.#begun ? "empty" : "example";
  }

  /** Whose figure the page shows; none where the engine has not read the kept month yet. */
  get figure() {
    return this.at === "kept" && !this.kept.get(this.month)?.content ? "none" : TABLE[this.at].figure;
  }

  /** Whether the form holds the reader's own filled-in month. */
  get isOwn() {
    return this.figure === "form" && this.at !== "trial" && !this.received;
  }

  /** @param {(before: At, event: string, written: boolean) => void} listener also hears whether the form was written */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** @param {string} event @param {any} [given] what the event's action takes */
  send(event, given) {
    const before = this.at;
    if (!(event in TABLE[before].on)) return;
    this.#written = false;
    this.#act(event, given);
    for (const listener of this.#listeners) listener(before, event, this.#written);
  }

  #act(/** @type {string} */ event, /** @type {any} */ given) {
    const [act] = TABLE[this.at].on[event] ?? [];
    if (act) this.#acts[act](given, event);
  }

  /** What undoes changes. @param {Change[]} changes @param {(Kept | null)[]} [kept] as the store had it */
  former(changes, kept = []) {
    return changes.map(({ month, ...change }, at) => ({
      month,
      ...("kept" in change && { kept: kept[at] }),
      draft: this.drafts.get(month) ?? null,
    }));
  }

  /** What becomes of a month that is kept: a draft that is not the same stays, but not beside a link. @param {Kept} kept */
  keeping(kept, event = "keep") {
    const draft = event === "claim" ? null : this.drafts.get(kept.month);
    return { month: kept.month, kept, draft: draft && !same(draft, kept.content) ? draft : null };
  }

  /** @type {Record<string, (given?: any, event?: any) => void>} */
  #acts = {
    draft: () => {
      const { month, content, blank } = this.desk.read();
      if (month === "") return; // counts without a month are no month's
      const kept = this.kept.get(this.month);
      const filled = (kept ? same(content, kept.content) : blank) ? null : content;
      this.received = null;
      [this.#begun, this.#typed] = [true, this.month];
      this.#put({ month: this.month, draft: filled });
      this.desk.save({ month: this.month, draft: filled }, false);
    },
    turn: (month = this.month) => {
      this.received = null;
      if (month !== this.month) this.#typed = "";
      this.month = month;
      this.#write();
    },
    pass: ({ ended, begun }) => {
      if (this.month !== ended || this.kept.has(ended) || this.drafts.has(ended)) return;
      this.month = begun;
      if (!this.#isSent) this.#write();
    },
    begin: ({ last, ...stored }) => {
      this.#take(stored);
      const months = [...this.kept.keys(), ...this.drafts.keys()].sort();
      if (months.length === 0) return;
      this.month = months.includes(last) ? last : months[months.length - 1];
      if (!this.#isSent) this.#write();
    },
    look: (stored) => {
      this.#take(stored);
      this.#refresh();
    },
    // What was typed since the store was asked stays.
    keep: ({ changes: [{ kept }], former }) => this.#acts.apply({ changes: [this.keeping(kept)], former }),
    claim: (given) => {
      this.received = null;
      this.month = given.changes[0].month;
      this.#acts.apply(given);
    },
    apply: ({ changes, former }) => {
      for (const change of changes) this.#put(change);
      if (former) this.#remember(former);
      this.#refresh();
    },
    undo: (given) => this.#step(this.past, this.undone, given),
    redo: (given) => this.#step(this.undone, this.past, given),
    receive: ({ kind, month, content }) => {
      const sent = this.#isSent;
      this.received = kind;
      if (kind !== "broken") this.#write(month, content);
      else if (sent) this.#write();
    },
    accept: () => {
      const { month, content } = this.desk.read();
      if (month === "") return;
      if (this.kept.has(month) || this.drafts.has(month)) this.#remember(this.former([{ month, draft: content }]));
      this.month = month;
      this.#acts.draft();
    },
    try: (fields) => {
      const { month, content } = this.desk.read();
      const begun = this.#trial ?? { month, before: content };
      this.desk.write(begun.month, { ...content, form: { ...content.form, ...fields } });
      this.#trial = { ...begun, tried: this.desk.read().content };
    },
    again: (given, event) => {
      const { month, before, tried } = /** @type {Trial} */ (this.#trial);
      const { form, note } = this.desk.read().content;
      // What was typed since the trial belongs to the month as it was before.
      const typed = Object.entries(form).filter(([name, value]) => !same(value, tried.form[name]));
      this.#trial = null;
      this.desk.write(month, { form: { ...before.form, ...Object.fromEntries(typed) }, note });
      this.#act(event, given);
    },
    wait: () => {},
  };

  /** @param {{kept: Kept[], drafts: {month: string, content: Content}[]}} stored now, perhaps by another page */
  #take({ kept, drafts }) {
    const known = this.kept;
    const typed = this.#typed === this.month ? this.drafts.get(this.month) : undefined;
    if (!typed) this.#typed = "";
    [this.kept, this.drafts] = [new Map(), new Map()];
    for (const each of kept) {
      const mine = known.get(each.month);
      // The content of the one known has the form's spelling already.
      this.#put({ month: each.month, kept: mine?.revision === each.revision ? mine : each, draft: null });
    }
    for (const { month, content } of drafts) this.#put({ month, draft: content });
    if (!typed || same(typed, this.kept.get(this.month)?.content)) return;
    // What is typed here stays. A draft that another page has erased is saved again, and that page is not told of it.
    if (!this.drafts.has(this.month)) this.desk.save({ month: this.month, draft: typed }, true);
    this.#put({ month: this.month, draft: typed });
  }

  #put(/** @type {Change} */ { month, draft, ...rest }) {
    if (draft || rest.kept) this.#begun = true;
    if (draft) this.drafts.set(month, draft);
    else this.drafts.delete(month);
    if (rest.kept) this.kept.set(month, rest.kept);
    else if ("kept" in rest) this.kept.delete(month);
  }

  /** Whether the form holds a link's month and not the reader's. */
  get #isSent() {
    return this.received === "link" || this.received === "old";
  }

  #remember(/** @type {Change[]} */ former) {
    this.past.push(former);
    this.undone = [];
  }

  /** @param {Change[][]} from @param {Change[][]} to @param {{changes: Change[], former: Change[]}} given the last of `from` */
  #step(from, to, { changes, former }) {
    from.splice(from.indexOf(changes), 1);
    to.push(former);
    this.#acts.apply({ changes });
  }

  get #own() {
    return this.drafts.get(this.month) ?? this.kept.get(this.month)?.content ?? null;
  }

  /** Fill the form again where it does not hold what the reader has of the month. */
  #refresh() {
    if (this.#isSent) return;
    const { content, blank } = this.desk.read();
    if (this.#own ? !same(content, this.#own) : !blank) this.#write();
  }

  #write(month = this.month, content = this.#own) {
    this.desk.write(month, content);
    this.#written = true;
    // The form's own spelling, to tell later whether something was changed.
    const { content: spelled } = this.desk.read();
    const kept = this.kept.get(month);
    if (content && content === this.drafts.get(month)) this.drafts.set(month, spelled);
    if (content && content === kept?.content) kept.content = spelled;
  }
}

export function same(/** @type {unknown} */ one, /** @type {unknown} */ other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
