// The months a reader keeps: in this browser on this device, and nowhere else.

import { openDB } from "./vendor/idb.js";

/**
 * @typedef {Record<string, unknown> & {month: string}} Row a month as the engine reads and writes it
 * @typedef {{month: string, revision: number, row: Row}} Kept
 */

const NAME = "handbook-months";
const STORE = "months";
// How many months were kept when last seen: if the browser has wiped the store, this may be left to tell.
const COUNT = "handbook-months-count";

export class Store {
  /** @type {import("idb").IDBPDatabase} */
  #database;
  #others = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;

  /** @param {import("idb").IDBPDatabase} database */
  constructor(database) {
    this.#database = database;
  }

  /** @returns {Promise<Store>} rejected where the browser keeps nothing for pages */
  static async open() {
    const database = await openDB(NAME, 1, {
      upgrade: (fresh) => fresh.createObjectStore(STORE, { keyPath: "month" }),
      // A newer page needs the store changed: this one lets go of it.
      blocking: (_, __, event) => /** @type {IDBDatabase} */ (event.target).close(),
    });
    return new Store(database);
  }

  /** @param {() => void} listener hears that another page has changed the months */
  onOthers(listener) {
    this.#others?.addEventListener("message", listener);
  }

  /** @returns {Promise<Kept[]>} in the order of time */
  all() {
    return this.#database.getAll(STORE);
  }

  /** How many months are gone that this page did not delete. */
  async lost() {
    const known = Number(remembered());
    return Math.max(0, known - (await this.#database.count(STORE)));
  }

  /**
   * Keep a month, unless another page has changed it since it was seen.
   * @param {Row} row
   * @param {number} seen its revision when it was seen, 0 where there was none
   * @returns {Promise<boolean>} whether it is kept
   */
  async put(row, seen) {
    const change = this.#database.transaction(STORE, "readwrite");
    const there = await change.store.get(row.month);
    if ((there?.revision ?? 0) !== seen) {
      await change.done;
      return false;
    }
    await change.store.put({ month: row.month, revision: seen + 1, row });
    await change.done;
    await this.#told();
    return true;
  }

  /**
   * Keep months all at once, each in place of what was kept of it; all of them or none.
   * @param {Row[]} rows
   */
  async putAll(rows) {
    const change = this.#database.transaction(STORE, "readwrite");
    for (const row of rows) {
      const there = await change.store.get(row.month);
      change.store.put({ month: row.month, revision: (there?.revision ?? 0) + 1, row });
    }
    await change.done;
    await this.#told();
  }

  /** @param {string} month */
  async remove(month) {
    await this.#database.delete(STORE, month);
    await this.#told();
  }

  async clear() {
    await this.#database.clear(STORE);
    await this.#told();
  }

  async #told() {
    remember(String(await this.#database.count(STORE)));
    this.#others?.postMessage("changed");
  }
}

function remembered() {
  try {
    return localStorage.getItem(COUNT) ?? "0";
  } catch {
    return "0";
  }
}

/** @param {string} count */
function remember(count) {
  try {
    localStorage.setItem(COUNT, count);
  } catch {
    // Without it a wiped store is only not noticed.
  }
}
