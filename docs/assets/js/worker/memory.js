// Copy Python's memory, saved by the build after importing the engine, to the addresses that the wasm expects.

const PAGE = 4096;
// Three numbers come first: bytes before the memory, bytes of the memory, and the number of saved pages.
const NUMBERS = 3;

/**
 * @param {Uint8Array} packed a memory as the build packs it (scripts/runtime/memory.py)
 * @returns {Uint8Array} a stand-in for Pyodide's snapshot: its head, and instead of the memory an object that copies
 *   the pages, because an unpacked snapshot would take the memory twice
 */
function snapshotOf(packed) {
  const { buffer, byteOffset } = packed;
  const [before, length, count] = new Uint32Array(buffer, byteOffset, NUMBERS);
  const numbers = new Uint32Array(buffer, byteOffset + 4 * NUMBERS, count);
  const head = packed.subarray(4 * (NUMBERS + count));
  const pages = head.subarray(before);
  return Object.defineProperties(head, {
    length: { value: length },
    subarray: {
      value: (/** @type {number} */ from, /** @type {number | undefined} */ to) =>
        to === undefined
          ? { lay: (/** @type {Uint8Array} */ heap) => lay(heap, numbers, pages) }
          : Uint8Array.prototype.subarray.call(head, from, to),
    },
  });
}

/**
 * @param {Uint8Array} heap
 * @param {Uint32Array} numbers of the pages, ascending
 * @param {Uint8Array} pages one after the other
 */
function lay(heap, numbers, pages) {
  const words = new Int32Array(heap.buffer);
  let page = 0;
  numbers.forEach((number, at) => {
    for (; page < number; page += 1) clear(words, page);
    heap.set(pages.subarray(at * PAGE, (at + 1) * PAGE), number * PAGE);
    page = number + 1;
  });
}

/**
 * Clear what the start has written into an empty page. Reading a page costs the device no memory, writing does.
 * @param {Int32Array} words
 * @param {number} page
 */
function clear(words, page) {
  const begins = (page * PAGE) / 4;
  const ends = begins + PAGE / 4;
  for (let word = begins; word < ends; word += 1) {
    if (words[word] !== 0) {
      words.fill(0, word, ends);
      return;
    }
  }
}
