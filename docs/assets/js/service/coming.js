// One answer of the network, read as it comes. A slow line is no fault; one on which nothing comes any more is.

/** How long nothing may come, however much has come before. */
export const SILENCE_MS = 120_000;

/**
 * How an answer ended: `over` at its own end, `cut` before that; `other` is none of what was asked for, and of
 * `unranged` too much was sent.
 * @typedef {{end: "over" | "cut" | "other" | "unranged", at: number, headers?: Headers}} Ended
 */

/**
 * Read a file into its place. Only what the network does is caught here.
 * @param {string} url
 * @param {RequestCache} cache
 * @param {Uint8Array} into as long as the file is to be
 * @param {number} from which byte on it is asked for
 * @param {(at: number) => Promise<void> | void} came hears how far the file is there by now
 * @returns {Promise<Ended>}
 */
export async function read(url, cache, into, from, came) {
  const silent = new AbortController();
  let clock = watch(silent);
  // A range of a file that is kept compressed cannot be read, so no cache is asked; nor does a browser ask for one
  // compressed.
  const asked = from ? { cache: /** @type {const} */ ("no-store"), headers: { Range: `bytes=${from}-` } } : { cache };
  try {
    const response = await fetch(url, { ...asked, signal: silent.signal }).catch(() => null);
    if (!response) return { end: "cut", at: from };
    const { headers } = response;
    if (from && !isFrom(response, from)) return { end: "unranged", at: from };
    if (!response.ok) return { end: "other", at: from };
    let at = from;
    const reader = response.body?.getReader();
    while (reader) {
      clearTimeout(clock);
      clock = watch(silent);
      const next = await reader.read().catch(() => null);
      if (!next) return { end: "cut", at };
      if (next.done) break;
      if (at + next.value.length > into.length) return { end: "other", at };
      into.set(next.value, at);
      at += next.value.length;
      await came(at);
    }
    // Firefox takes a compressed answer that was cut for one that is over.
    const isShort = at < into.length && headers.has("Content-Encoding");
    return { end: isShort ? "cut" : "over", at, headers };
  } finally {
    clearTimeout(clock);
    // Of what is not wanted no more is to come.
    silent.abort();
  }
}

/** @param {AbortController} silent */
function watch(silent) {
  return setTimeout(() => silent.abort(), SILENCE_MS);
}

/**
 * @param {Response} response
 * @param {number} from
 */
function isFrom({ status, headers }, from) {
  return status === 206 && headers.get("Content-Range")?.startsWith(`bytes ${from}-`) === true;
}
