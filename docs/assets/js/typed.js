// What was typed into a box, as far as the page has to read it before the engine does: to step a count, and to
// put a month into a control that holds one form of it only. What it reads, the engine reads alike.

const UNSEEN = /\p{Cf}|[\ufe00-\ufe0f]/gu;
const FULL_WIDTH = /[！-～]/g;
const DASHES = /[−‐‑‒–—―﹣]/g;
const COUNT = /^(\d{1,9})(?:\.0{0,2}|,)?\s*([次条个]?)\.?$/;
// It may be October, its last zero lost by a spreadsheet.
const SHORTENED = /^\d{4} *\. *1$/;
// Year and month; a day behind it, and midnight behind that, as spreadsheets write what they took for a day.
const DATE =
  /^(\d{4}) *[-/.年] *(\d{1,2})(?: *月?份?| *[-/.月] *(\d{1,2}) *[日号]?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?)$/;
const DIGITS = /^(\d{4})(\d\d)(\d\d)?$/;
const SPELT = /^(\d{4}|[〇○零一二三四五六七八九]{4}) *年 *(十?[一二三四五六七八九]|十) *月份?$/;
const NUMERALS = "零一二三四五六七八九";

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
  const plain = inNumbers(clean(text).replace(/\s/g, " ").replace(/^'/, ""));
  const [, year, month, day] = DIGITS.exec(plain) ?? DATE.exec(plain) ?? [];
  const isMonth = Number(year) > 0 && Number(month) > 0 && Number(month) <= 12 && !SHORTENED.test(plain);
  const isDay = !day || (Number(day) > 0 && Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate());
  return isMonth && isDay ? `${year}-${month.padStart(2, "0")}` : text;
}

/** 二〇二六年十月 as 2026-10. @param {string} plain */
function inNumbers(plain) {
  const [, year, month] = SPELT.exec(plain) ?? [];
  if (!year) return plain;
  const digits = `${year}-${month.replace("十", month.length > 1 ? "1" : "10")}`;
  return digits.replace(/[〇○]/g, "0").replace(/[零一二三四五六七八九]/g, (numeral) => String(NUMERALS.indexOf(numeral)));
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
