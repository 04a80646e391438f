// The places of the search that say whom to call: which of its places they are, and what is said of each.

import { naming } from "./danger.js";

/** @typedef {{ref: string, names: (said: string) => boolean}} Danger */

/** The build's marks between the words of a text. */
export const CUTS = /\u200b/g;
/** Each of these places says in its title whom to call, and is found by its own words alone. */
export const DANGER = /#call-/;
/** @type {WeakMap<object, Danger[]>} */
const dangers = new WeakMap();

/**
 * @param {Map<string, {text: string}>} places
 * @returns {Danger[]} the places of the dangers, each of which has its words as its text
 */
export function dangersOf(places) {
  const kept = dangers.get(places);
  if (kept) return kept;
  const all = [...places].filter(([ref]) => DANGER.test(ref)).map(([ref, { text }]) => ({ ref, names: namedBy(text) }));
  dangers.set(places, all);
  return all;
}

/** @param {string} text of a danger's place: its words, a paragraph each, the calm ones behind 「～」 */
function namedBy(text) {
  const words = text.replaceAll(CUTS, "").match(/～?[\p{Script=Han}…]+/gu) ?? [];
  const [calm, alarming] = [true, false].map((is) => words.filter((word) => word.startsWith("～") === is).join("、"));
  return naming(alarming, calm.replaceAll("～", ""));
}
