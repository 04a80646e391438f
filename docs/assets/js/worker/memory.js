// Python's memory as it was before the first question, kept on the device, so that the next start need
// not do it all again. It holds nothing that was typed.
// Whatever is not certain about a kept memory is a reason to forget it and to start anew.

const SHELF = "handbook-memory";
const PAGE = 4096;
// Room that has to be left on the device beside it.
const SPARE_BYTES = 50_000_000;

/**
 * What is kept: the memory, on its way, and the digest of what a question was answered then.
 * @typedef {{bytes: Promise<Uint8Array>, answer: string}} Memory
 */

class KeptMemory {
  /** @param {string} mark what the memory was made of and for: every file, and this browser */
  constructor(mark) {
    this.mark = mark;
    // Only where nobody can meddle with a page may it keep files and check them.
    this.can = typeof caches === "object" && typeof crypto.subtle === "object";
  }

  /** @returns {Promise<Memory | null>} the memory, or null where none is kept for this mark */
  async find() {
    if (!this.can) return null;
    try {
      const found = await (await caches.open(SHELF)).match(await this.#key());
      if (!found) return null;
      const bytes = taken(found);
      // Whoever waits for it hears of it.
      bytes.catch(() => {});
      return { bytes, answer: found.headers.get("X-Answer") ?? "" };
    } catch {
      await this.forget();
      return null;
    }
  }

  /**
   * @param {Uint8Array} packed
   * @param {string} answer its digest
   */
  async keep(packed, answer) {
    if (!this.can) return;
    try {
      const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      if (quota - usage < packed.length + SPARE_BYTES) return;
      const headers = { "X-Digest": await digest(packed), "X-Answer": answer };
      await this.forget();
      await (await caches.open(SHELF)).put(await this.#key(), new Response(packed.slice().buffer, { headers }));
    } catch {
      await this.forget();
    }
  }

  /** Forget every memory, of other builds too. */
  async forget() {
    if (this.can) await caches.delete(SHELF).catch(() => {});
  }

  async #key() {
    return `/${await digest(this.mark)}`;
  }
}

/**
 * @param {Response} found
 * @returns {Promise<Uint8Array>} the memory in it; an error where it is not as it was kept
 */
async function taken(found) {
  const kept = new Uint8Array(await found.arrayBuffer());
  if ((await digest(kept)) !== found.headers.get("X-Digest")) throw new Error("the kept memory is damaged");
  return unpacked(kept);
}

/**
 * @param {Uint8Array | string} content
 * @returns {Promise<string>} its SHA-256 in hex
 */
async function digest(content) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const found = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (bytes));
  return [...new Uint8Array(found)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {Uint8Array} memory as Pyodide makes it
 * @returns {Uint8Array} length, how many pages, their numbers, and the pages
 */
function packed(memory) {
  const words = new Uint32Array(memory.buffer, 0, memory.length >>> 2);
  const per = PAGE >>> 2;
  const pages = [];
  for (let at = 0; at < words.length; at += per) {
    const end = Math.min(at + per, words.length);
    for (let word = at; word < end; word += 1) {
      if (words[word] !== 0) {
        pages.push(at / per);
        break;
      }
    }
  }
  const head = new Uint32Array([memory.length, pages.length, ...pages]);
  const out = new Uint8Array(head.byteLength + pages.length * PAGE);
  out.set(new Uint8Array(head.buffer));
  pages.forEach((page, at) => {
    out.set(memory.subarray(page * PAGE, (page + 1) * PAGE), head.byteLength + at * PAGE);
  });
  return out;
}

/**
 * @param {Uint8Array} kept
 * @returns {Uint8Array} the memory it was packed from
 */
function unpacked(kept) {
  const [length, count] = new Uint32Array(kept.buffer, 0, 2);
  const numbers = new Uint32Array(kept.buffer, 8, count);
  const out = new Uint8Array(length);
  const first = 8 + numbers.byteLength;
  numbers.forEach((page, at) => {
    const begins = first + at * PAGE;
    out.set(kept.subarray(begins, begins + Math.min(PAGE, length - page * PAGE)), page * PAGE);
  });
  return out;
}
