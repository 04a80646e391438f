// The runtime's files: all asked for at once, counted as they come, and named when one is at fault.

/**
 * @typedef {{at: string, bytes: number, blob?: Blob}} Place where a file is under the base, and its size; what is
 *   in it where a copy brings it along
 */

// How many times at most the page hears of bytes: more would only keep it busy.
const STEPS = 100;
const WASM_TYPE = "application/wasm";

/** What is wrong with a file of the runtime. */
class FileFault extends Error {
  /**
   * @param {string} file
   * @param {string} reason
   */
  constructor(file, reason) {
    super(reason);
    this.file = file;
  }
}

/** A file that did not come: there is no network, or none to speak of. */
class Unreached extends FileFault {}

/** A file that the server does not have, or that is not as it was sent; the browser may have kept it so. */
class Unreadable extends FileFault {}

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
   * @param {(bytes: number) => void} count
   */
  constructor(name, url, bytes, cache, count) {
    this.name = name;
    this.url = url;
    this.response = fetch(url, { cache }).then(
      (found) => {
        if (!found.ok) throw new Unreadable(name, `${name} 没有取到（${found.status}）`);
        return found;
      },
      () => {
        throw new Unreached(name, `网络断了，${name} 没有取到`);
      },
    );
    this.whole = this.response.then((found) => this.read(found, bytes, count));
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
      throw new Unreadable(this.name, `${this.name} 读不出来`);
    }
  }

  /**
   * @param {Response} found
   * @param {number} bytes
   * @param {(bytes: number) => void} count
   */
  async read(found, bytes, count) {
    await this.#parts(found.clone(), bytes, ({ length }) => count(length));
  }

  /**
   * @param {Response} response
   * @param {number} bytes
   * @param {(part: Uint8Array, at: number) => void} take
   */
  async #parts(response, bytes, take) {
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const next = () =>
      reader.read().catch(() => {
        throw new Unreached(this.name, `网络断了，${this.name} 没有取完`);
      });
    let read = 0;
    for (let part = await next(); !part.done; part = await next()) {
      if (read + part.value.length <= bytes) take(part.value, read);
      read += part.value.length;
    }
    if (read !== bytes) throw new Unreadable(this.name, `${this.name} 不完整`);
  }

  /**
   * @param {Response} found
   * @param {number} bytes
   * @param {(bytes: number) => void} count
   * @returns {Promise<Uint8Array>} all of it, read but once
   */
  async held(found, bytes, count) {
    const content = new Uint8Array(bytes);
    await this.#parts(found, bytes, (part, at) => {
      content.set(part, at);
      count(part.length);
    });
    return content;
  }
}

/** A file that is wanted as bytes, and as those that the build made. */
class Content extends Coming {
  /** @type {Uint8Array | null} */
  #bytes = null;

  /**
   * @param {Response} found
   * @param {number} bytes
   * @param {(bytes: number) => void} count
   */
  async read(found, bytes, count) {
    const content = await this.held(found, bytes, count);
    // Its folder is named by its content. Only where nobody can meddle with a page may it find that out.
    const [named] = this.url.split(/[/#]/).slice(-2);
    if (crypto.subtle && !(await digest(content)).startsWith(named)) {
      throw new Unreadable(this.name, `${this.name} 读不出来`);
    }
    this.#bytes = content;
  }

  /** The bytes, for one to take; nobody holds on to them here. */
  async taken() {
    await this.whole;
    const content = /** @type {Uint8Array} */ (this.#bytes);
    this.#bytes = null;
    return content;
  }
}

/**
 * @param {Uint8Array} content
 * @returns {Promise<string>} its SHA-256 in hex
 */
async function digest(content) {
  const found = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (content));
  return [...new Uint8Array(found)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} base
 * @param {Place} place
 * @returns {string} the file's address; its end is the same, the hash of its content and its name
 */
function addressOf(base, { at, blob }) {
  // A page on a disk and its worker are strangers to the browser: each reads only blobs it named itself.
  return blob ? `${URL.createObjectURL(blob)}#${at}` : base + at;
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
    if (error instanceof DOMException) throw new Unreached(name, `${name} 没有取到`);
    throw new Unreadable(name, `${name} 读不出来`);
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
