// A month in the part of an address after "#": it never reaches a server, and it is data, never markup.
//
// A link ends with check digits over all it says, because chats cut links and put text behind them. With the digits
// a link is either just what was sent or it is refused. Links made before there were digits are read too, but nothing
// tells whether they are whole.

/**
 * @typedef {[string, string][]} Pairs
 * @typedef {{whole: boolean, fields: Record<string, unknown>, hidden: boolean, strange: boolean}} Opened
 * what a link says by the form's names, empty where it must say something and does not; whether it is known to be
 * whole, whether the answer is to be worked out first, and whether it says something that is not known here
 */

// Longer than any link made here, even twice percent-encoded and with a message behind it.
const LONGEST = 6000;
const LONGEST_VALUE = 40;
const LONGEST_READINGS = 1500;
const UNKNOWN = "?";
const HIDDEN = "hide";
// A link with check digits begins with this name, one without them never did: so a link whose digits were cut off
// is not taken for an old one.
const FIRST = "worker_type";
const OF_THE_MONTH = [FIRST, "policy", "month", "readings"];
const END = "end";
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
// Stands where a link was taken out of a text; no link has it.
const BETWEEN = "。";
// Chats and mail encode a link once or twice, in part or whole.
const MOST_ENCODED = 4;

const BROKEN = "这个链接不完整，或者改动过，里面的数一个也没有用。请对方再发一次。";
const SEVERAL = "这里有几个链接连在一起，里面的数一个也没有用。请一个一个打开。";
const TOO_LONG = "这个链接太长，不是这里做的，里面的数一个也没有用。";
const OTHER_PAGE = "这个链接是另一版网页做的，有一项这里不认得，里面的数都没有用。刷新这一页，再打开一次。";

/**
 * @param {Record<string, unknown>} fields as the form gives them
 * @param {string[]} counts the names of the counts, of which those at their start value are left out
 * @param {Record<string, string>} start the values the page was sent with, of the counts that may be left out
 * @param {boolean} hidden
 * @returns {string} the fragment
 */
export function written(fields, counts, start, hidden) {
  /** @type {Pairs} */
  const said = [FIRST, "policy", "month"].map((name) => [name, String(fields[name] ?? "")]);
  for (const name of counts) {
    const value = fields[name] === null ? UNKNOWN : String(fields[name]);
    if (value !== start[name]) said.push([name, value]);
  }
  const readings = Object.entries(/** @type {Record<string, string>} */ (fields.readings ?? {}));
  if (readings.length) said.push(["readings", readings.map((pair) => pair.join(":")).join(",")]);
  if (hidden) said.push([HIDDEN, "1"]);
  const content = canonical(said);
  return `${content}&${END}=${digits(content)}`;
}

/** @param {string} fragment without the "#", perhaps cut or encoded */
export function isLink(fragment) {
  if (fragment === "") return false;
  if (fragment.length > LONGEST || FIRST.startsWith(fragment)) return true;
  return [...spellings(fragment)].some((text) => /[=&]/.test(text) || text.startsWith(FIRST));
}

/**
 * @param {string} fragment
 * @param {string[]} counts
 * @param {string[]} required those of them that every link says
 * @returns {Opened | string} what it says, or why it cannot be opened; nothing of such a link is used
 */
export function opened(fragment, counts, required) {
  if (fragment.length > LONGEST) return TOO_LONG;
  const texts = [...spellings(fragment)];
  for (const text of texts) {
    const { found, rest } = sealed(text);
    if (found.size === 0) continue;
    const others = sealed([...spellings(rest)].pop() ?? "");
    const [said, ...more] = new Map([...found, ...others.found]).values();
    return more.length || isOfLink(others.rest, counts) ? SEVERAL : understood(said, true, counts, required);
  }
  if (texts.some((text) => text.startsWith(FIRST) || text.includes(`${END}=`))) return BROKEN;
  const plain = texts[texts.length - 1];
  const begin = plain.lastIndexOf("#") + 1;
  const own = plain.slice(begin).replace(/[。，、；！？）】》」’”…"'].*/s, "");
  if (isOfLink(plain.slice(0, begin) + BETWEEN + plain.slice(begin + own.length), counts)) return SEVERAL;
  const said = pairs(own);
  return said.some(([name]) => ["month", FIRST, ...counts].includes(name)) ? understood(said, false, counts, required) : BROKEN;
}

/**
 * Read what links say up to check digits that fit.
 * @param {string} text
 * @returns {{found: Map<string, Pairs>, rest: string}} by the check digits, several where links were pasted one behind
 * the other, and what stands before, between and behind them
 */
function sealed(text) {
  const found = new Map();
  let [rest, read] = ["", 0];
  for (const { 0: seal, index, 1: end } of text.matchAll(new RegExp(`&${END}=([${DIGITS}]{6})`, "g"))) {
    const begin = Math.max(read, text.lastIndexOf(`${FIRST}=`, index));
    const said = pairs(text.slice(begin, index));
    if (digits(canonical(said)) !== end) continue;
    found.set(end, said);
    rest += text.slice(read, begin) + BETWEEN;
    read = index + seal.length;
  }
  return { found, rest: rest + text.slice(read) };
}

/**
 * Whether there is a piece of a link in what stands around one: nothing tells then which of the two was meant. What
 * chats put behind a link, as &from=singlemessage, and the address before it are no such piece.
 * @param {string} text
 * @param {string[]} counts
 */
function isOfLink(text, counts) {
  const names = [...OF_THE_MONTH, ...counts, HIDDEN, END];
  const around = text.replace(/https?:[a-z0-9./:-]*#(?=。)/gi, "");
  const noise = around.replace(/[&?](\w+)=[^&#。]*/g, (said, name) => (names.some((known) => known.endsWith(name)) ? said : ""));
  // Twenty characters in a row that links are made of, one of the marks between their words among them.
  const runs = noise.match(/[\w０-９:,&=?%.-]{20,}/g) ?? [];
  return /https?:/i.test(around) || names.some((name) => noise.includes(`${name}=`)) || runs.some((run) => /[_=:-]/.test(run));
}

/**
 * @param {Pairs} said
 * @param {boolean} whole
 * @param {string[]} counts
 * @param {string[]} required
 * @returns {Opened | string}
 */
function understood(said, whole, counts, required) {
  const known = [...OF_THE_MONTH, ...counts, HIDDEN];
  const strange = said.some(([name]) => !known.includes(name));
  if (strange && whole) return OTHER_PAGE;
  /** @type {Record<string, unknown>} */
  const fields = Object.fromEntries(["month", FIRST, ...required].map((name) => [name, ""]));
  const seen = new Set();
  for (const [name, value] of said.filter(([name]) => known.includes(name))) {
    if (seen.has(name) || value.length > (name === "readings" ? LONGEST_READINGS : LONGEST_VALUE)) return BROKEN;
    seen.add(name);
    fields[name] = counts.includes(name) && value === UNKNOWN ? null : value;
  }
  const hidden = fields[HIDDEN] === "1";
  delete fields[HIDDEN];
  if ("readings" in fields) fields.readings = chosen(String(fields.readings));
  return { whole, fields, hidden, strange };
}

/**
 * Undo step by step what chats and mail do to a link: HTML's and full-width marks, then percent-encoding.
 * @param {string} fragment
 */
function* spellings(fragment) {
  let text = fragment;
  for (let turn = 0; turn < MOST_ENCODED; turn += 1) {
    yield text;
    text = clean(text)
      .replace(/&(amp;?|#38;|#x26;)/gi, "&")
      .replace(/&(equals|#61|#x3d);/gi, "=")
      .replace(/&(num|#35|#x23);/gi, "#")
      .replace(/[＆＝＃％]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
    yield text;
    // Only what is UTF-8: a piece cut in two, in the noise behind a link, stays as it is.
    text = text.replace(/(%[0-9a-f]{2})+/gi, (piece) => {
      try {
        return decodeURIComponent(piece);
      } catch {
        return piece;
      }
    });
  }
}

/** @param {string} text @returns {Pairs} */
function pairs(text) {
  return [...new URLSearchParams(text)].map(([name, value]) => [clean(name), clean(value)]);
}

/**
 * The one spelling of what a link says, in ASCII: however it was encoded on the way, the digits are made over this.
 * @param {Pairs} said
 */
function canonical(said) {
  return new URLSearchParams(said.map(([name, value]) => [clean(name), clean(value)])).toString();
}

/** No value of a link has spaces or marks that nobody sees: those that come along on the way go. @param {string} text */
function clean(text) {
  return text.replace(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "");
}

/**
 * The check digits: a CRC of 30 bits (polynomial 0x2030b9c7, as in CDMA), five bits a digit, in letters and digits
 * without look-alikes. A CRC finds every change within 30 bits in a row, so each wrong character and each pair of
 * neighbours swapped; any other change or cut passes once in 2^30. It guards against accidents, not against forgery:
 * anybody may write a link. The browser's own hashes are asynchronous, and missing on pages without encryption.
 * @param {string} content in ASCII
 */
function digits(content) {
  let rest = 0x3fffffff;
  for (const letter of content) {
    rest ^= letter.charCodeAt(0) << 22;
    for (let bit = 0; bit < 8; bit += 1) rest = ((rest << 1) ^ (rest & 0x20000000 ? 0x2030b9c7 : 0)) & 0x3fffffff;
  }
  return [25, 20, 15, 10, 5, 0].map((shift) => DIGITS[(rest >> shift) & 31]).join("");
}

/** @param {string} text */
function chosen(text) {
  return Object.fromEntries(text.split(",").map((pair) => [pair.split(":")[0], pair.split(":").slice(1).join(":")]));
}
