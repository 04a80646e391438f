// Changes of the kept months: sentences for failures, the engine's check of each row, and one change at a time.

import { monthOfDay } from "../typed.js";
import { monthSaid, yearOf } from "./year.js";

/**
 * @typedef {import("../engine.js").Engine} Engine
 * @typedef {import("./store.js").Row} Row
 * @typedef {{wrong: string, idle: string}} Tried why rows cannot be added (too many, or a mistyped year), and why the
 * last of them will not be computed; each empty where there is no reason
 */

export const NO_STORE =
  "这个浏览器现在不让网页存东西（可能是无痕浏览），月份记不下来，填的数只留到这个标签页关上；计算不受影响。";
const NEWER = "这台设备上的月份是更新的页面记的，这个页面旧了，读不了也记不下。请刷新页面；记过的都在，填的数也还在上面。";
export const NOT_READY = "计算还没有准备好，没有做。等上面的结果出来，再按一次。";
// The site is built more often than once in so many months; a device clock further ahead of the build is wrong.
const FAR = 24;
export const NOT_KEPT = "没有存下（可能是存储空间满了），以前记的都在，填的数也还在上面。";

/** @param {unknown} error of the store @param {string} otherwise the sentence for any other error */
export function reason(error, otherwise) {
  const name = error instanceof DOMException ? error.name : "";
  // A newer page has changed the store, or closed it under this one.
  return ["VersionError", "InvalidStateError"].includes(name) ? NEWER : otherwise;
}

/**
 * Read the row that a form makes, and its month in words; `wrong` says why the row cannot be stored.
 * @param {Engine} engine @param {Row[]} stored @param {Record<string, unknown>} form @param {string} note
 * @returns {Promise<{row: Row, said: string} & Tried>}
 */
export async function readRow(engine, stored, form, note) {
  const answer = await engine.ask("row_page", { form, note });
  if (answer === null) return { ...answer, wrong: NOT_READY };
  const wrong = answer.errors?.map((/** @type {any} */ { message }) => message).join("；");
  return wrong ? { ...answer, wrong } : { ...answer, ...(await tried(engine, stored, [answer.row])) };
}

/**
 * Try rows before they are added to the stored ones.
 * @param {Engine} engine @param {Row[]} stored @param {Row[]} rows at least one @returns {Promise<Tried>}
 */
export async function tried(engine, stored, rows) {
  const all = new Map([...stored, ...rows].map((row) => [row.month, row]));
  const { month } = rows[rows.length - 1];
  const answer = await engine.ask("year_page", { months: [...all.values()], year: yearOf({ month }) });
  const wrong = answer?.errors?.find((/** @type {any} */ { field }) => field === "months")?.message ?? "";
  const last = answer?.months?.find((/** @type {any} */ each) => each.month === month);
  return { wrong, idle: last?.computed === false ? last.cautions[0] : "" };
}

/** Say that a month has surely not begun; empty where it can have. */
export function doubt(/** @type {string} */ month, /** @type {string} */ printed) {
  // The device's clock counts only where it is near the month the page was printed with.
  const device = monthOfDay(new Date());
  const [said, clock, page] = [month, device, printed].map((each) => {
    const [year, number] = each.split("-").map(Number);
    return year * 12 + number;
  });
  if (said <= Math.min(Math.max(clock, page) + 1, page + FAR)) return "";
  return `这个月可能还没有到：这台设备的日期是${monthSaid(device)}（也可能不准）。`;
}

/** Runs changes one after the other; a change that already waits is not run twice. */
export class Turns {
  #last = /** @type {Promise<unknown>} */ (Promise.resolve());
  #waiting = /** @type {Set<string>} */ (new Set());

  /** @param {string} name the same for the same change @param {() => Promise<void>} act */
  async run(name, act) {
    if (this.#waiting.has(name)) return;
    this.#waiting.add(name);
    const mine = this.#last.then(act).finally(() => this.#waiting.delete(name));
    // Only the caller gets the error; the next change runs all the same.
    this.#last = mine.catch(() => {});
    await mine;
  }
}
