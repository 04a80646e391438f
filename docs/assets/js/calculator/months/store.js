// The reader's months and drafts, stored in this browser on this device and nowhere else.

import { recalled, remember } from "../../device.js";
import { openDB } from "../../vendor/idb.js";

/**
 * @typedef {Record<string, unknown> & {month: string}} Row a month as the engine reads and writes it
 * @typedef {import("../state.js").Kept} Kept
 * @typedef {import("../state.js").Change} Change
 * @typedef {{month: string, content: import("../state.js").Content}} Draft
 * @typedef {{kept: Kept[], drafts: Draft[]}} Stored in the order of time
 */

const NAME = "handbook-months";
const MONTHS = "months";
const DRAFTS = "drafts";
// The number of kept months, in localStorage: shows whether the browser has deleted the database.
const COUNT = "handbook-months-count";
const OF_TAB = "handbook-drafts";

export class Store {
  #database;
  #others = /** @type {BroadcastChannel | null} */ (null);

  constructor(/** @type {import("idb").IDBPDatabase} */ database) {
    this.#database = database;
  }

  /** @returns {Promise<Store>} rejected where the browser stores nothing for pages */
  static async open() {
    return new Store(await opened());
  }

  /** @param {() => void} listener is called after another page has changed the months or drafts */
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

  /** @returns {Promise<Stored>} */
  all() {
    return this.#with(async (database) => {
      const change = database.transaction([MONTHS, DRAFTS]);
      const [kept, drafts] = await Promise.all([change.objectStore(MONTHS).getAll(), change.objectStore(DRAFTS).getAll()]);
      return { kept, drafts };
    });
  }

  /** How many months the browser has deleted. */
  async lost() {
    const there = await this.#with((database) => database.count(MONTHS));
    return Math.max(0, Number(recalled(COUNT) ?? 0) - there);
  }

  /**
   * Change months, all or none. @param {Change[]} changes @param {boolean} [quiet] not telling other pages
   * @returns {Promise<(Kept | null)[]>} what was kept of each month before, also where another page had kept it
   */
  change(changes, quiet = false) {
    return this.#with(async (database) => {
      const change = database.transaction([MONTHS, DRAFTS], "readwrite");
      const [months, drafts] = [MONTHS, DRAFTS].map((name) => change.objectStore(name));
      const write = async (/** @type {Change} */ { month, draft, ...rest }) => {
        if (rest.kept) await months.put(rest.kept);
        else if ("kept" in rest) await months.delete(month);
        await (draft ? drafts.put({ month, content: draft }) : drafts.delete(month));
      };
      try {
        const moving = changes.some((each) => "kept" in each);
        const former = moving ? await Promise.all(changes.map(async ({ month }) => (await months.get(month)) ?? null)) : [];
        const done = changes.map(write);
        // A page that is left now has nothing more to say, and its draft is stored all the same.
        if (!moving) change.commit();
        await Promise.all(done);
        const count = moving && (await months.count());
        await change.done;
        if (moving) remember(COUNT, String(count));
        if (!quiet) this.#others?.postMessage("changed");
        return former;
      } catch (error) {
        await undone(change);
        throw error;
      }
    });
  }

  /**
   * Use the database, opened again where the browser has closed it. @template Done
   * @param {(database: import("idb").IDBPDatabase) => Promise<Done>} work @returns {Promise<Done>}
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

/** The drafts of this tab, where the browser stores nothing else for pages; where it refuses this too, nothing is stored. */
export class Tab {
  /** @returns {Stored} */
  all() {
    return { kept: [], drafts: JSON.parse(recalled(OF_TAB, "sessionStorage") ?? "[]") };
  }

  /** @param {Change[]} changes of drafts @returns {(Kept | null)[]} */
  change(changes) {
    const drafts = new Map(this.all().drafts.map((each) => [each.month, each]));
    for (const { month, draft } of changes) {
      if (draft) drafts.set(month, { month, content: draft });
      else drafts.delete(month);
    }
    remember(OF_TAB, JSON.stringify([...drafts.values()]), "sessionStorage");
    return changes.map(() => null);
  }
}

function opened() {
  return openDB(NAME, 2, {
    upgrade: (database, before) => {
      if (before < 1) database.createObjectStore(MONTHS, { keyPath: "month" });
      database.createObjectStore(DRAFTS, { keyPath: "month" });
    },
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
export function stamp() {
  return crypto.getRandomValues(new Uint32Array(1))[0] + 1;
}
