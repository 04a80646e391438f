// Python in a worker. A classic script, since Pyodide's own loader is one in this version.
// It fetches the runtime's files itself, all at once, so that bytes can be counted and faults named.

/** @typedef {{kind: "start", base: string, files: Record<string, number>, lock: any}} Start */

const SILENT_START = "Python 没有启动";

/** @type {((form: string) => string) | null} */
let answer = null;

self.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  if (data.kind === "start") start(data).catch((error) => fail(error.message || SILENT_START));
  else if (data.kind === "ask" && answer) tell({ kind: "answer", id: data.id, answer: answer(data.form) });
});
self.addEventListener("unhandledrejection", () => fail(SILENT_START));

/** @param {Record<string, unknown>} message */
function tell(message) {
  self.postMessage(message);
}

/** @param {string} reason */
function fail(reason) {
  tell({ kind: "failed", reason });
}

/** @param {Start} runtime */
async function start({ base, files, lock }) {
  const fetched = fetchAll(base, files);
  // Pyodide asks for its files by name; it gets the answers that are already on their way.
  const fetchAnew = self.fetch.bind(self);
  self.fetch = (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    return fetched.take(url) ?? fetchAnew(input, init);
  };
  // importScripts reads a script that is complete in the cache; before that it would ask twice.
  await Promise.all(["pyodide.js", "pyodide.asm.js"].map((name) => fetched.complete(base + name)));
  importScripts(`${base}pyodide.js`);
  const loading = /** @type {any} */ (self).loadPyodide({
    indexURL: base,
    stdLibURL: `${base}python_stdlib.zip`,
    lockFileContents: lock,
    packages: [],
    enableRunUntilComplete: false,
  });
  // It does not settle when a file is missing; what was fetched does.
  const [pyodide, policy] = await Promise.all([
    Promise.race([loading, fetched.failure]),
    fetched.text(`${base}policy.json`),
  ]);
  const calculator = pyodide.pyimport("calculator.api").from_texts(policy);
  answer = (form) => calculator.answer(form);
  tell({ kind: "ready" });
}

/**
 * Fetch every file of the runtime; each body is read twice, once to be used and once to be counted.
 * @param {string} base
 * @param {Record<string, number>} files bytes by name
 */
function fetchAll(base, files) {
  const total = Object.values(files).reduce((sum, bytes) => sum + bytes, 0);
  let loaded = 0;
  /** @type {Map<string, Promise<Response>>} */
  const responses = new Map();
  /** @type {Map<string, Promise<void>>} */
  const counted = new Map();
  for (const [name, bytes] of Object.entries(files)) {
    const url = base + name;
    const response = fetch(url).then(
      (found) => {
        if (!found.ok) throw new Error(`${name} 没有取到（${found.status}）`);
        return found;
      },
      () => {
        throw new Error(`网络断了，${name} 没有取到`);
      },
    );
    responses.set(url, response);
    counted.set(url, response.then((found) => count(found.clone(), name, bytes)));
  }

  /**
   * @param {Response} response
   * @param {string} name
   * @param {number} bytes
   */
  async function count(response, name, bytes) {
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    let read = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      read += part.value.length;
      loaded += part.value.length;
      tell({ kind: "progress", loaded, total });
    }
    if (read !== bytes) throw new Error(`${name} 不完整`);
  }

  const failure = new Promise((_, reject) => {
    for (const each of counted.values()) each.catch(reject);
  });
  failure.catch(() => {}); // whoever races with it hears of it
  return {
    failure,
    /** @param {string} url */
    complete: (url) => /** @type {Promise<void>} */ (counted.get(url)),
    /** @param {string} url */
    text: async (url) => (await /** @type {Promise<Response>} */ (responses.get(url))).text(),
    /** @param {string} url */
    take(url) {
      const response = responses.get(url);
      responses.delete(url);
      return response;
    },
  };
}
