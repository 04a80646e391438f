// What was typed into a box, as far as the page has to read it before the engine does: to step a count, and to
// put a month into a control that holds one form of it only. What it reads, the engine reads alike.

const UNSEEN = /\p{Cf}|[\ufe00-\ufe0f]/gu;
const FULL_WIDTH = /[！-～]/g;
const DASHES = /[−‐‑‒–—―﹣]/g;
const COUNT = /^(\d{1,9})(?:\.0{0,2}|,)?\s*([次条个]?)\.?$/;
// Year and month; a day behind it, and midnight behind that, as spreadsheets write what they took for a day. 2026.1
// may be October, its last zero lost by a spreadsheet.
const DATE =
  /^(?!\d+ *\. *1$)(\d{4}) *[-/.年] *(\d\d?)(?: *月?份?| *[-/.月] *(\d\d?) *[日号]?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?)$/;
const DIGITS = /^(\d{4})(\d\d)(\d\d)?$/;

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
  const plain = clean(text).replace(/\s/g, " ").replace(/^'/, "");
  const [, year, month, day = "1"] = DIGITS.exec(plain) ?? DATE.exec(plain) ?? [];
  const is = +year && +month && +month < 13 && +day && +day <= new Date(+year, +month, 0).getDate();
  return is ? `${year}-${month.padStart(2, "0")}` : text;
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
