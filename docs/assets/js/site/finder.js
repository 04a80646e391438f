// The finder: everyday words lead to category items. It reads the page itself, so it works offline.

import { made, one } from "../dom.js";
import { dangersIn, onTyped, phrases } from "./words.js";

/** @typedef {{anchor: string, title: string, words: string[], text: string, urgent: string, limit: string}} Item */
/** @typedef {import("./words.js").Danger} Danger */
/** @typedef {{item: Item, words: string[], score: number}} Result */

const MOST = 6;
const SCORE = { same: 100, inside: 60, around: 45, title: 40, text: 20, pair: 4 };

function startFinder() {
  const finder = /** @type {HTMLElement | null} */ (document.querySelector(".finder"));
  if (!finder) return;
  const field = /** @type {HTMLInputElement} */ (one(finder, "input"));
  const urgent = one(finder, ".finder-urgent");
  /** @type {Item[] | undefined} */
  let items;
  /** @type {string[]} */
  let shown = [];
  finder.hidden = false;
  onTyped(field, () => {
    items ??= readItems();
    const terms = phrases(field.value);
    const dangers = dangersIn(finder, terms);
    const results = search(items, terms, dangers);
    // The same card set again at each key would be read aloud at each key.
    const names = dangers.map(({ id }) => id);
    if (names.join() !== shown.join()) urgent.replaceChildren(...dangers.map(({ card }) => card()));
    shown = names;
    const kinds = finder.dataset.kinds ?? "";
    one(finder, ".finder-said").textContent = sentence(field.value, results.length, dangers.length > 0, kinds);
    one(finder, ".finder-found").replaceChildren(...results.map(({ item, words }) => row(item, words)));
  });
}

/** @returns {Item[]} the items of this page, in the order of the text */
function readItems() {
  return [...document.querySelectorAll("[data-keywords]")].map((place) => {
    const { keywords: anchor = "", urgent = "", limit = "" } = /** @type {HTMLElement} */ (place).dataset;
    const heading = document.getElementById(anchor);
    // Only the clause: examples name many other things, and the plain words also say what is not meant.
    const text = heading?.nextElementSibling?.querySelector("blockquote")?.textContent ?? "";
    return {
      anchor,
      title: heading?.firstChild?.textContent ?? "",
      words: (place.textContent ?? "").replace(/^.*?：/, "").split("、"),
      text,
      urgent,
      limit,
    };
  });
}

/**
 * @param {Item[]} items
 * @param {string[]} terms
 * @param {Danger[]} dangers
 * @returns {Result[]} the best items first
 */
function search(items, terms, dangers) {
  const results = items
    .map((item) => {
      const words = new Set();
      let score = 0;
      for (const term of terms) score += scoreOf(item, term, words);
      return { item, words: /** @type {string[]} */ ([...words]), score };
    })
    .filter(({ score }) => score >= SCORE.pair * 2)
    .sort((one, other) => other.score - one.score);
  return (dangers.length > 0 ? cautious(results, dangers) : results).slice(0, MOST);
}

/**
 * Put items with a limit behind the others where somebody is in danger, and never show them alone, unless one of
 * their own words names the danger, as 打老婆 does.
 * @param {Result[]} results
 * @param {Danger[]} dangers
 */
function cautious(results, dangers) {
  /** @param {Result} result */
  const rank = ({ item, words }) =>
    item.limit === "" ? 0
    : words.some((word) => dangers.some(({ names }) => names(word))) ? 1
    : 2;
  const ranked = [...results].sort((one, other) => rank(one) - rank(other));
  return ranked.length > 0 && rank(ranked[0]) < 2 ? ranked : [];
}

/** @param {Item} item @param {string} term @param {Set<string>} matched receives the matching words */
function scoreOf(item, term, matched) {
  let best = 0;
  for (const word of item.words) {
    const score =
      word === term ? SCORE.same
      : word.includes(term) ? SCORE.inside
      : word.length > 1 && term.includes(word) ? SCORE.around + word.length
      : 0;
    if (score > 0) matched.add(word);
    best = Math.max(best, score);
  }
  if (item.title.includes(term)) best += SCORE.title;
  if (item.text.includes(term)) best += SCORE.text;
  return best || pairs(item, term);
}

/**
 * Score pairs of characters in common where no word matches whole: 「网吧里打架」.
 * @param {Item} item
 * @param {string} term
 */
function pairs(item, term) {
  const all = `${item.words.join(" ")} ${item.title}`;
  let score = 0;
  for (let at = 0; at + 2 <= term.length; at += 1) if (all.includes(term.slice(at, at + 2))) score += SCORE.pair;
  return score;
}

/**
 * @param {string} typed
 * @param {number} count
 * @param {boolean} inDanger
 * @param {string} kinds how many categories the page has, as a numeral
 */
function sentence(typed, count, inDanger, kinds) {
  if (phrases(typed).length === 0) return "";
  if (count > 0) return `找到 ${count} 项，最像的在前面，报不报看条文：`;
  return inDanger ?
      `人安全了再说上报：报不报看条文，可以从下面的${kinds}类里找。`
    : `没有找到「${typed.trim()}」。不一定都要报；换个说法试试，或者从下面的${kinds}类里找。有人有危险，先打 110、119 或 120。`;
}

function row(/** @type {Item} */ item, /** @type {string[]} */ words) {
  const line = made("li", "");
  line.dataset.found = item.anchor;
  const link = made("a", item.title);
  link.setAttribute("href", `#${item.anchor}`);
  line.append(link);
  if (words.length > 0) line.append(`　${words.join("、")}`);
  for (const note of [item.urgent, item.limit]) if (note !== "") line.append(made("small", note));
  return line;
}

startFinder();
