// What somebody tells in everyday words, matched with the table of words that the build puts before this script.

import { phrases } from "./words.js";

/**
 * The table of scripts/pages/computed/spoken.py; `counts` says how many places are items, matters outside, pages.
 * @typedef {[weight: number, places: number[], words: string]} Row
 * @typedef {{counts: number[], places: string[], parts: Record<string, string>, calm: string,
 *   dangers: [id: string, words: string, calm: string][], rows: Row[], same: string[]}} Table
 * @typedef {{items: string[], outside: string, pages: string[]}} Matter what it is about, the likeliest first
 * @typedef {{dangersIn: (typed: string) => string[], matterOf: (typed: string) => Matter}} Reader
 */

const HAN = /^\p{Script=Han}+$/u;
/** How many characters may stand for 「…」: 被…打 also matches 被人打 and 被老公打. */
const GAP = ".{0,7}";
const [MOST_DANGERS, MOST_ITEMS, MOST_PAGES] = [2, 6, 2];
/** The worth of a word by its length; a word with a gap counts as one of three characters. */
const WORTH = [0, 0.5, 1, 1.3, 1.6];
/** The worth of a character, and of two in a row, that a place's words have: 「翻窗拿走金镯」 has no whole word. */
const OVERLAP = { single: 1.2, pair: 0.6 };
/** An item needs at least this much; a page needs more than an item, a matter outside a little less. */
const LEAST = 0.3;
const LEANING = { page: 0.8, outside: 1.15 };
/** Under a matter outside the text, only items with this share of its score are in doubt. */
const DOUBT = 0.3;

/** @param {Table} table @returns {Reader} */
export function reader(table) {
  const calm = any(table.calm, table.parts);
  const dangers = table.dangers.map(([id, words, own]) => ({
    id,
    words: any(words, table.parts),
    calm: any(own, table.parts),
  }));
  /** @type {((typed: string) => number[]) | undefined} */
  let scores;
  const [items, outside] = table.counts;
  return {
    dangersIn(typed) {
      const said = phrases(typed).join("，").replace(calm, " ");
      return dangers
        .filter(({ words, calm: own }) => said.replace(own, " ").search(words) >= 0)
        .map(({ id }) => id)
        .slice(0, MOST_DANGERS);
    },
    matterOf(typed) {
      scores ??= scoring(table);
      const all = scores(typed).map((score, place) => ({ id: table.places[place], score }));
      const parts = [all.slice(0, items), all.slice(items, items + outside), all.slice(items + outside)];
      const [found, others, pages] = parts.map((part) =>
        part.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score),
      );
      const item = found[0]?.score ?? 0;
      const other = (others[0]?.score ?? 0) * LEANING.outside;
      const page = (pages[0]?.score ?? 0) * LEANING.page;
      if (page > 0 && page >= item && page >= other)
        return { items: [], outside: "", pages: pages.slice(0, MOST_PAGES).map(({ id }) => id) };
      const isOutside = other > 0 && other >= item;
      const enough = isOutside ? Math.max(LEAST, other * DOUBT) : LEAST;
      return {
        items: found
          .filter(({ score }) => score >= enough)
          .slice(0, MOST_ITEMS)
          .map(({ id }) => id),
        outside: isOutside ? others[0].id : "",
        pages: [],
      };
    },
  };
}

/** @param {Table} table @returns {(typed: string) => number[]} the score of each place */
function scoring({ places, rows }) {
  const known = rows.map(([weight, those, words]) => ({
    those,
    words: words.split(" ").map((word) => ({
      worth: weight * (word.includes("…") ? WORTH[3] : WORTH[Math.min(word.length, 4)]),
      is: word.includes("…") ? new RegExp(word.replaceAll("…", GAP), "u") : word,
    })),
  }));
  const shares = sharesOf(rows);
  return (typed) => {
    const said = phrases(typed).join("，");
    const scores = places.map(() => 0);
    for (const { those, words } of known) {
      let score = 0;
      for (const { is, worth } of words)
        if (typeof is === "string" ? said.includes(is) : is.test(said)) score += worth;
      if (score > 0) for (const place of those) scores[place] += score;
    }
    for (const part of overlaps(said))
      for (const [place, share] of shares.get(part) ?? [])
        scores[place] += share * (part.length > 1 ? OVERLAP.pair : OVERLAP.single);
    return scores;
  };
}

/**
 * Return for each character and pair of characters how far it speaks for a place, from 0 to 1.
 * @param {Row[]} rows
 */
function sharesOf(rows) {
  /** @type {Map<string, Map<number, number>>} */
  const shares = new Map();
  for (const [weight, those, words] of rows)
    for (const word of words.split(" "))
      for (const part of word.split("…").flatMap((each) => [...overlaps(each)])) {
        // A word of two characters is itself looked for.
        if (part === word) continue;
        const all = shares.get(part) ?? new Map();
        shares.set(part, all);
        for (const place of those) all.set(place, (all.get(place) ?? 0) + weight);
      }
  for (const [part, all] of shares) {
    const sum = [...all.values()].reduce((one, other) => one + other, part.length > 1 ? 0.5 : 1);
    for (const [place, weight] of all) all.set(place, weight / sum);
  }
  return shares;
}

/** @param {string} text @returns {Set<string>} its Chinese characters and pairs of them */
function overlaps(text) {
  const all = [...text];
  return new Set(all.flatMap((each, at) => [each, each + (all[at + 1] ?? "")]).filter((part) => HAN.test(part)));
}

/**
 * Return an expression for any of the words: 「…」 is a gap, 「/」 separates alternatives, 〔水〕 is a part of the list.
 * @param {string} words separated by spaces; they are Chinese, so no other character is special in an expression
 * @param {Record<string, string>} parts
 */
function any(words, parts) {
  const either = (/** @type {string} */ text) => `(?:${text.replaceAll("/", "|")})`;
  const sources = words.split(" ").map((word) => word.split("…").map(either).join(GAP));
  // Without words it matches nothing.
  const source = words === "" ? "$^" : sources.join("|");
  return new RegExp(
    source.replace(/〔(.+?)〕/gu, (_, name) => either(parts[name])),
    "gu",
  );
}
