// Fetch a file of this build; its hash proves that it is the right one.

import { read } from "./coming.js";
import { HASHED, LISTED } from "./places.js";

// Headers of one response, not of the file. A cache refuses an entry with Vary: *.
const OF_A_RESPONSE = ["Content-Length", "Content-Range", "Vary"];
// The download of a file above this size stores a part each time it has received so many bytes. It continues from the
// stored parts after a cut, also after the browser has ended the service worker, as it does after some minutes.
const LARGE = 262_144;
const FROM = "?from=";

/** The file could not be fetched, or its content is not that of this build. */
export class Fault extends Error {
  /** @param {"unreached" | "altered"} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @param {string} url
 * @param {Cache} cache where parts of a large file are stored until it is complete
 * @param {(at: number) => Promise<void>} [came] is called with the number of bytes received
 * @returns {Promise<Response>} the file; rejects with Fault
 */
export async function fetched(url, cache, came = async () => {}) {
  // Read into one buffer: cloning the response would take twice the memory.
  const file = new Uint8Array(LISTED.get(url)?.bytes ?? 0);
  // A file named by its hash may come from the browser's cache; a wrong one is requested past it.
  const ways = /** @type {RequestCache[]} */ (HASHED.test(url) ? ["default", "reload"] : ["no-cache"]);
  let isResumed = file.length > LARGE;
  let at = isResumed ? await readParts(cache, url, file) : 0;
  let stored = at;
  let furthest = at;
  const store = async () => {
    // If the part cannot be stored, go on: the whole file may still fit.
    if (await putPart(cache, url, stored, file.slice(stored, at)).then(() => true, () => false)) stored = at;
  };
  const heard = async (/** @type {number} */ now) => {
    at = now;
    if (!isResumed || at - stored < LARGE) return;
    await store();
    await came(at);
  };
  for (;;) {
    // Where all bytes are stored but the hash was not checked, request the last byte again.
    const from = isResumed ? Math.max(0, Math.min(at, file.length - 1)) : 0;
    if (from === 0 && stored) await dropParts(cache, url).then(() => (stored = 0));
    const answer = await read(url, ways[0], file, from, heard);
    at = answer.at;
    if (answer.end === "over" && at === file.length && (await isOurs(file, url))) {
      if (file.length > LARGE) await dropParts(cache, url);
      return new Response(file, { headers: ofTheFile(answer.headers) });
    }
    if (answer.end === "cut" && at > furthest) {
      furthest = at;
    } else if (from && answer.end !== "cut") {
      // The host sends no ranges, or the stored parts are of another file.
      isResumed = false;
    } else if (ways.length > 1) {
      ways.shift();
    } else if (answer.end === "cut") {
      if (isResumed && at > stored) await store();
      throw new Fault("unreached");
    } else {
      throw new Fault("altered");
    }
    if (answer.end !== "cut") at = 0;
  }
}

export async function isOurs(/** @type {BufferSource} */ content, /** @type {string} */ url) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === LISTED.get(url)?.sha256;
}

/** @param {Headers | undefined} answered */
function ofTheFile(answered) {
  const headers = new Headers(answered);
  for (const name of OF_A_RESPONSE) headers.delete(name);
  return headers;
}

/**
 * @param {Cache} cache
 * @param {string} url
 * @param {Uint8Array} into
 * @returns {Promise<number>} how many bytes of the file are stored
 */
async function readParts(cache, url, into) {
  let at = 0;
  for (let part = await partAt(cache, url, at); part; part = await partAt(cache, url, at)) {
    if (part.length === 0 || at + part.length > into.length) break;
    into.set(part, at);
    at += part.length;
  }
  return at;
}

/** @param {Cache} cache @param {string} url @param {number} from which byte */
async function partAt(cache, url, from) {
  const found = await cache.match(url + FROM + from);
  return found && new Uint8Array(await found.arrayBuffer());
}

/** @param {Cache} cache @param {string} url @param {number} from @param {Uint8Array<ArrayBuffer>} content */
async function putPart(cache, url, from, content) {
  await cache.put(url + FROM + from, new Response(content));
}

async function dropParts(/** @type {Cache} */ cache, /** @type {string} */ url) {
  const parts = (await cache.keys(url, { ignoreSearch: true })).filter((part) => part.url !== url);
  await Promise.all(parts.map((part) => cache.delete(part)));
}
