// The months a reader keeps: in this browser on this device, and nowhere else.

import { recalled, remember } from "../../site/remembered.js";
import { openDB } from "../../vendor/idb.js";

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
  /** @type {BroadcastChannel | null} */
  #others = null;

  /** @param {import("idb").IDBPDatabase} database */
  constructor(database) {
    this.#database = database;
  }

  /** @returns {Promise<Store>} rejected where the browser keeps nothing for pages */
  static async open() {
    return new Store(await opened());
  }

  /** @param {() => void} listener hears that another page has changed the months */
  onOthers(listener) {
    const listen = () => {
      this.#others = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;
      this.#others?.addEventListener("message", listener);
    };
    listen();
    // A page one may come back to is let go of by the browser as soon as it is told anything.
    addEventListener("pagehide", () => {
      this.#others?.close();
      this.#others = null;
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      listen();
      listener();
    });
  }

  /** @returns {Promise<Kept[]>} in the order of time */
  all() {
    return this.#with((database) => database.getAll(STORE));
  }

  /** How many months are gone that this page did not delete. */
  async lost() {
    return Math.max(0, Number(recalled(COUNT) ?? 0) - (await this.#count()));
  }

  /**
   * Keep a month, unless another page has changed it since it was seen.
   * @param {Row} row
   * @param {number} seen its revision when it was seen, 0 where there was none
   * @returns {Promise<{kept: boolean, revision: number}>} whether it is kept, and the revision there is now
   */
  async put(row, seen) {
    const { change } = await this.#begun();
    const there = (await change.store.get(row.month))?.revision ?? 0;
    if (there !== seen) {
      await change.done;
      return { kept: false, revision: there };
    }
    const revision = stamp();
    await change.store.put({ month: row.month, revision, row });
    await change.done;
    await this.#told();
    return { kept: true, revision };
  }

  /**
   * Keep months all at once, each in place of what was kept of it.
   * @param {Row[]} rows
   * @param {Kept[]} seen all months, as the reader knows them
   * @returns {Promise<Kept[] | null>} as they are kept; null where that is none of them
   */
  async putAll(rows, seen) {
    const kept = rows.map((row) => ({ month: row.month, revision: stamp(), row }));
    const months = rows.map(({ month }) => month);
    return (await this.#asSeen(seen, months, (store) => kept.map((each) => store.put(each)))) ? kept : null;
  }

  /**
   * @param {Kept} seen
   * @returns {Promise<boolean>} whether it was deleted
   */
  remove(seen) {
    return this.#asSeen([seen], [seen.month], (store) => [store.delete(seen.month)]);
  }

  /**
   * @param {Kept[]} seen all months, as the reader knows them
   * @returns {Promise<boolean>} whether they were deleted
   */
  clear(seen) {
    return this.#asSeen(seen, null, (store) => [store.clear()]);
  }

  /**
   * Change months that no other page has changed since they were seen, all or none.
   * @param {Kept[]} seen
   * @param {string[] | null} months those that are changed, null where that is every one
   * @param {(store: import("idb").IDBPObjectStore<any, ["months"], "months", "readwrite">) => Promise<unknown>[]} act
   * @returns {Promise<boolean>} whether it was done
   */
  async #asSeen(seen, months, act) {
    const { change } = await this.#begun();
    let same = false;
    try {
      const [there, known] = [await change.store.getAll(), seen].map(
        (all) => new Map(all.map(({ month, revision }) => [month, revision])),
      );
      same = (months ?? [...there.keys(), ...known.keys()]).every((month) => there.get(month) === known.get(month));
      if (same) await Promise.all(act(change.store));
      await change.done;
    } catch (error) {
      await undone(change);
      throw error;
    }
    if (same) await this.#told();
    return same;
  }

  async #told() {
    remember(COUNT, String(await this.#count()));
    this.#others?.postMessage("changed");
  }

  #count() {
    return this.#with((database) => database.count(STORE));
  }

  /** A change of the store, in a box: it would be waited for until it is done. */
  #begun() {
    return this.#with(async (database) => ({ change: database.transaction(STORE, "readwrite") }));
  }

  /**
   * Have something done; where the browser has closed the database by itself, with one opened anew.
   * @template Done
   * @param {(database: import("idb").IDBPDatabase) => Promise<Done>} work
   * @returns {Promise<Done>}
   */
  async #with(work) {
    try {
      return await work(this.#database);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "InvalidStateError")) throw error;
      this.#database = await opened();
      return work(this.#database);
    }
  }
}

function opened() {
  return openDB(NAME, 1, {
    upgrade: (fresh) => fresh.createObjectStore(STORE, { keyPath: "month" }),
    // A newer page needs the store changed: this one lets go of it.
    blocking: (_, __, event) => /** @type {IDBDatabase} */ (event.target).close(),
  });
}

/**
 * Let nothing stay of what was put before a fault.
 * @param {{abort: () => void, done: Promise<void>}} change
 */
async function undone(change) {
  try {
    change.abort();
  } catch {
    // The browser has given it up already.
  }
  await change.done.catch(() => {});
}

/** A revision that no other page gives, not even to a month deleted and kept anew; never 0. */
function stamp() {
  return crypto.getRandomValues(new Uint32Array(1))[0] + 1;
}
