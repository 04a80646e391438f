// A month in the fragment of an address: it never reaches a server, and it is data, never markup.
//
// A link ends with check digits over its whole content, because chats cut links and append text. A link whose digits
// do not fit is refused. Older links without digits are read too, but nothing tells whether they are complete.

/**
 * @typedef {[string, string][]} Pairs
 * @typedef {{whole: boolean, fields: Record<string, unknown>, hidden: boolean, strange: boolean}} Opened
 * a link's values by the form's names, empty for a required one that is missing; whether check digits prove it
 * complete, whether it hides the answer, and whether it has names that this page does not know
 */

// Longer than any link made here, even percent-encoded twice and followed by a message.
const LONGEST = 6000;
const LONGEST_VALUE = 40;
const LONGEST_READINGS = 1500;
const UNKNOWN = "?";
const HIDDEN = "hide";
// Links with check digits begin with this name and older links never did, so a cut link does not pass for an old one.
const FIRST = "worker_type";
const OF_THE_MONTH = [FIRST, "policy", "month", "readings"];
const END = "end";
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
// Replaces a link that was taken out of a text; no link contains it.
const BETWEEN = "。";
// Chats and mail programs encode links once or twice, partly or wholly.
const MOST_ENCODED = 4;

const BROKEN = "这个链接不完整，或者改动过，里面的数一个也没有用。请对方再发一次。";
const SEVERAL = "这里有几个链接连在一起，里面的数一个也没有用。请一个一个打开。";
const TOO_LONG = "这个链接太长，不是这里做的，里面的数一个也没有用。";
const OTHER_PAGE = "这个链接是另一版网页做的，有一项这里不认得，里面的数都没有用。刷新这一页，再打开一次。";

/**
 * Write the fragment of a link. @param {Record<string, unknown>} fields as the form gives them
 * @param {string[]} counts the names of the counts; those at their start value are left out
 * @param {Record<string, string>} start the page's own values of the optional counts @param {boolean} hidden
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
  const content = new URLSearchParams(cleaned(said)).toString();
  return `${content}&${END}=${digits(content)}`;
}

/** @param {string} fragment without the "#", perhaps cut or encoded */
export function isLink(fragment) {
  if (fragment === "") return false;
  if (fragment.length > LONGEST || FIRST.startsWith(fragment)) return true;
  return [...spellings(fragment)].some((text) => /[=&]/.test(text) || text.startsWith(FIRST));
}

/**
 * @param {string} fragment @param {string[]} counts @param {string[]} required the counts that every link has
 * @returns {Opened | string} the link's content, or the sentence why nothing of it is used
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
  const said = cleaned(own);
  return said.some(([name]) => ["month", FIRST, ...counts].includes(name)) ? understood(said, false, counts, required) : BROKEN;
}

/**
 * Read the links in a text whose check digits fit.
 * @returns {{found: Map<string, Pairs>, rest: string}} the links by their check digits, several where they were pasted
 * together, and the text around them
 */
function sealed(/** @type {string} */ text) {
  const found = new Map();
  let [rest, read] = ["", 0];
  for (const { 0: seal, index, 1: end } of text.matchAll(new RegExp(`&${END}=([${DIGITS}]{6})`, "g"))) {
    const begin = Math.max(read, text.lastIndexOf(`${FIRST}=`, index));
    const said = cleaned(text.slice(begin, index));
    // The digits are those of one spelling, however the link was encoded on its way.
    if (digits(new URLSearchParams(said).toString()) !== end) continue;
    found.set(end, said);
    rest += text.slice(read, begin) + BETWEEN;
    read = index + seal.length;
  }
  return { found, rest: rest + text.slice(read) };
}

/**
 * Tell whether the text around a link contains a piece of another link: then it is unclear which one was meant. What
 * chats append, as &from=singlemessage, and the address before the link do not count.
 */
function isOfLink(/** @type {string} */ text, /** @type {string[]} */ counts) {
  const names = [...OF_THE_MONTH, ...counts, HIDDEN, END];
  const around = text.replace(/https?:[a-z0-9./:-]*#(?=。)/gi, "");
  const noise = around.replace(/[&?](\w+)=[^&#。]*/g, (said, name) => (names.some((known) => known.endsWith(name)) ? said : ""));
  // Twenty link characters in a row with at least one separator.
  const runs = noise.match(/[\w０-９:,&=?%.-]{20,}/g) ?? [];
  return /https?:/i.test(around) || names.some((name) => noise.includes(`${name}=`)) || runs.some((run) => /[_=:-]/.test(run));
}

/** @param {Pairs} said @param {boolean} whole @param {string[]} counts @param {string[]} required @returns {Opened | string} */
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

/** Undo step by step how chats and mail change a link: HTML entities and full-width marks, then percent-encoding. */
function* spellings(/** @type {string} */ fragment) {
  let text = fragment;
  for (let turn = 0; turn < MOST_ENCODED; turn += 1) {
    yield text;
    text = clean(text)
      .replace(/&(amp;?|#38;|#x26;)/gi, "&")
      .replace(/&(equals|#61|#x3d);/gi, "=")
      .replace(/&(num|#35|#x23);/gi, "#")
      .replace(/[＆＝＃％]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
    yield text;
    // Leave what is not UTF-8: the text behind a link may be cut inside a character.
    text = text.replace(/(%[0-9a-f]{2})+/gi, (piece) => {
      try {
        return decodeURIComponent(piece);
      } catch {
        return piece;
      }
    });
  }
}

/** @param {string | Pairs} link @returns {Pairs} */
function cleaned(link) {
  return [...new URLSearchParams(link)].map(([name, value]) => [clean(name), clean(value)]);
}

/** Drop spaces and invisible characters, which no value of a link has. */
function clean(/** @type {string} */ text) {
  return text.replace(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "");
}

/**
 * The check digits: a CRC of 30 bits (polynomial 0x2030b9c7, as in CDMA), five bits a digit, in letters and digits
 * without look-alikes. A CRC finds every change within 30 bits in a row, so each wrong character and each swap of
 * neighbours; any other change or cut passes once in 2^30. It guards against accidents, not against forgery.
 * The browser's own hashes are asynchronous, and missing on pages without encryption.
 */
function digits(/** @type {string} */ content) {
  let rest = 0x3fffffff;
  for (const letter of content) {
    rest ^= letter.charCodeAt(0) << 22;
    for (let bit = 0; bit < 8; bit += 1) rest = ((rest << 1) ^ (rest & 0x20000000 ? 0x2030b9c7 : 0)) & 0x3fffffff;
  }
  return [25, 20, 15, 10, 5, 0].map((shift) => DIGITS[(rest >> shift) & 31]).join("");
}

function chosen(/** @type {string} */ text) {
  return Object.fromEntries(text.split(",").map((pair) => [pair.split(":")[0], pair.split(":").slice(1).join(":")]));
}
