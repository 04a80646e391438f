// Python in a worker. A classic script, since Pyodide's own loader is one in this version.
// It fetches the runtime's files itself, all at once, so that bytes can be counted and faults named.

/**
 * @typedef {{kind: "start", base: string, files: Record<string, number>, lock: any, anew: boolean}} Start
 * `anew`: what the browser kept of the files is not to be trusted
 */

const SCRIPTS = ["pyodide.js", "pyodide.asm.js"];
const WASM = "pyodide.asm.wasm";
const LIBRARY = "python_stdlib.zip";
const POLICY = "policy.json";

// How many times at most the page hears of bytes: more would only keep it busy.
const STEPS = 100;

const SILENT_START = "Python 没有启动";

/** A file that did not come. */
class Unreached extends Error {}

/** A file that came, but not as it was sent; the browser may have kept it so. */
class Unreadable extends Error {}

/** @type {((request: string, verb: string) => string) | null} */
let answer = null;

self.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  if (data.kind === "start") start(data).catch(fail);
  else if (data.kind === "ask" && answer) {
    tell({ kind: "answer", id: data.id, answer: answer(data.request, data.verb) });
  }
});
self.addEventListener("unhandledrejection", ({ reason }) => fail(reason));

/** @param {Record<string, unknown>} message */
function tell(message) {
  self.postMessage(message);
}

/** @param {unknown} error */
function fail(error) {
  const named = error instanceof Unreached || error instanceof Unreadable;
  tell({ kind: "failed", reason: named ? error.message : SILENT_START, anew: !(error instanceof Unreached) });
}

/** @param {Start} runtime */
async function start({ base, files, lock, anew }) {
  const count = counter(Object.values(files).reduce((sum, bytes) => sum + bytes, 0));
  const [wasm, library, policy] = [WASM, LIBRARY, POLICY].map((name) =>
    fetchCounted(base + name, anew ? "reload" : "default", name, files[name], count),
  );
  const compiled = WebAssembly.compileStreaming(wasm.response).catch(async () => {
    await wasm.whole;
    throw new Unreadable(`${WASM} 读不出来`);
  });
  handOver(new Map([[base + WASM, wasm.response], [base + LIBRARY, library.response]]), compiled);
  // If a script faults, nobody waits for these any more; they must not count as unheard.
  const whole = Promise.all([compiled, wasm.whole, library.whole, policy.whole]);
  whole.catch(() => {});
  if (anew) await Promise.all(SCRIPTS.map((name) => renew(base + name)));
  // While the scripts are read and run, the wasm is fetched and compiled in the background.
  for (const name of SCRIPTS) {
    try {
      importScripts(base + name);
    } catch (error) {
      if (error instanceof DOMException) throw new Unreached(`${name} 没有取到`);
      throw new Unreadable(`${name} 读不出来`);
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
  const calculator = read(pyodide.pyimport("calculator.api"), await (await policy.response).text());
  gc.freeze();
  gc.enable();
  answer = (request, verb) => calculator.answer(request, verb);
  tell({ kind: "ready" });
}

/**
 * @param {any} api the engine's module
 * @param {string} packed the policy
 */
function read(api, packed) {
  try {
    return api.from_packed(packed);
  } catch {
    throw new Unreadable(`${POLICY} 读不出来`);
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
 * @param {RequestCache} cache
 * @param {string} name
 * @param {number} bytes
 * @param {(bytes: number) => void} count
 */
function fetchCounted(url, cache, name, bytes, count) {
  const response = fetch(url, { cache }).then(
    (found) => {
      if (!found.ok) throw new Unreached(`${name} 没有取到（${found.status}）`);
      return found;
    },
    () => {
      throw new Unreached(`网络断了，${name} 没有取到`);
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
  const next = () =>
    reader.read().catch(() => {
      throw new Unreached(`网络断了，${name} 没有取完`);
    });
  let read = 0;
  for (let part = await next(); !part.done; part = await next()) {
    read += part.value.length;
    count(part.value.length);
  }
  if (read !== bytes) throw new Unreadable(`${name} 不完整`);
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
