// Read the words that a reader types.

const UNSEEN = /\p{Cf}/gu;
const GROUPED = /(\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu;
const WORD = /\p{Nd}+(?:\.\p{Nd}+)+|[\p{L}\p{M}\p{N}]+/gu;
/** The build's marks between the words of a text in the search index. */
export const CUTS = /\u200b/g;

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
