// Words of the finder that say somebody may be in danger, and the card that then tells whom to call first.

const MOST = 2;
/** How many characters may stand where a word has 「…」: 被…打 is also 被人打, 被老公打. */
const GAP = ".{0,3}";

/** @typedef {{id: string, names: (word: string) => boolean, card: () => Node}} Danger */

/**
 * Return the dangers that are spoken of, out of the page's own list, in its order.
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
  return found.slice(0, MOST);
}

/**
 * Return what tells whether one of the words is said, other than within one of the calm ones.
 * @param {string} words
 * @param {string} calm
 * @returns {(said: string) => boolean}
 */
export function naming(words, calm) {
  const [alarming, calming] = [any(words), any(calm)];
  return (said) => (calm ? said.replace(calming, " ") : said).search(alarming) >= 0;
}

/** @param {string} words separated by 、; they are Chinese, so that nothing in them means more to an expression */
function any(words) {
  return new RegExp(words.replaceAll("、", "|").replaceAll("…", GAP), "gu");
}
