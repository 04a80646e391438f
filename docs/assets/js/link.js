// A month in the part of an address after "#": it never reaches a server, and it is data, never markup.

/**
 * @typedef {{fields: Record<string, unknown>, hidden: boolean}} Opened
 * what a link puts into the form, and whether the answer is to be worked out first
 */

// Longer than any link made here; what is longer was not made here.
const LONGEST = 1500;
const LONGEST_VALUE = 40;
const UNKNOWN = "?";
const HIDDEN = "hide";
const OF_THE_MONTH = ["policy", "month", "worker_type", "readings"];

/**
 * @param {Record<string, unknown>} fields as the form gives them
 * @param {string[]} counts the names of the counts, of which those at their start value are left out
 * @param {Record<string, string>} start the values the page was sent with, of the counts that may be left out
 * @param {boolean} hidden
 * @returns {string} the fragment
 */
export function written(fields, counts, start, hidden) {
  const said = new URLSearchParams();
  for (const name of ["policy", "month", "worker_type"]) said.set(name, String(fields[name] ?? ""));
  for (const name of counts) {
    const value = fields[name] === null ? UNKNOWN : String(fields[name]);
    if (value !== start[name]) said.set(name, value);
  }
  const readings = Object.entries(/** @type {Record<string, string>} */ (fields.readings ?? {}));
  if (readings.length) said.set("readings", readings.map((pair) => pair.join(":")).join(","));
  if (hidden) said.set(HIDDEN, "1");
  return said.toString();
}

/** @param {string} fragment without the "#" */
export function isLink(fragment) {
  return fragment.includes("=");
}

/**
 * @param {string} fragment
 * @param {string[]} counts
 * @returns {Opened | string} what it says, or why it cannot be opened; nothing of such a link is used
 */
export function opened(fragment, counts) {
  if (fragment.length > LONGEST) return "这个链接太长，不是这里做的，没有打开。";
  const said = new URLSearchParams(fragment);
  const known = new Set([...OF_THE_MONTH, ...counts, HIDDEN]);
  /** @type {Record<string, unknown>} */
  const fields = {};
  for (const [name, value] of said) {
    if (!known.has(name) || name in fields || value.length > (name === "readings" ? LONGEST : LONGEST_VALUE))
      return "这个链接不完整，或者改动过，没有打开。";
    fields[name] = counts.includes(name) && value === UNKNOWN ? null : value;
  }
  if (!("month" in fields) || !("worker_type" in fields)) return "这个链接不完整，或者改动过，没有打开。";
  const hidden = fields[HIDDEN] === "1";
  delete fields[HIDDEN];
  if ("readings" in fields) fields.readings = pairs(String(fields.readings));
  return { fields, hidden };
}

/** @param {string} text */
function pairs(text) {
  return Object.fromEntries(text.split(",").map((pair) => [pair.split(":")[0], pair.split(":").slice(1).join(":")]));
}
