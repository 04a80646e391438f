// What is typed or pasted into a search, as bare words: without its marks, its widths and what cannot be seen.

const UNSEEN = /\p{Cf}/gu;
const GROUPED = /(\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu;
const WORD = /\p{Nd}+(?:\.\p{Nd}+)+|[\p{L}\p{M}\p{N}]+/gu;

/**
 * Take 「（煤气）」 for 煤气, ＡＰＰ for app, 1,630.00 元 for 1630.00 and 元; two words where a mark stands between them.
 * @param {string} typed
 * @returns {string[]} the words in their order, in small letters
 */
export function phrases(typed) {
  const plain = typed.normalize("NFKC").replace(UNSEEN, "").replace(GROUPED, "$1").toLowerCase();
  return plain.match(WORD) ?? [];
}

/**
 * Have a search answer each change of its field, but for what an input method has not finished: half-typed pinyin.
 * @param {HTMLInputElement} field
 * @param {() => void} answer
 */
export function onTyped(field, answer) {
  field.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) answer();
  });
  field.addEventListener("compositionend", answer);
}
