// Read one response. A slow response is no error; a response that sends nothing for too long is.

/** How long a response may send nothing. */
export const SILENCE_MS = 120_000;

/**
 * How a response ended: `over` at its end, `cut` before it; `other`: not the requested file, `unranged`: not the range.
 * @typedef {{end: "over" | "cut" | "other" | "unranged", at: number, headers?: Headers}} Ended
 */

/**
 * Read a file into a buffer. Only errors of the network are caught here.
 * @param {string} url
 * @param {RequestCache} cache
 * @param {Uint8Array} into as long as the file
 * @param {number} from the first byte to request
 * @param {(at: number) => Promise<void> | void} came is called with the number of bytes received
 * @returns {Promise<Ended>}
 */
export async function read(url, cache, into, from, came) {
  const silent = new AbortController();
  let clock = watch(silent);
  // A browser's cache cannot serve a range of a compressed file, so a range is requested past it.
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
    // Firefox reports a compressed response that was cut off as complete.
    const isShort = at < into.length && headers.has("Content-Encoding");
    return { end: isShort ? "cut" : "over", at, headers };
  } finally {
    clearTimeout(clock);
    // Stop a download that is not needed any more.
    silent.abort();
  }
}

/** @param {AbortController} silent */
function watch(silent) {
  return setTimeout(() => silent.abort(), SILENCE_MS);
}

/** @param {Response} response @param {number} from */
function isFrom({ status, headers }, from) {
  return status === 206 && headers.get("Content-Range")?.startsWith(`bytes ${from}-`) === true;
}
