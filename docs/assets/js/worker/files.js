// The runtime's files: all asked for at once, counted as they come, and named when one is at fault.

/**
 * @typedef {{at: string, bytes: number}} Place where a file is under the base, and its size
 */

// How many times at most the page hears of bytes: more would only keep it busy.
const STEPS = 100;
const WASM_TYPE = "application/wasm";

/** A file that did not come. */
class Unreached extends Error {}

/** A file that came, but not as it was sent; the browser may have kept it so. */
class Unreadable extends Error {}

/**
 * A file on its way. Its body is read twice, once to be used and once, from a copy, to be counted: the
 * browser keeps its compiled code only with the response it has made itself.
 */
class Coming {
  /**
   * @param {string} name
   * @param {string} url
   * @param {number} bytes
   * @param {RequestCache} cache
   * @param {Promise<((bytes: number) => void) | null>} counting null where nobody wants to know
   */
  constructor(name, url, bytes, cache, counting) {
    this.name = name;
    this.url = url;
    const coming = fetch(url, { cache }).then(
      (found) => {
        if (!found.ok) throw new Unreached(`${name} 没有取到（${found.status}）`);
        return found;
      },
      () => {
        throw new Unreached(`网络断了，${name} 没有取到`);
      },
    );
    const met = Promise.all([coming, counting]).then(([found, count]) => ({
      found,
      whole: count ? this.#readWhole(found.clone(), bytes, count) : Promise.resolve(),
    }));
    this.response = met.then(({ found }) => found);
    this.whole = met.then(({ whole }) => whole);
    // It may fault before anybody waits for it, or after another file has and nobody does any more: whoever
    // does wait hears of it, and nobody else is to be told.
    this.response.catch(() => {});
    this.whole.catch(() => {});
  }

  /** The module in the file, compiled while it comes. */
  async compiled() {
    const found = await this.response;
    try {
      // A server that does not know the type is no reason to give up; it only costs time.
      const named = found.headers.get("Content-Type")?.startsWith(WASM_TYPE);
      return named ? await WebAssembly.compileStreaming(found) : await WebAssembly.compile(await found.arrayBuffer());
    } catch {
      await this.whole;
      throw new Unreadable(`${this.name} 读不出来`);
    }
  }

  /**
   * @param {Response} response
   * @param {number} bytes
   * @param {(bytes: number) => void} count
   */
  async #readWhole(response, bytes, count) {
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const next = () =>
      reader.read().catch(() => {
        throw new Unreached(`网络断了，${this.name} 没有取完`);
      });
    let read = 0;
    for (let part = await next(); !part.done; part = await next()) {
      read += part.value.length;
      count(part.value.length);
    }
    if (read !== bytes) throw new Unreadable(`${this.name} 不完整`);
  }
}

/**
 * Run a script of the runtime here and now.
 * @param {string} name
 * @param {string} url
 */
function run(name, url) {
  try {
    importScripts(url);
  } catch (error) {
    if (error instanceof DOMException) throw new Unreached(`${name} 没有取到`);
    throw new Unreadable(`${name} 读不出来`);
  }
}

/**
 * Have the browser keep a file anew; whether it can be had is for whoever uses it to find out.
 * @param {string} url
 */
async function renew(url) {
  await fetch(url, { cache: "reload" }).then((found) => found.arrayBuffer()).catch(() => {});
}

/**
 * @param {number} total bytes of all files, from the build's manifest
 * @param {(loaded: number, total: number) => void} tell hears of them, not of every one
 * @returns {(bytes: number) => void} to be called with every byte read
 */
function counter(total, tell) {
  let loaded = 0;
  let told = 0;
  return (bytes) => {
    loaded += bytes;
    if (loaded - told < total / STEPS && loaded < total) return;
    told = loaded;
    tell(loaded, total);
  };
}
