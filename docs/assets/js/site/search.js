// How the search reads a query and ranks the places; the build puts it before the theme's own search worker. The
// theme's search reads punctuation as operators, looks for single characters, and finds no word inside a longer one.

import { dangerReader } from "./spoken.js";
import { CUTS, phrases } from "./words.js";

/**
 * A part of a query: the index's words that contain it, and its weight in Chinese characters.
 * Without terms it is nowhere in the handbook; without weight it finds nothing and only ranks places.
 * @typedef {{word: string, terms: string[], weight: number}} Asked
 * @typedef {Record<string, {title?: {position: number[]}}>} Metadata where a match has the words
 * @typedef {{ref: string, score: number, matchData: {metadata: Metadata}}} Match
 * @typedef {{usePipeline: boolean, boost: number, fields: string[]}} How
 * @typedef {{term: (term: string, how: How) => void}} Query
 * @typedef {{invertedIndex: object, query: (ask: (query: Query) => void) => Match[]}} Index
 */

/** Places of the search that name an emergency number; they are found by the words of danger only. */
const DANGER = /#call-/;
/** @typedef {import("./spoken.js").Words & {same: string[]}} Spoken */
const spoken = /** @type {{handbookWords: Spoken}} */ (/** @type {unknown} */ (self)).handbookWords;
const dangersIn = dangerReader(spoken.dangers);
/** Words that are in many questions. */
const COMMON = new Set(
  (
    "怎么 怎样 怎么样 怎么办 什么 什么样 为什么 为啥 咋 咋办 哪里 哪儿 哪个 哪些 是不是 会不会 能不能 可不可以 要不要 有没有 " +
    "多少 几个 一个 这个 那个 可以 应该 我们 你们 他们 自己 如果 还是 就是 不是 没有 需要 知道 请问 想问 问题 到底 的话 一下 有人"
  ).split(" "),
);
/** Characters without meaning for the search, unless a word of the handbook has them. */
const FILLING = /[吗呢吧啊呀了的地得着过要被把给就都也还很太在是有会能可没不我你他她它谁这那个]/u;
const WEIGHT = { common: 0.3, latin: 1.5, number: 0.5 };
const BOOST = { single: 0.5, containing: 0.5 };
/** The least share of a query that a place must have; more where a part of the query is nowhere. */
const LEAST = { known: 0.4, unknown: 0.5 };
/** The exponent of the share of words found, and the weight of a title that consists of these words. */
const [SHARPNESS, TITLE] = [4, 3];
const LONGEST = 8;
/** Only the shortest words that contain the part are looked for: each costs time. */
const MOST_TERMS = 12;
/** Marking the text of each result costs time. */
const MOST_PLACES = 60;
const [HAN, RUNS] = [/^\p{Script=Han}+$/u, /\p{Script=Han}+|[^\p{Script=Han}]+/gu];
const ASKING = /[吗呢吧啊呀了]+$/u;
const NUMBER = /^\d+(?:\.\d+)?$/;
const POINT = /^\s*(\d{1,2})\.\d{1,2}\s*$/;
const CLAUSE = /第(\d{1,2})(?=[条项章])/gu;
const DIGITS = "〇一二三四五六七八九";
/** @typedef {{all: string[], parts: Map<string, string[]>}} Vocabulary short words first; Chinese ones by beginnings and ends */
/** @type {WeakMap<Index, Vocabulary>} */
const vocabularies = new WeakMap();
/** @type {WeakMap<Asked[], string>} what was typed, without marks */
const saids = new WeakMap();

/** @param {string} typed @param {Index} index @returns {Asked[]} */
export function asked(typed, index) {
  const plain = typed.normalize("NFKC").replace(CLAUSE, (_, number) => `第${chinese(Number(number))}`);
  const runs = phrases(plain).flatMap((word) => word.replace(ASKING, "").match(RUNS) ?? []);
  const [first = ""] = runs;
  const words = vocabulary(index);
  const all =
    runs.length === 1 && first.length === 1 && HAN.test(first) ?
      [beginning(first, words)]
    : runs.flatMap((run) => (HAN.test(run) ? cut(run, words.parts) : latin(run, words)));
  // 11.1 is no number of the handbook but the short form of article 11, item 1.
  const [, article] = POINT.exec(plain) ?? [];
  if (all.length === 0 && article) return asked(`第${article}条`, index);
  saids.set(all, phrases(typed).join(" "));
  return all;
}

/**
 * @param {Asked[]} query
 * @param {Index} index
 * @param {Map<string, {title: string, text: string}>} places
 * @returns {Match[]} the emergency numbers where somebody may be in danger, then the places that have most of the query
 */
export function found(query, index, places) {
  const least = query.some(({ terms, weight }) => terms.length === 0 && weight > 0) ? LEAST.unknown : LEAST.known;
  // Beside words, a single character would only be marked wherever it is.
  const isWord = query.some(({ word, weight }) => weight > 0 && !COMMON.has(word));
  const matches = index.query((ask) => {
    for (const { word, terms, weight } of isWord ? query.filter(({ weight: each }) => each > 0) : query)
      for (const term of terms)
        ask.term(term, {
          usePipeline: false,
          boost: (weight || BOOST.single) * (HAN.test(word) && term !== word ? BOOST.containing : 1),
          fields: COMMON.has(word) ? ["text"] : ["title", "text"],
        });
  });
  const others = matches
    .flatMap((match) => {
      if (DANGER.test(match.ref)) return [];
      const share = shareOf(query, match.matchData.metadata);
      const title = titleShare(match, places.get(match.ref)?.title ?? "");
      return share > least ? [{ ...match, score: match.score * share ** SHARPNESS * (1 + TITLE * title) }] : [];
    })
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_PLACES);
  const [score, said, matchData] = [2 * (others[0]?.score ?? 1), saids.get(query) ?? "", { metadata: {} }];
  const first = dangersIn(said).flatMap((id) => {
    const ref = [...places.keys()].find((each) => each.endsWith(`#call-${id}`));
    return ref === undefined ? [] : [{ matchData, ...matches.find((match) => match.ref === ref), ref, score }];
  });
  return [...first, ...others];
}

/**
 * @param {Asked[]} query
 * @param {Metadata} metadata
 * @returns {Record<string, boolean>} what to mark in the text; missing words are not listed
 */
export function told(query, metadata) {
  return Object.fromEntries(
    query.filter((each) => each.weight > 0 && isIn(each, metadata)).map(({ word }) => [word, true]),
  );
}

function shareOf(/** @type {Asked[]} */ query, /** @type {Metadata} */ metadata) {
  let [has, all] = [0, 0];
  for (const each of query) {
    all += each.weight;
    if (isIn(each, metadata)) has += each.weight;
  }
  return has / all;
}

/** @param {Match} match @param {string} title @returns {number} the share of the title that the query covers */
function titleShare({ matchData: { metadata } }, title) {
  let has = 0;
  for (const [term, { title: at }] of Object.entries(metadata)) if (at) has += term.length * at.position.length;
  return Math.min(1, has / (title.replaceAll(CUTS, "").length || 1));
}

/** @param {Asked} each @param {Metadata} metadata */
function isIn({ terms }, metadata) {
  return terms.some((term) => term in metadata);
}

/**
 * @param {string} run of letters and digits
 * @param {Vocabulary} words
 * @returns {Asked[]} the words that begin with it; for a number, those of equal value (7.5 and 7.50)
 */
function latin(run, { all }) {
  const number = NUMBER.test(run);
  // A single letter, or an unknown run of letters, is half-typed pinyin.
  if (run.length === 1 && !number) return [];
  const same = number ? all.filter((term) => /^[\d.]+%?$/.test(term) && parseFloat(term) === Number(run)) : [];
  const terms = same.length > 0 ? same : all.filter((term) => term.startsWith(run));
  return terms.length > 0 ? [{ word: run, terms: terms.slice(0, MOST_TERMS), weight: number ? WEIGHT.number : WEIGHT.latin }] : [];
}

/**
 * Cut a run of Chinese into words of the index: as many characters in as few words as possible.
 * @param {string} run
 * @param {Map<string, string[]>} known
 * @returns {Asked[]}
 */
function cut(run, known) {
  /** @type {{cost: number, from: number}[]} the cheapest way to each position */
  const ways = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= run.length; to += 1) {
    const filling = FILLING.test(run[to - 1]);
    ways.push({ cost: ways[to - 1].cost + (filling ? 2 : 10), from: to - 1 });
    for (let from = Math.max(0, to - LONGEST); from <= to - 2; from += 1) {
      const word = run.slice(from, to);
      const terms = known.get(word);
      if (!terms && !COMMON.has(word)) continue;
      const cost = ways[from].cost + (COMMON.has(word) || terms?.includes(word) ? 1 : 1.5);
      if (cost < ways[to].cost) ways[to] = { cost, from };
    }
  }
  const words = [];
  let lost = 0;
  for (let to = run.length; to > 0; to = ways[to].from) {
    const word = run.slice(ways[to].from, to);
    const single = word.length === 1;
    if (single && FILLING.test(word)) continue;
    lost = single ? lost + 1 : 0;
    // Two single characters left over count as a word that the handbook does not have.
    if (lost === 2) words.push({ word: "", terms: [], weight: 2 });
    const terms = known.get(word) ?? [];
    if (single) words.push({ word, terms, weight: 0 });
    else words.push({ word, terms, weight: word.length * (COMMON.has(word) ? WEIGHT.common : 1) });
  }
  return words;
}

/**
 * Take a query of one character, as 赌, for the words that begin with it.
 * @param {string} character
 * @param {Vocabulary} words
 */
function beginning(character, { all }) {
  const terms = all.filter((term) => term.length > 1 && term.startsWith(character));
  return { word: character, terms: terms.slice(0, MOST_TERMS), weight: 1 };
}

/** @param {Index} index */
function vocabulary(index) {
  const kept = vocabularies.get(index);
  if (kept) return kept;
  const all = Object.keys(index.invertedIndex).sort((one, other) => one.length - other.length);
  const parts = new Map();
  for (const term of all) {
    if (!HAN.test(term)) continue;
    if (term.length === 1) put(parts, term, term);
    for (let length = 2; length <= term.length; length += 1)
      for (const part of new Set([term.slice(0, length), term.slice(-length)])) put(parts, part, term);
  }
  // 刷下来 finds 淘汰: the first word of a group is the handbook's own. Words that the handbook has stay as they are.
  for (const [own, ...others] of spoken.same.map((words) => words.split(" "))) {
    const terms = parts.get(own);
    for (const other of others) if (terms && !parts.get(other)?.includes(other)) parts.set(other, terms);
  }
  vocabularies.set(index, { all, parts });
  return { all, parts };
}

/** @param {Map<string, string[]>} parts @param {string} part @param {string} term */
function put(parts, part, term) {
  const terms = parts.get(part);
  if (!terms) parts.set(part, [term]);
  else if (terms.length < MOST_TERMS) terms.push(term);
}

/** @param {number} number of an article, 1 to 99 */
function chinese(number) {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? DIGITS[tens] : ""}${tens > 0 ? "十" : ""}${ones > 0 ? DIGITS[ones] : ""}`;
}

Object.assign(self, { handbook: { asked, found, told } });
