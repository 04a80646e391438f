// The runtime's files: the worker requests all of them at once, counts their bytes, and names a file that fails.

/** @typedef {{at: string, bytes: number, blob?: Blob}} Place address under the base, size, and in a copy the content */

// About how many progress messages the page gets.
const STEPS = 100;
const WASM_TYPE = "application/wasm";

/** A file of the runtime that failed. */
class FileFault extends Error {
  constructor(/** @type {string} */ file, /** @type {string} */ reason) {
    super(reason);
    this.file = file;
  }
}

/** A file that could not be fetched: there is no network, or a very poor one. */
class Unreached extends FileFault {}

/** A file that the server does not have, or that is damaged; the browser may have cached it so. */
class Unreadable extends FileFault {}

/**
 * A file that is being fetched. Its body is read twice: once for use, and once, from a clone, to count the bytes. The
 * browser caches compiled code only with its own response.
 */
class Coming {
  /**
   * @param {string} name
   * @param {string} url
   * @param {number} bytes its size
   * @param {RequestCache} cache
   * @param {(bytes: number) => void} count
   */
  constructor(name, url, bytes, cache, count) {
    this.name = name;
    this.url = url;
    this.bytes = bytes;
    this.count = count;
    this.response = fetch(url, { cache }).then(
      (found) => {
        if (!found.ok) throw new Unreadable(name, `${name} 没有取到（${found.status}）`);
        return found;
      },
      () => {
        throw new Unreached(name, `网络断了，${name} 没有取到`);
      },
    );
    this.whole = this.response.then((found) => this.read(found));
    // A rejection before or after the code that waits for it must not count as unhandled.
    this.response.catch(() => {});
    this.whole.catch(() => {});
  }

  /** The wasm module, compiled while it arrives. */
  async compiled() {
    const found = await this.response;
    try {
      // A server that sends another type only costs time.
      const named = found.headers.get("Content-Type")?.startsWith(WASM_TYPE);
      return named ? await WebAssembly.compileStreaming(found) : await WebAssembly.compile(await found.arrayBuffer());
    } catch {
      await this.whole;
      throw new Unreadable(this.name, `${this.name} 读不出来`);
    }
  }

  /** @param {Response} found */
  async read(found) {
    await this.take(found.clone(), () => {});
  }

  /** @param {Response} response @param {(part: Uint8Array, at: number) => void} use is called with each part */
  async take(response, use) {
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const next = () =>
      reader.read().catch(() => {
        throw new Unreached(this.name, `网络断了，${this.name} 没有取完`);
      });
    let read = 0;
    for (let part = await next(); !part.done; part = await next()) {
      if (read + part.value.length <= this.bytes) {
        use(part.value, read);
        this.count(part.value.length);
      }
      read += part.value.length;
    }
    if (read !== this.bytes) throw new Unreadable(this.name, `${this.name} 不完整`);
  }
}

/** A file that is used as bytes, and checked against its hash. */
class Content extends Coming {
  /** @type {Uint8Array | null} */
  #content = null;

  /** @param {Response} found */
  async read(found) {
    const content = new Uint8Array(this.bytes);
    await this.take(found, (part, at) => content.set(part, at));
    // The file's folder is named by its hash; the browser can compute a hash only on pages with encryption.
    const [named] = this.url.split(/[/#]/).slice(-2);
    if (crypto.subtle && !(await digest(content)).startsWith(named)) {
      throw new Unreadable(this.name, `${this.name} 读不出来`);
    }
    this.#content = content;
  }

  /** Return the bytes once; this object does not keep them in memory. */
  async taken() {
    await this.whole;
    const content = /** @type {Uint8Array} */ (this.#content);
    this.#content = null;
    return content;
  }
}

/** @param {Uint8Array} content @returns {Promise<string>} its SHA-256 in hex */
async function digest(content) {
  const found = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (content));
  return [...new Uint8Array(found)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} base
 * @param {Place} place
 * @returns {string} the file's address; it always ends with the hash and the name
 */
function addressOf(base, { at, blob }) {
  // To the browser a page on a disk and its worker have different origins: each reads only its own blobs.
  return blob ? `${URL.createObjectURL(blob)}#${at}` : base + at;
}

/** Run a script of the runtime. @param {string} name @param {string} url */
function run(name, url) {
  try {
    importScripts(url);
  } catch (error) {
    if (error instanceof DOMException) throw new Unreached(name, `${name} 没有取到`);
    throw new Unreadable(name, `${name} 读不出来`);
  }
}

/** Fetch a file past the browser's cache; an error shows when the file is used. @param {string} url */
async function renew(url) {
  await fetch(url, { cache: "reload" }).then((found) => found.arrayBuffer()).catch(() => {});
}

/**
 * @param {number} total bytes of all files, from the build's manifest
 * @param {(loaded: number) => void} tell is called about STEPS times
 * @returns {(bytes: number) => void} to be called with the bytes read
 */
function counter(total, tell) {
  let loaded = 0;
  let told = 0;
  return (bytes) => {
    loaded += bytes;
    if (loaded - told < total / STEPS && loaded < total) return;
    told = loaded;
    tell(loaded);
  };
}
