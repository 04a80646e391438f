// What stands in the form, and whose it is: a machine without document, engine or store.

/**
 * @typedef {{form: Record<string, unknown>, note: string}} Content what is filled in for a month
 * @typedef {{month: string, revision: number, row: import("./months/store.js").Row, content?: Content}} Kept
 *   a month that the reader has kept; without `content` the engine has not read its row yet
 * @typedef {{month: string, kept?: Kept | null, draft: Content | null}} Change
 *   what becomes of a month: null removes, and without `kept` the kept month stays
 * @typedef {{month: string, content: Content, blank: boolean}} Read
 *   what stands in the form; `month` is empty where it cannot be read, `blank` means that nothing is filled in
 * @typedef {{read: () => Read, write: (month: string, content: Content | null) => void, save: (change: Change) => void}} Desk
 *   the form, and where a draft is saved
 * @typedef {"link" | "old" | "broken"} Received a link: proven whole, to be checked by the reader, or refused
 * @typedef {"example" | "empty" | "draft" | "kept" | "changed" | Received} At
 * @typedef {{figure: "example" | "form" | "none", on: Record<string, [string, At[]]>}} State
 */

const OWN = /** @type {At[]} */ (["empty", "draft", "kept", "changed"]);
const ANY = /** @type {At[]} */ (["example", ...OWN]);
const RECEIVED = /** @type {At[]} */ (["link", "old", "broken"]);
const STORED = { others: "look", keep: "keep", read: "apply", erase: "apply", import: "apply", undo: "apply" };
const MINE = {
  ...leading(OWN, { ...STORED, begin: "look", type: "draft", choose: "turn" }),
  ...leading(RECEIVED, { open: "receive" }),
};
const SENT = {
  ...leading(RECEIVED, { ...STORED, begin: "begin", open: "receive" }),
  ...leading(ANY, { choose: "leave", refuse: "leave" }),
};

/**
 * The transitions: whose figure the page shows in a state, and what each event does there, with the states it can lead
 * to. An event that a state does not list does nothing.
 * @type {Record<At, State>}
 */
export const TABLE = {
  // Nothing was ever typed or kept.
  example: {
    figure: "example",
    on: { ...MINE, ...leading(ANY, { begin: "begin", others: "look" }), ...leading(["example"], { choose: "turn", midnight: "pass" }) },
  },
  // Nothing is filled in for this month.
  empty: { figure: "none", on: { ...MINE, ...leading(OWN, { midnight: "pass" }) } },
  // Filled in and not kept.
  draft: { figure: "form", on: MINE },
  kept: { figure: "form", on: MINE },
  // Kept, and filled in differently since.
  changed: { figure: "form", on: MINE },
  // The form holds the sender's month; the reader's own stays as it is until the link is accepted.
  link: { figure: "form", on: { ...SENT, ...leading(["link", ...OWN], { type: "accept", accept: "accept" }) } },
  old: { figure: "none", on: { ...SENT, ...leading(["old"], { type: "wait" }), ...leading(["old", ...OWN], { accept: "accept" }) } },
  // Nothing of the link is used; the form holds the reader's own month.
  broken: { figure: "none", on: { ...SENT, ...leading(OWN, { type: "own" }) } },
};

/** @param {At[]} states @param {Record<string, string>} acts by event @returns {State["on"]} the events that lead to the states */
function leading(states, acts) {
  return Object.fromEntries(Object.entries(acts).map(([event, act]) => [event, [act, states]]));
}

export class Machine {
  /** The reader's month; that of a link is in the form alone. */
  month;
  /** @type {Map<string, Kept>} */
  kept = new Map();
  /** @type {Map<string, Content>} */
  drafts = new Map();
  /** What the last change replaced; null where nothing can be undone. @type {Change[] | null} */
  undoable = null;
  /** @type {Received | null} */
  #received = null;
  #begun = false;
  /** The month whose draft was typed on this page; any other draft may be another page's. */
  #typed = "";
  /** @type {((before: At, event: string, written: boolean) => void)[]} */
  #listeners = [];
  #written = false;

  /** @param {Desk} desk @param {string} month to begin with */
  constructor(desk, month) {
    this.desk = desk;
    this.month = month;
  }

  /** @returns {At} */
  get at() {
    if (this.#received) return this.#received;
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
    return this.figure === "form" && this.#received === null;
  }

  /** @param {(before: At, event: string, written: boolean) => void} listener also hears whether the form was written */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /**
   * @param {string} event
   * @param {any} [given] what the event's action takes
   */
  send(event, given) {
    const before = this.at;
    const [act] = TABLE[before].on[event] ?? [];
    if (act === undefined) return;
    this.#written = false;
    this.#acts[act](given);
    for (const listener of this.#listeners) listener(before, event, this.#written);
  }

  /**
   * @param {Change[]} changes
   * @param {(Kept | null)[]} [kept] what the store had of their months
   * @returns {Change[]} what undoes them
   */
  former(changes, kept = []) {
    return changes.map(({ month, ...change }, at) => ({
      month,
      ...("kept" in change && { kept: kept[at] }),
      draft: this.drafts.get(month) ?? null,
    }));
  }

  /** @type {Record<string, (given?: any) => void>} */
  #acts = {
    draft: () => {
      const { month, content, blank } = this.desk.read();
      if (month === "") return; // counts without a month are no month's
      const kept = this.kept.get(this.month);
      const filled = (kept ? same(content, kept.content) : blank) ? null : content;
      [this.#begun, this.#typed] = [true, this.month];
      this.#put({ month: this.month, draft: filled });
      this.desk.save({ month: this.month, draft: filled });
    },
    turn: (month) => {
      this.#typed = "";
      this.month = month;
      this.#write();
    },
    pass: ({ ended, begun }) => {
      if (this.month === ended) this.#acts.turn(begun);
    },
    begin: ({ last, ...stored }) => {
      this.#take(stored);
      const months = [...this.kept.keys(), ...this.drafts.keys()].sort();
      if (months.length === 0) return;
      this.month = months.includes(last) ? last : months[months.length - 1];
      if (!this.#received || this.#received === "broken") this.#write();
    },
    look: (stored) => {
      this.#take(stored);
      this.#refresh();
    },
    keep: ({ changes: [change], former }) => {
      const draft = this.drafts.get(change.month) ?? null;
      // What was typed since stays.
      this.#acts.apply({ changes: [{ ...change, draft: same(draft, change.kept.content) ? null : draft }], former });
    },
    apply: ({ changes, former = this.undoable }) => {
      for (const change of changes) this.#put(change);
      this.undoable = former;
      this.#refresh();
    },
    receive: ({ kind, month, content }) => {
      const ofOther = this.#received === "link" || this.#received === "old";
      this.#received = kind;
      if (kind !== "broken") this.#write(month, content);
      else if (ofOther) this.#write();
    },
    accept: () => {
      const { month, content } = this.desk.read();
      if (month === "") return;
      this.undoable = this.drafts.has(month) ? this.former([{ month, draft: content }]) : null;
      this.#received = null;
      this.month = month;
      this.#acts.draft();
    },
    wait: () => {},
    leave: (month = this.month) => {
      this.#received = null;
      this.#acts.turn(month);
    },
    own: () => {
      this.#received = null;
      this.#acts.draft();
    },
  };

  /** @param {{kept: Kept[], drafts: {month: string, content: Content}[]}} stored now, perhaps by another page */
  #take({ kept, drafts }) {
    const known = this.kept;
    const own = this.#received || this.#typed !== this.month ? undefined : this.drafts.get(this.month);
    if (!own) this.#typed = "";
    [this.kept, this.drafts] = [new Map(), new Map()];
    for (const each of kept) {
      const mine = known.get(each.month);
      // The content of the one known has the form's spelling already.
      this.#put({ month: each.month, kept: mine?.revision === each.revision ? mine : each, draft: null });
    }
    for (const { month, content } of drafts) this.#put({ month, draft: content });
    // What is typed here stays, whatever another page has saved.
    if (own) this.#put({ month: this.month, draft: own });
  }

  /** @param {Change} change */
  #put({ month, draft, ...rest }) {
    if (draft || rest.kept) this.#begun = true;
    if (draft) this.drafts.set(month, draft);
    else this.drafts.delete(month);
    if (rest.kept) this.kept.set(month, rest.kept);
    else if ("kept" in rest) this.kept.delete(month);
  }

  get #own() {
    return this.drafts.get(this.month) ?? this.kept.get(this.month)?.content ?? null;
  }

  /** Fill the form again where it does not hold what the reader has of the month. */
  #refresh() {
    if (this.#received) return;
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

/** @param {unknown} one @param {unknown} other */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
