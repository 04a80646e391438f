// Read typed text in the page: a count for the buttons + and −, a month for a control that accepts one spelling only.
// The engine reads these texts in the same way.

const UNSEEN = /\p{Cf}|[\ufe00-\ufe0f]/gu;
const FULL_WIDTH = /[！-～]/g;
const DASHES = /[−‐‑‒–—―﹣]/g;
const COUNT = /^(\d{1,9})(?:\.0{0,2}|,)?\s*([次条个]?)\.?$/;
// Year and month, perhaps with a day and midnight, as spreadsheets write a date. 2026.1 is refused: it may be
// October, with its last zero lost in a spreadsheet.
const DATE =
  /^(?!\d+ *\. *1$)(\d{4}) *[-/.年] *(\d\d?)(?: *月?份?| *[-/.月] *(\d\d?) *[日号]?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?)$/;
const DIGITS = /^(\d{4})(\d\d)(\d\d)?$/;

/** The count in a text: 0 if empty, null if none. @param {string} text @param {string} [unit] behind it */
export function counted(text, unit = "次条") {
  const plain = clean(text);
  if (plain === "") return 0;
  const found = COUNT.exec(plain);
  return found && `个${unit}`.includes(found[2]) ? Number(found[1]) : null;
}

/** @param {string} text @returns {string} the month as 2026-10, or the text itself where it is no month */
export function monthOf(text) {
  const plain = clean(text).replace(/\s/g, " ").replace(/^'/, "");
  const [, year, month, day = "1"] = DIGITS.exec(plain) ?? DATE.exec(plain) ?? [];
  const is = +year && +month && +month < 13 && +day && +day <= new Date(+year, +month, 0).getDate();
  return is ? `${year}-${month.padStart(2, "0")}` : text;
}

export function monthOfDay(/** @type {Date} */ day) {
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}`;
}

/** Not NFKC, which would turn 2² into 22. @param {string} text */
function clean(text) {
  return text
    .replace(UNSEEN, "")
    .replace(FULL_WIDTH, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(/[。｡]/g, ".")
    .replace(DASHES, "-")
    .trim();
}
