// Store a build: all files of its list, or none.

import { troubleOf } from "../site/trouble.js";
import { Fault, fetched, isOurs } from "./fetching.js";
import { LISTED, OWN, WHOLE, alone, dropUnfinished, isWholeIn, otherCaches, pages } from "./places.js";

/**
 * @typedef {{kind: "keeping", done: number, total: number}
 *   | {kind: "kept"}
 *   | {kind: "unkept"} & import("../site/trouble.js").Unkept} Told a message to the pages
 */

const AT_ONCE = 6;

/**
 * Store this build. If that fails, the promise is rejected and earlier builds stay unchanged.
 * @returns {Promise<boolean>} whether another complete build is stored, which open pages may still use
 */
export function keep() {
  return alone(OWN, async () => {
    try {
      await keepAll();
    } catch (error) {
      const { kind, name } = troubleOf(error);
      const reason = error instanceof Fault ? error.reason : kind;
      // Files stored so far are sound. Keep them for the next try, unless space is short.
      if (reason === "space") await dropUnfinished();
      await tell({ kind: "unkept", reason, name });
      throw error;
    }
    await tell({ kind: "kept" });
    const wholes = await Promise.all((await otherCaches()).map(isWholeIn));
    return wholes.some(Boolean);
  });
}

/** @returns {Promise<boolean>} whether every file of this build is stored */
export async function isWhole() {
  const cache = await caches.open(OWN);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  return there.has(WHOLE) && [...LISTED].every(([url, { spare }]) => spare || there.has(url));
}

async function keepAll() {
  // Unchanged files are copied from the caches of other builds.
  const before = await otherCaches();
  const cache = await caches.open(OWN);
  const spares = await namesIn([cache, ...before]);
  const left = [...LISTED].filter(([url, { spare }]) => !spare || spares.has(nameOf(url)));
  const total = left.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  let done = 0;
  /** @type {unknown} */
  let fault;
  const storeNext = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [url, { bytes }] = next;
      let counted = 0;
      const came = async (/** @type {number} */ at) => {
        done += at - counted;
        counted = at;
        await tell({ kind: "keeping", done, total });
      };
      try {
        if (!(await sound(cache, url))) await cache.put(url, (await among(before, url)) ?? (await fetched(url, cache, came)));
        await came(bytes);
      } catch (error) {
        left.length = 0;
        fault ??= error;
      }
    }
  };
  // Wait for all downloads: no file may be stored after this function has failed.
  await Promise.all(Array.from({ length: AT_ONCE }, storeNext));
  if (fault) throw fault;
  await cache.put(WHOLE, new Response(BUILD.id));
}

/**
 * @param {Cache[]} before
 * @param {string} url
 * @returns {Promise<Response | null>} the file, where an earlier build has the same
 */
async function among(before, url) {
  for (const cache of before) {
    const found = await sound(cache, url);
    if (found) return found;
  }
  return null;
}

/**
 * @param {Cache} cache
 * @param {string} url
 * @returns {Promise<Response | null>} the stored file, where it is the one of this build
 */
export async function sound(cache, url) {
  const found = await cache.match(url);
  return found && (await isOurs(await found.clone().arrayBuffer(), url)) ? found : null;
}

/** @param {Cache[]} kept @returns {Promise<Set<string>>} the names of all files in them */
async function namesIn(kept) {
  const requests = await Promise.all(kept.map((cache) => cache.keys()));
  return new Set(requests.flat().map(({ url }) => nameOf(url)));
}

/** @param {string} url */
function nameOf(url) {
  return url.slice(url.lastIndexOf("/") + 1);
}

/** @param {Told} message */
async function tell(message) {
  for (const page of await pages()) page.postMessage({ ...message, build: BUILD.id });
}
