// What was typed into a box, as far as the page has to read it before the engine does: to step a count, and to
// put a month into a control that holds one form of it only. What it reads, the engine reads alike.

const UNSEEN = /\p{Cf}|[\ufe00-\ufe0f]/gu;
const FULL_WIDTH = /[！-～]/g;
const DASHES = /[−‐‑‒–—―﹣]/g;
const COUNT = /^(\d{1,9})(?:\.0{0,2}|,)?\s*([次条个]?)\.?$/;
// It may be October, its last zero lost by a spreadsheet.
const SHORTENED = /^\d{4}\.1$/;
const MONTH = /^(\d{4})(?:[-/.年](\d{1,2})月?份?|(\d{2}))$/;

/**
 * @param {string} text
 * @param {string} [unit] that may stand behind the number
 * @returns {number | null} the count that was typed, 0 for nothing; null where it cannot be told
 */
export function counted(text, unit = "次条") {
  const plain = clean(text);
  if (plain === "") return 0;
  const found = COUNT.exec(plain);
  return found && `个${unit}`.includes(found[2]) ? Number(found[1]) : null;
}

/**
 * @param {string} text
 * @returns {string} the month as 2026-10, the text itself where it is none
 */
export function monthOf(text) {
  const plain = clean(text).replace(/\s/g, "");
  const found = MONTH.exec(plain);
  return found && !SHORTENED.test(plain) ? `${found[1]}-${(found[2] ?? found[3]).padStart(2, "0")}` : text;
}

/** Not NFKC: it makes digits of marks that are none, of 2² a 22. @param {string} text */
function clean(text) {
  return text
    .replace(UNSEEN, "")
    .replace(FULL_WIDTH, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(/[。｡]/g, ".")
    .replace(DASHES, "-")
    .trim();
}
