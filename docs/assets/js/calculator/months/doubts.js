// The questions before a month is stored, replaced or deleted.

import { setText } from "../../dom.js";
import { monthOfDay } from "../typed.js";
import { monthSaid } from "./year.js";

/** @typedef {{what: string, yes: string, no?: string, left: string}} Doubt a question, its answers, and the sentence after a no */
/** @typedef {import("./store.js").Kept} Kept */

// The site is built more often than once in so many months; a device clock further ahead of the build is wrong.
const FAR = 24;

/**
 * Ask in the dialog. Turns runs one change at a time, so the dialog never has two questions.
 * @param {HTMLDialogElement} dialog
 * @param {string} what
 * @param {string} yes the label of the button that goes on
 * @param {string} no
 * @returns {Promise<boolean>}
 */
export function confirmed(dialog, what, yes, no = "不，留着") {
  setText(dialog, "p", what);
  setText(dialog, "[data-yes]", yes).onclick = () => dialog.close("yes");
  setText(dialog, "[data-no]", no).onclick = () => dialog.close("no");
  // Escape means no.
  dialog.returnValue = "no";
  return new Promise((settle) => {
    dialog.addEventListener("close", () => settle(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}

/** Which stored months the form was filled from, and their revisions: another page may change them later. */
export class Basis {
  /** @type {Map<string, number>} */
  #revisions = new Map();
  /** The months that the form was filled from or stored as. */
  #own = /** @type {Set<string>} */ (new Set());

  /** @param {Kept[]} kept months as they are stored now */
  see(kept) {
    for (const { month, revision } of kept) this.#revisions.set(month, revision);
  }

  /** The form now holds a stored month. @param {Kept} kept */
  hold({ month, revision }) {
    this.#revisions.set(month, revision);
    this.#own.add(month);
  }

  /** Imported months have replaced the stored ones, so the form no longer holds them. @param {Kept[]} kept */
  replace(kept) {
    for (const { month } of kept) this.#own.delete(month);
    this.see(kept);
  }

  /** @param {string} month */
  revision(month) {
    return this.#revisions.get(month) ?? 0;
  }

  /** @param {string} month */
  isOwn(month) {
    return this.#own.has(month);
  }

  /** @param {string} month that was deleted */
  drop(month) {
    this.#revisions.delete(month);
    this.#own.delete(month);
  }

  dropAll() {
    this.#revisions.clear();
    this.#own.clear();
  }
}

/** @param {string} month as the engine writes it */
function place(month) {
  const [year, number] = month.split("-").map(Number);
  return year * 12 + number;
}

/**
 * Tell whether a month has surely not begun. The device's clock counts only where it is near the page's own month.
 * @param {string} month
 * @param {string} device the month of the device's clock
 * @param {string} printed the month the page was printed with
 */
function isAhead(month, device, printed) {
  const latest = Math.max(place(device), place(printed)) + 1;
  return place(month) > Math.min(latest, place(printed) + FAR);
}

/**
 * @param {import("./store.js").Row} row to be stored
 * @param {string} said its month in words
 * @param {string} idle why it will not be computed, empty where it will
 * @param {Kept | undefined} there what is stored of it
 * @param {Basis} basis
 * @param {import("./entry.js").Pressed} pressed
 * @returns {Generator<Doubt>}
 */
export function* doubts({ month, policy }, said, idle, there, basis, { printed, example }) {
  const device = monthOfDay(new Date());
  if (!there && isAhead(month, device, printed)) {
    yield {
      what: `${said}可能还没有到：这台设备的日期是${monthSaid(device)}（也可能不准），这一页是${monthSaid(printed)}印的。真要记${said}吗？`,
      yes: `记${said}`,
      no: "不记",
      left: "没有记。请把上面的月份改成要记的那个月，再记。",
    };
  }
  if (example && !basis.isOwn(month)) {
    yield {
      what: `上面还是例子里的数：${example}。这个月真是这样吗？`,
      yes: "真是这样，记下",
      no: "不记",
      left: "没有记。请先在上面填这个月的次数，再记。",
    };
  }
  // A month of an edition that is not here, or that no longer governs it, is the reader's own and asked about too.
  const former = there?.row.policy ?? policy;
  const [by, now] = former === policy ? ["", ""] : [`（按 ${former} 版办法）`, idle ? `（${idle}）` : `、按 ${policy} 版办法算`];
  // A change by another page gets its own sentence.
  if (there?.revision === basis.revision(month) && (by || !basis.isOwn(month))) {
    yield {
      what: `${said}已经记过${by}。要换成上面填的${now}吗？换掉的找不回来。`,
      yes: "换成上面填的",
      left: `没有改，${said}记过的还在。`,
    };
  }
}
