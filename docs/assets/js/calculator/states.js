// Whose month stands in the form: the states of the calculator, and what each event does in them.

/**
 * @typedef {"link" | "old" | "broken"} Received a link: proven whole, to be checked by the reader, or refused
 * @typedef {"example" | "empty" | "draft" | "kept" | "changed" | "trial" | Received} At
 * @typedef {{figure: "example" | "form" | "none", on: Record<string, [string, At[]]>}} State
 */

const OWN = /** @type {At[]} */ (["empty", "draft", "kept", "changed"]);
const ANY = /** @type {At[]} */ (["example", ...OWN]);
const RECEIVED = /** @type {At[]} */ (["link", "old", "broken"]);
const STORED = { others: "look", keep: "keep", claim: "keep", read: "apply", erase: "apply", import: "apply", undo: "undo", redo: "redo" };
const MINE = {
  ...leading(OWN, { ...STORED, begin: "look", type: "draft", take: "draft", choose: "turn" }),
  ...leading(RECEIVED, { open: "receive" }),
};
const FILLED = { ...MINE, ...leading(["trial"], { try: "try" }) };
const SENT = {
  ...leading(RECEIVED, { ...STORED, begin: "begin", open: "receive", midnight: "pass" }),
  ...leading(ANY, { choose: "turn", refuse: "turn" }),
};
const ENDING = Object.fromEntries([...Object.keys({ ...MINE, ...SENT }), "accept", "end"].map((event) => [event, "again"]));

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
  draft: { figure: "form", on: FILLED },
  kept: { figure: "form", on: FILLED },
  // Kept, and filled in differently since.
  changed: { figure: "form", on: FILLED },
  // What a cause of the comparison assumes is tried. Every other event first brings back the month or the link.
  trial: {
    figure: "form",
    on: { ...leading([...ANY, ...RECEIVED], ENDING), ...leading(["trial"], { try: "try", midnight: "pass" }) },
  },
  // The form holds the sender's month; the reader's own stays as it is until the link is accepted or kept.
  link: {
    figure: "form",
    on: {
      ...SENT,
      ...leading(["trial"], { try: "try" }),
      // Another reading of the text: it is the sender's month still.
      ...leading(["link"], { take: "wait" }),
      ...leading(["link", ...OWN], { type: "accept", accept: "accept", claim: "claim" }),
    },
  },
  old: {
    figure: "none",
    on: { ...SENT, ...leading(["old"], { type: "wait", take: "wait" }), ...leading(["old", ...OWN], { accept: "accept" }) },
  },
  // Nothing of the link is used; the form holds the reader's own month.
  broken: { figure: "none", on: { ...SENT, ...leading(OWN, { type: "draft", take: "draft" }) } },
};

/** @param {At[]} states @param {Record<string, string>} acts by event @returns {State["on"]} the events that lead to the states */
function leading(states, acts) {
  return Object.fromEntries(Object.entries(acts).map(([event, act]) => [event, [act, states]]));
}
