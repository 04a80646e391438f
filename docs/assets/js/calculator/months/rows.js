// Rows that are to be kept, read by the engine first.

import { NOT_READY } from "./kept.js";

/** @typedef {import("./store.js").Row} Row */

/**
 * Read the row that a form comes to; `wrong` tells why it cannot be kept, and is empty where it can.
 * @param {import("../engine.js").Engine} engine
 * @param {Row[]} kept
 * @param {Record<string, unknown>} form
 * @param {string} note
 * @returns {Promise<{row: Row, said: string, wrong: string}>} a row and how its month is said, where nothing is wrong
 */
export async function readRow(engine, kept, form, note) {
  const answer = await engine.ask("row_page", { form, note });
  if (answer === null) return { ...answer, wrong: NOT_READY };
  const wrong = answer.errors?.map((/** @type {any} */ { message }) => message).join("；");
  return { ...answer, wrong: wrong ?? (await tooFar(engine, kept, [answer.row])) };
}

/**
 * Tell why rows cannot be kept beside those there are: too many, or a mistyped year; empty where they can.
 * @param {import("../engine.js").Engine} engine
 * @param {Row[]} kept
 * @param {Row[]} rows
 * @returns {Promise<string>}
 */
export async function tooFar(engine, kept, rows) {
  const all = new Map([...kept, ...rows].map((row) => [row.month, row]));
  const answer = await engine.ask("year_page", { months: [...all.values()] });
  return answer?.errors?.find((/** @type {any} */ { field }) => field === "months")?.message ?? "";
}
