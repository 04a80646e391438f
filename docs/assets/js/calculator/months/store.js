// The reader's months, stored in this browser on this device and nowhere else.

import { recalled, remember } from "../../device.js";
import { openDB } from "../../vendor/idb.js";

/**
 * @typedef {Record<string, unknown> & {month: string}} Row a month as the engine reads and writes it
 * @typedef {{month: string, revision: number, row: Row}} Kept
 */

const NAME = "handbook-months";
const STORE = "months";
// The number of stored months, in localStorage: shows whether the browser has deleted the database.
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

  /** @returns {Promise<Store>} rejected where the browser stores nothing for pages */
  static async open() {
    return new Store(await opened());
  }

  /** @param {() => void} listener is called after another page has changed the months */
  onOthers(listener) {
    const listen = () => {
      this.#others = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;
      this.#others?.addEventListener("message", listener);
    };
    listen();
    // A message would make the browser drop the page from its back-forward cache.
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

  /** How many months the browser has deleted. */
  async lost() {
    return Math.max(0, Number(recalled(COUNT) ?? 0) - (await this.#count()));
  }

  /**
   * Store a month, unless another page has changed it.
   * @param {Row} row
   * @param {number} seen the revision that this page knows, 0 for none
   * @returns {Promise<{kept: boolean, revision: number}>} whether it was stored, and the revision in the store
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
   * Store several months, all or none.
   * @param {Row[]} rows
   * @param {Kept[]} seen all months that this page knows
   * @returns {Promise<Kept[] | null>} the stored months, or null
   */
  async putAll(rows, seen) {
    const kept = rows.map((row) => ({ month: row.month, revision: stamp(), row }));
    const months = rows.map(({ month }) => month);
    return (await this.#asSeen(seen, months, (store) => kept.map((each) => store.put(each)))) ? kept : null;
  }

  /** @param {Kept} seen @returns {Promise<boolean>} whether it was deleted */
  remove(seen) {
    return this.#asSeen([seen], [seen.month], (store) => [store.delete(seen.month)]);
  }

  /**
   * @param {Kept[]} seen all months that this page knows
   * @returns {Promise<boolean>} whether they were deleted
   */
  clear(seen) {
    return this.#asSeen(seen, null, (store) => [store.clear()]);
  }

  /**
   * Change months that no other page has changed, all or none.
   * @param {Kept[]} seen
   * @param {string[] | null} months to be changed, null for all
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

  /** Begin a transaction. It is in an object because a promise of it would wait until it ends. */
  #begun() {
    return this.#with(async (database) => ({ change: database.transaction(STORE, "readwrite") }));
  }

  /**
   * Use the database, opened again where the browser has closed it.
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
    // A newer page upgrades the database: this page has to close it.
    blocking: (_, __, event) => /** @type {IDBDatabase} */ (event.target).close(),
  });
}

/** Undo what was stored before an error. @param {{abort: () => void, done: Promise<void>}} change */
async function undone(change) {
  try {
    change.abort();
  } catch {
    // The browser has aborted it already.
  }
  await change.done.catch(() => {});
}

/** A random revision, different even for a month that was deleted and stored again; never 0. */
function stamp() {
  return crypto.getRandomValues(new Uint32Array(1))[0] + 1;
}
