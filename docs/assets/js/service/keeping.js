// A build comes onto the device: each file as the list has it, all of them or none.

import { HASHED, LISTED, OWN, WHOLE, otherCaches, pages } from "./places.js";

/**
 * @typedef {"space" | "unreached" | "altered"} Reason why a build was not kept
 * @typedef {{kind: "keeping", done: number, total: number} | {kind: "kept"} | {kind: "unkept", reason: Reason}} Told to the pages
 */

const AT_ONCE = 6;
const SILENCE_MS = 120_000;

/** What is wrong with a file: it did not come, or it is not of this build. */
class Fault extends Error {
  /** @param {Reason} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** @param {unknown} error @returns {Reason} */
export function reasonOf(error) {
  if (error instanceof Fault) return error.reason;
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "space" : "unreached";
}

/**
 * Keep this build; rejected where that cannot be, and what was kept before stays as it is.
 * @returns {Promise<boolean>} whether another build is there, whole, that pages may still be of
 */
export async function keep() {
  const before = await otherCaches();
  const cache = await caches.open(OWN);
  // Rolled back to the build that is in use: its files must outlive a failure.
  const inUse = (await cache.match(WHOLE)) !== undefined;
  try {
    const spares = await namesIn([cache, ...before]);
    const wanted = [...LISTED].filter(([url, { spare }]) => !spare || spares.has(nameOf(url)));
    await keepAll(cache, before, wanted);
    await cache.put(WHOLE, new Response(BUILD.id));
    await tell({ kind: "kept" });
  } catch (error) {
    if (!inUse) await caches.delete(OWN);
    await tell({ kind: "unkept", reason: reasonOf(error) });
    throw error;
  }
  const now = await otherCaches();
  const wholes = await Promise.all(now.map((other) => other.match(WHOLE)));
  return wholes.some(Boolean);
}

/** @returns {Promise<boolean>} whether nothing of this build is gone: it would be missed only without a network */
export async function isWhole() {
  const cache = await caches.open(OWN);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  return there.has(WHOLE) && [...LISTED].every(([url, { spare }]) => spare || there.has(url));
}

/**
 * @param {Cache} cache
 * @param {Cache[]} before caches of other builds, from which what has not changed is taken over
 * @param {[string, {bytes: number}][]} wanted
 */
async function keepAll(cache, before, wanted) {
  const total = wanted.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const left = [...wanted];
  let done = 0;
  const keepOn = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [url, { bytes }] = next;
      try {
        if (!(await isThere(cache, url))) await cache.put(url, (await among(before, url)) ?? (await fetched(url)));
      } catch (error) {
        left.length = 0;
        throw error;
      }
      done += bytes;
      await tell({ kind: "keeping", done, total });
    }
  };
  // A file that still comes must not be put where everything has just been given up.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, keepOn));
  const failed = ends.find(({ status }) => status === "rejected");
  if (failed) throw /** @type {PromiseRejectedResult} */ (failed).reason;
}

/**
 * @param {Cache} cache
 * @param {string} url
 */
async function isThere(cache, url) {
  const found = await cache.match(url);
  return found !== undefined && isOurs(await found.arrayBuffer(), url);
}

/**
 * @param {Cache[]} before
 * @param {string} url
 * @returns {Promise<Response | null>} the file as this build has it, where a build before had it too
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
 * @returns {Promise<Response | null>} the file as it is kept there, where it is as this build has it
 */
export async function sound(cache, url) {
  const found = await cache.match(url);
  return found && (await isOurs(await found.clone().arrayBuffer(), url)) ? found : null;
}

/**
 * @param {string} url
 * @returns {Promise<Response>} the file from the network; Fault where it does not come as this build has it
 */
export async function fetched(url) {
  // What is named by its content may be on the device already; a wrong one is asked for anew.
  const ways = HASHED.test(url) ? ["default", "reload"] : ["no-cache"];
  let fault = new Fault("unreached");
  for (const cache of /** @type {RequestCache[]} */ (ways)) {
    try {
      const response = await fetch(url, { cache, signal: AbortSignal.timeout(SILENCE_MS) });
      // Read once: a copy to look at would be there beside it, and the memory is the largest of all files.
      const content = await response.arrayBuffer();
      if (response.ok && (await isOurs(content, url))) return new Response(content, { headers: response.headers });
      fault = new Fault("altered");
    } catch {
      // Cut off on the way; the next way may hold.
    }
  }
  throw fault;
}

/**
 * @param {ArrayBuffer} content
 * @param {string} url
 */
async function isOurs(content, url) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === LISTED.get(url)?.sha256;
}

/** @param {Cache[]} kept @returns {Promise<Set<string>>} names of all files in them: spare ones that were needed */
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
