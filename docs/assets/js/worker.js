// Python in a worker. A classic script, since Pyodide's own loader is one in this version.
// It fetches the runtime's files itself, all at once, so that bytes can be counted and faults named.

/** @typedef {{kind: "start", base: string, files: Record<string, number>, lock: any}} Start */

const SCRIPTS = ["pyodide.js", "pyodide.asm.js"];
const WASM = "pyodide.asm.wasm";
const LIBRARY = "python_stdlib.zip";
const POLICY = "policy.json";

// How many times at most the page hears of bytes: more would only keep it busy.
const STEPS = 100;

const SILENT_START = "Python 没有启动";

/** @type {((request: string, verb: string) => string) | null} */
let answer = null;

self.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  if (data.kind === "start") start(data).catch((error) => fail(error.message || SILENT_START));
  else if (data.kind === "ask" && answer) {
    tell({ kind: "answer", id: data.id, answer: answer(data.request, data.verb) });
  }
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
  const count = counter(Object.values(files).reduce((sum, bytes) => sum + bytes, 0));
  const [wasm, library, policy] = [WASM, LIBRARY, POLICY].map((name) =>
    fetchCounted(base + name, name, files[name], count),
  );
  const compiled = WebAssembly.compileStreaming(wasm.response);
  handOver(new Map([[base + WASM, wasm.response], [base + LIBRARY, library.response]]), compiled);
  // If a script faults, nobody waits for these any more; they must not count as unheard.
  const whole = Promise.all([compiled, wasm.whole, library.whole, policy.whole]);
  whole.catch(() => {});
  // While the scripts are read and run, the wasm is fetched and compiled in the background.
  for (const name of SCRIPTS) {
    try {
      importScripts(base + name);
    } catch {
      throw new Error(`${name} 没有取到`);
    }
    count(files[name]);
  }
  const loading = /** @type {any} */ (self).loadPyodide({
    indexURL: base,
    stdLibURL: base + LIBRARY,
    lockFileContents: lock,
    packages: [],
    enableRunUntilComplete: false,
  });
  // It never settles when the wasm is missing or broken; then one of the files speaks up.
  const [pyodide] = await Promise.all([loading, whole]);
  // While modules are imported everything made is there to stay: collecting garbage meanwhile finds none.
  const gc = pyodide.pyimport("gc");
  gc.disable();
  const calculator = pyodide.pyimport("calculator.api").from_packed(await (await policy.response).text());
  gc.freeze();
  gc.enable();
  answer = (request, verb) => calculator.answer(request, verb);
  tell({ kind: "ready" });
}

/**
 * Give Pyodide what is already on its way when it asks for it.
 * @param {Map<string, Promise<Response>>} responses by address
 * @param {Promise<WebAssembly.Module>} compiled
 */
function handOver(responses, compiled) {
  const fetchAnew = self.fetch.bind(self);
  self.fetch = (input, init) =>
    responses.get(String(input instanceof Request ? input.url : input)) ?? fetchAnew(input, init);
  // Pyodide would compile the wasm when it has asked for it; by then that is well under way.
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}

/**
 * Fetch a file; its body is read twice, once to be used and once, from a copy, to be counted.
 * @param {string} url
 * @param {string} name
 * @param {number} bytes
 * @param {(bytes: number) => void} count
 */
function fetchCounted(url, name, bytes, count) {
  const response = fetch(url).then(
    (found) => {
      if (!found.ok) throw new Error(`${name} 没有取到（${found.status}）`);
      return found;
    },
    () => {
      throw new Error(`网络断了，${name} 没有取到`);
    },
  );
  return { response, whole: response.then((found) => readWhole(found.clone(), name, bytes, count)) };
}

/**
 * @param {Response} response
 * @param {string} name
 * @param {number} bytes
 * @param {(bytes: number) => void} count
 */
async function readWhole(response, name, bytes, count) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  let read = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    read += part.value.length;
    count(part.value.length);
  }
  if (read !== bytes) throw new Error(`${name} 不完整`);
}

/**
 * @param {number} total bytes of all files, from the build's manifest
 * @returns {(bytes: number) => void} to be called with every byte read
 */
function counter(total) {
  let loaded = 0;
  let told = 0;
  return (bytes) => {
    loaded += bytes;
    if (loaded - told < total / STEPS && loaded < total) return;
    told = loaded;
    tell({ kind: "progress", loaded, total });
  };
}
