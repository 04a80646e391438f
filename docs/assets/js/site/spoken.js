// What somebody tells in everyday words, matched with the tables of words that the build writes beside the scripts.

import { phrases } from "./words.js";

/**
 * The tables of scripts/pages/computed/spoken.py; `counts` says how many places are items, matters outside, pages.
 * @typedef {[places: number[], pairs: string, others: string]} Row
 * @typedef {{parts: Record<string, string>, calm: string, words: [id: string, words: string, calm: string][]}} Dangers
 * @typedef {{counts: number[], places: string[], asking: string, rows: Row[]}} Matters
 * @typedef {{dangers: Dangers, matters?: Matters}} Words what is no danger may come later
 * @typedef {{items: string[], outside: string, pages: string[]}} Matter what it is about, the likeliest first
 * @typedef {{id: string, score: number}} Place
 */

const HAN = /^\p{Script=Han}+$/u;
/** How many characters may stand for 「…」: 被…打 also matches 被人打 and 被老公打. */
const GAP = ".{0,7}";
/** 要不要, 封不封 and the like ask. */
const EITHER = /(\p{Script=Han})不\1/u;
const [MOST_DANGERS, MOST_ITEMS, MOST_PAGES] = [2, 6, 2];
/** The worth of a character, and of two in a row, that only one place's words have. */
const WORTH = { single: 1.2, pair: 1 };
/** What is added to all words that have a part: a part of one word alone says little. */
const RARE = { single: 1, pair: 0.5 };
/** The score that an item needs: a text of one or two words cannot have as much as a sentence. */
const LEAST = { item: 1.2, character: 0.17, page: 2.2 };
/** Whoever asks how, where or how much seldom tells what happened: an item then needs so much more. */
const ASKED = 1.4;
const LEANING = { page: 0.8, outside: 1.05 };
/** An item after the first is shown with this share of the first one's score, or of the matter outside. */
const CLOSE = 0.45;

/** @param {Dangers} table @returns {(typed: string) => string[]} the ids of the dangers, the first before the others */
export function dangerReader({ parts, calm, words }) {
  const always = any(calm, parts);
  const dangers = words.map(([id, own, calmed]) => ({ id, own: any(own, parts), calmed: any(calmed, parts) }));
  return (typed) => {
    const said = told(typed).replace(always, " ");
    return dangers
      .filter(({ own, calmed }) => said.replace(calmed, " ").search(own) >= 0)
      .map(({ id }) => id)
      .slice(0, MOST_DANGERS);
  };
}

/** @param {Matters} table @returns {(typed: string) => Matter} */
export function matterReader(table) {
  const asking = any(table.asking);
  const found = finding(table);
  return (typed) => {
    const said = told(typed);
    const [items, outside, pages] = found(said);
    const best = items[0]?.score ?? 0;
    const asked = EITHER.test(said) || said.search(asking) >= 0 ? ASKED : 0;
    const item = best - asked;
    const other = (outside[0]?.score ?? 0) * LEANING.outside;
    const page = (pages[0]?.score ?? 0) * LEANING.page;
    const least = Math.min(LEAST.item, LEAST.character * phrases(typed).join("").length);
    const isPage = page >= LEAST.page * LEANING.page && page >= Math.max(item, other);
    const isOutside = !isPage && other > 0 && other >= item;
    const enough = Math.max(least, CLOSE * (isOutside ? other : best));
    const shown = isPage || item < least ? [] : items.filter(({ score }) => score >= enough);
    return {
      items: shown.slice(0, MOST_ITEMS).map(({ id }) => id),
      outside: isOutside ? outside[0].id : "",
      pages: isPage ? pages.slice(0, MOST_PAGES).map(({ id }) => id) : [],
    };
  };
}

/** Write 「着火了，快来」 as 着火了。快来。 A word of the table with 「。」 stands at the end. @param {string} typed */
function told(typed) {
  return phrases(typed)
    .map((phrase) => `${phrase}。`)
    .join("");
}

/** @param {Matters} table @returns {(said: string) => Place[][]} the items, matters outside and pages, the likeliest first */
function finding({ counts: [items, outside], places, rows }) {
  const shares = sharesOf(rows, places.length);
  return (said) => {
    const all = places.map((id) => ({ id, score: 0 }));
    for (const part of partsOf(said))
      for (const [place, share] of shares.get(part) ?? [])
        all[place].score += share * (part.length > 1 ? WORTH.pair : WORTH.single);
    return [all.slice(0, items), all.slice(items, items + outside), all.slice(items + outside)].map((part) =>
      part.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score),
    );
  };
}

/**
 * Return for each character and pair of characters how far it speaks for a place, from 0 to 1.
 * @param {Row[]} rows
 * @param {number} every how many places there are; a word of all of them is worth little
 */
function sharesOf(rows, every) {
  /** @type {Map<string, Map<number, number>>} */
  const shares = new Map();
  for (const [those, pairs, others] of rows) {
    const weight = (Math.log(1 + every / those.length) / Math.log(1 + every)) ** 1.5;
    for (const word of [...(pairs.match(/../gu) ?? []), ...others.split(" ")])
      for (const part of partsOf(word)) {
        const all = shares.get(part) ?? new Map();
        shares.set(part, all);
        // A word that is itself the part says more than one that has it among others.
        const more = part === word ? 3 * weight : weight;
        for (const place of those) all.set(place, (all.get(place) ?? 0) + more);
      }
  }
  for (const [part, all] of shares) {
    const rare = part.length > 1 ? RARE.pair : RARE.single;
    const sum = [...all.values()].reduce((one, other) => one + other, rare);
    for (const [place, weight] of all) all.set(place, weight / sum);
  }
  return shares;
}

/** @param {string} text @returns {Set<string>} its Chinese characters, pairs of them, and words in letters (app) */
function partsOf(text) {
  const all = [...text];
  const parts = all.flatMap((each, at) => [each, each + (all[at + 1] ?? "")]).filter((part) => HAN.test(part));
  return new Set([...parts, ...(text.match(/[a-z]{2,}/g) ?? [])]);
}

/**
 * Return an expression for any of the words: 「…」 is a gap, 「/」 separates alternatives, 〔水〕 is a part of the list.
 * @param {string} words separated by spaces; they are Chinese, so no other character is special in an expression
 * @param {Record<string, string>} [parts]
 */
function any(words, parts = {}) {
  const either = (/** @type {string} */ text) => `(?:${text.replaceAll("/", "|")})`;
  const sources = words.split(" ").map((word) => word.split("…").map(either).join(GAP));
  // Without words it matches nothing.
  const source = words === "" ? "$^" : sources.join("|");
  return new RegExp(
    source.replace(/〔(.+?)〕/gu, (_, name) => either(parts[name])),
    "gu",
  );
}
