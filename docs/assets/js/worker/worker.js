// Python in a worker: the page sends a start message, then questions. The build joins the scripts of this folder into
// one classic script, because this version of Pyodide's loader is a classic script.

/**
 * How to start. `whole`: with the whole wasm and the library, instead of the saved memory and a lean wasm;
 * `anew`: past the browser's cache, which may be damaged.
 * @typedef {{whole: boolean, anew: boolean}} Way
 * @typedef {{base: string, files: Record<string, Place>, spare: Record<string, Place>, lock: any}} Runtime
 */

const SCRIPTS = ["pyodide.js", "pyodide.asm.js"];
const POLICY = "policy.json";
const MEMORY = "memory.bin";
const WASM = "pyodide.asm.wasm";
const LIBRARY = "python_stdlib.zip";
const WHOLE_WASM = "pyodide.whole.wasm";
const SILENT_START = "Python 没有启动";
// A stack trace through a script of a megabyte helps little, and takes the browser longer than much of the start.
/** @type {any} */ (Error).stackTraceLimit = 0;

/** @type {Calculator | null} */
let calculator = null;
/** @type {Way} */
let attempt = { whole: false, anew: false };

self.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  if (data.kind === "start") start(data.runtime, data.way).catch(fail);
  else if (data.kind === "ask" && calculator) answer(data);
});
self.addEventListener("unhandledrejection", (event) => {
  // The page shows a sentence instead of the console.
  event.preventDefault();
  fail(event.reason);
});
hearWarnings(fail);

/** @param {Record<string, unknown>} message */
function tell(message) {
  self.postMessage(message);
}

/** @param {{id: number, verb: string, request: string}} question */
function answer({ id, verb, request }) {
  try {
    tell({ kind: "answer", id, answer: /** @type {Calculator} */ (calculator).answer(request, verb) });
  } catch (error) {
    calculator = null;
    fail(error);
  }
}

/** Report what failed, and the next way to try. @param {unknown} error */
function fail(error) {
  const fault = error instanceof FileFault ? error : null;
  const next = nextWay(error, fault?.file ?? "");
  tell({ kind: "failed", reason: fault?.message ?? SILENT_START, next, reached: !(error instanceof Unreached) });
}

/**
 * @param {unknown} error
 * @param {string} file that failed, empty where it is not known
 * @returns {Way | null}
 */
function nextWay(error, file) {
  const { whole, anew } = attempt;
  if (error instanceof Unreached) return null;
  if (isTrap(error) && !whole) return { whole: true, anew };
  if (!anew) return { whole, anew: true };
  // The whole start needs neither of these two files.
  return !whole && ["", WASM, MEMORY].includes(file) ? { whole: true, anew } : null;
}

/** @param {Runtime} runtime @param {Way} way */
async function start({ base, files, spare, lock }, way) {
  attempt = way;
  const all = { ...files, ...spare };
  const needed = [...SCRIPTS, POLICY, ...(way.whole ? [WHOLE_WASM, LIBRARY] : [WASM, MEMORY])];
  const total = needed.reduce((sum, name) => sum + all[name].bytes, 0);
  const count = counter(total, (loaded) => tell({ kind: "progress", loaded, total }));
  /** @param {string} name @returns {ConstructorParameters<typeof Coming>} */
  const of = (name) => [name, addressOf(base, all[name]), all[name].bytes, way.anew ? "reload" : "default", count];
  const parts = {
    lock,
    scripts: SCRIPTS.map((name) => ({ name, url: addressOf(base, all[name]) })),
    wasm: new Coming(...of(way.whole ? WHOLE_WASM : WASM)),
    policy: new Content(...of(POLICY)),
  };
  const begin = way.whole ? { library: new Coming(...of(LIBRARY)) } : { memory: new Content(...of(MEMORY)) };
  if (way.anew) await Promise.all(parts.scripts.map(({ url }) => renew(url)));
  calculator = await python({ ...parts, ...begin }, (name) => count(all[name].bytes));
  tell({ kind: "ready", way });
}
