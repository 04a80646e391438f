// What a reader is asked before a month is kept that may not be meant.

import { monthSaid } from "./year.js";

/** @typedef {{what: string, yes: string, no?: string, left: string}} Doubt a question, its answers, and what is said after the one that leaves all as it is */

// A page is printed anew more often than this; a month so far behind its own comes from a clock that is wrong.
const FAR = 24;

/** @param {string} month as the engine writes it */
function place(month) {
  const [year, number] = month.split("-").map(Number);
  return year * 12 + number;
}

/** @param {Date} day */
function monthOf(day) {
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}`;
}

/**
 * Whether a month has surely not begun. A device may be behind the page, and years before it: then it is not
 * believed, nor where it is years ahead.
 * @param {string} month
 * @param {string} device the month of the device's clock
 * @param {string} printed the month the page was printed with
 */
export function isAhead(month, device, printed) {
  const latest = Math.max(place(device), place(printed)) + 1;
  return place(month) > Math.min(latest, place(printed) + FAR);
}

/**
 * @param {string} said a month that may not have begun
 * @param {string} printed the month the page was printed with
 */
function ahead(said, printed) {
  const device = monthSaid(monthOf(new Date()));
  return {
    what: `${said}可能还没有到：这台设备的日期是${device}（也可能不准），这一页是${monthSaid(printed)}印的。真要记${said}吗？`,
    yes: `记${said}`,
    no: "不记",
    left: "没有记。请把上面的月份改成要记的那个月，再记。",
  };
}

/** @param {string} example what stands in the form as it was sent */
function unfilled(example) {
  return {
    what: `上面还是例子里的数：${example}。这个月真是这样吗？`,
    yes: "真是这样，记下",
    no: "不记",
    left: "没有记。请先在上面填这个月的次数，再记。",
  };
}

/** @param {string} said a month that is kept with other counts */
function replaced(said) {
  return {
    what: `${said}已经记过。要换成上面填的吗？换掉的找不回来。`,
    yes: "换成上面填的",
    left: `没有改，${said}记过的还在。`,
  };
}

/**
 * @param {string} month to be kept
 * @param {string} said the same in words
 * @param {import("./store.js").Kept | undefined} there what is kept of it
 * @param {import("./basis.js").Basis} basis
 * @param {{printed: string, example: string}} page the month it was printed with; what stands in its form still, empty where it was filled
 * @returns {Generator<Doubt>}
 */
export function* doubts(month, said, there, basis, { printed, example }) {
  if (!there && isAhead(month, monthOf(new Date()), printed)) yield ahead(said, printed);
  if (example && !basis.isOwn(month)) yield unfilled(example);
  if (basis.isStrange(there)) yield replaced(said);
}
