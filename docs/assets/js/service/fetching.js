// A file of this build from the network, and from nothing but what its hash proves.

import { read } from "./coming.js";
import { LARGE, dropParts, putPart, readParts } from "./parts.js";
import { HASHED, LISTED } from "./places.js";

// Of one answer, and not of the file as it is kept. By Vary: * a cache would refuse it.
const OF_AN_ANSWER = ["Content-Length", "Content-Range", "Vary"];

/** What is wrong with a file: it did not come, or it is not of this build. */
export class Fault extends Error {
  /** @param {"unreached" | "altered"} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @param {string} url
 * @param {Cache} cache where parts of a large file are put away until all of it is there
 * @param {(at: number) => Promise<void>} [came] hears how many bytes are there
 * @returns {Promise<Response>} the file; Fault where it does not come as this build has it
 */
export async function fetched(url, cache, came = async () => {}) {
  // Read once: a copy to look at would be there beside it, and the memory is the largest of all files.
  const file = new Uint8Array(LISTED.get(url)?.bytes ?? 0);
  // What is named by its content may be on the device already; a wrong one is asked for anew.
  const ways = /** @type {RequestCache[]} */ (HASHED.test(url) ? ["default", "reload"] : ["no-cache"]);
  let isResumed = file.length > LARGE;
  let at = isResumed ? await readParts(cache, url, file) : 0;
  let stored = at;
  let furthest = at;
  const store = async () => {
    // Without room for parts the whole may still have some.
    if (await putPart(cache, url, stored, file.slice(stored, at)).then(() => true, () => false)) stored = at;
  };
  const heard = async (/** @type {number} */ now) => {
    at = now;
    if (!isResumed || at - stored < LARGE) return;
    await store();
    await came(at);
  };
  for (;;) {
    // Where nothing is missing but the proof, the last byte is asked for again.
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
      // The host sends no part of a file, or what was there before was of another one.
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

/**
 * @param {BufferSource} content
 * @param {string} url
 */
export async function isOurs(content, url) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === LISTED.get(url)?.sha256;
}

/** @param {Headers | undefined} answered */
function ofTheFile(answered) {
  const headers = new Headers(answered);
  for (const name of OF_AN_ANSWER) headers.delete(name);
  return headers;
}
