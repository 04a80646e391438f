// What was typed into a box, as far as the page has to read it before the engine does: to step a count, and to
// put a month into a control that holds one form of it only.

const UNSEEN = /\p{Cf}|[\ufe00-\ufe0f]/gu;
const COUNT = /^(\d{1,9})(?:[.,。]0{0,2})?(?:[次条个]\.?)?$/;
const MONTH = /^(\d{4})(?:[-/.年](\d{1,2})月?份?|(\d{2}))$/;

/**
 * @param {string} text
 * @returns {number | null} the count that was typed, 0 for nothing; null where it cannot be told
 */
export function counted(text) {
  const plain = clean(text).replace(/ (?=\D*$)/, "");
  if (plain === "") return 0;
  const found = COUNT.exec(plain);
  return found ? Number(found[1]) : null;
}

/**
 * @param {string} text
 * @returns {string} the month as 2026-10, the text itself where it is none
 */
export function monthOf(text) {
  const found = MONTH.exec(clean(text).replaceAll(" ", ""));
  return found ? `${found[1]}-${(found[2] ?? found[3]).padStart(2, "0")}` : text;
}

/** @param {string} text */
function clean(text) {
  return text.normalize("NFKC").replace(UNSEEN, "").trim();
}
