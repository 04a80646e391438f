// Read the words that a reader types, and recognise the words for danger.

const UNSEEN = /\p{Cf}/gu;
const GROUPED = /(\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu;
const WORD = /\p{Nd}+(?:\.\p{Nd}+)+|[\p{L}\p{M}\p{N}]+/gu;
/** The build's marks between the words of a text in the search index. */
export const CUTS = /\u200b/g;
/** Places of the search that name an emergency number; they are found by their own words only. */
export const DANGER = /#call-/;
/** How many characters may stand for 「…」: 被…打 also matches 被人打 and 被老公打. */
const GAP = ".{0,3}";
const MOST_DANGERS = 2;

/**
 * Read 「（煤气）」 as 煤气, ＡＰＰ as app, 1,630.00 元 as 1630.00 and 元; punctuation separates words.
 * @param {string} typed
 * @returns {string[]} the words in their order, in small letters
 */
export function phrases(typed) {
  const plain = typed.normalize("NFKC").replace(UNSEEN, "").replace(GROUPED, "$1").toLowerCase();
  return plain.match(WORD) ?? [];
}

/**
 * Answer each change of a search field, except while an input method is still composing (half-typed pinyin).
 * @param {HTMLInputElement} field
 * @param {() => void} answer
 */
export function onTyped(field, answer) {
  field.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) answer();
  });
  field.addEventListener("compositionend", answer);
}

/** @typedef {{id: string, names: (word: string) => boolean, card: () => Node}} Danger */

/**
 * Return the dangers of the page's own list that the terms name, in the list's order.
 * @param {ParentNode} finder
 * @param {string[]} terms
 * @returns {Danger[]}
 */
export function dangersIn(finder, terms) {
  const found = [];
  for (const place of finder.querySelectorAll("template")) {
    const { danger: id = "", words = "", calm = "" } = place.dataset;
    const names = naming(words, calm);
    if (terms.some(names)) found.push({ id, names, card: () => document.importNode(place.content, true) });
  }
  return found.slice(0, MOST_DANGERS);
}

/** @type {WeakMap<object, {ref: string, names: (said: string) => boolean}[]>} */
const dangers = new WeakMap();

/**
 * Return the search entries of the dangers. The text of an entry is a list of words; a word after 「～」 is harmless.
 * @param {Map<string, {text: string}>} places
 */
export function dangersOf(places) {
  const known = dangers.get(places);
  if (known) return known;
  const found = [...places].filter(([ref]) => DANGER.test(ref));
  const all = found.map(([ref, { text }]) => {
    const words = text.replaceAll(CUTS, "").match(/～?[\p{Script=Han}…]+/gu) ?? [];
    const [calm, alarming] = [true, false].map((is) => words.filter((word) => word.startsWith("～") === is).join("、"));
    return { ref, names: naming(alarming, calm.replaceAll("～", "")) };
  });
  dangers.set(places, all);
  return all;
}

/**
 * Return a test whether a text has one of the alarming words outside the calm ones.
 * @param {string} words
 * @param {string} calm
 * @returns {(said: string) => boolean}
 */
function naming(words, calm) {
  const [alarming, calming] = [any(words), any(calm)];
  return (said) => (calm ? said.replace(calming, " ") : said).search(alarming) >= 0;
}

/** @param {string} words parted by 、; they are Chinese, so no character is special in an expression */
function any(words) {
  return new RegExp(words.replaceAll("、", "|").replaceAll("…", GAP), "gu");
}
