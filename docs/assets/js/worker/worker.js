// Python in a worker: it is told which way to start, and answers questions. The build joins the scripts of
// this folder into one, a classic script, since Pyodide's own loader is one in this version.

/**
 * How to start. `memory`: go on from a kept memory where there is one; `whole`: with the whole wasm, not the
 * lean one; `anew`: what the browser kept of the files is not to be trusted.
 * @typedef {{memory: boolean, whole: boolean, anew: boolean}} Way
 * @typedef {{base: string, files: Record<string, Place>, spare: Record<string, Place>, lock: any, sample: string}} Runtime
 */

const SCRIPTS = ["pyodide.js", "pyodide.asm.js"];
const WASM = "pyodide.asm.wasm";
const WHOLE_WASM = "pyodide.whole.wasm";
const LIBRARY = "python_stdlib.zip";
const POLICY = "policy.json";
const SILENT_START = "Python 没有启动";
// The page is busy with its first answers meanwhile.
const KEEP_AFTER_MS = 1500;
// Nobody reads a trace of a script of a megabyte, and making one takes the browser longer than much of the start.
/** @type {any} */ (Error).stackTraceLimit = 0;

/** @type {Calculator | null} */
let calculator = null;
/** @type {Way} */
let attempt = { memory: false, whole: false, anew: false };
/** @type {KeptMemory | null} what to forget where something goes wrong with it */
let doubted = null;

self.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  if (data.kind === "start") start(data.runtime, data.way).catch(fail);
  else if (data.kind === "ask" && calculator) answer(data);
});
self.addEventListener("unhandledrejection", (event) => {
  // The page says it in a sentence; the console need not.
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

/**
 * Say what went wrong, and which way may still lead there.
 * @param {unknown} error
 */
async function fail(error) {
  const named = error instanceof Unreached || error instanceof Unreadable;
  /** @type {Way | null} */
  let next = null;
  if (error instanceof Unreached) next = null;
  else if (doubted) {
    await doubted.forget();
    next = { memory: false, whole: false, anew: error instanceof Unreadable };
  } else if (isTrap(error) && !attempt.whole) next = { ...attempt, memory: false, whole: true };
  else if (!attempt.anew) next = { ...attempt, anew: true };
  else if (!named && !attempt.whole) next = { ...attempt, memory: false, whole: true };
  tell({ kind: "failed", reason: named ? error.message : SILENT_START, next });
}

/**
 * @param {Runtime} runtime
 * @param {Way} way
 */
async function start({ base, files, spare, lock, sample }, way) {
  attempt = way;
  const wasm = way.whole ? { name: WHOLE_WASM, ...spare[WHOLE_WASM] } : { name: WASM, ...files[WASM] };
  const total = Object.entries(files).reduce((sum, [name, { bytes }]) => sum + (name === WASM ? wasm.bytes : bytes), 0);
  const count = counter(total, (loaded, all) => tell({ kind: "progress", loaded, total: all }));
  const kept = new KeptMemory(JSON.stringify([files, navigator.userAgent]));
  const finding = way.memory ? kept.find() : Promise.resolve(null);
  // With a kept memory the files come from the browser's own cache, too quickly to count.
  const counting = finding.then((memory) => (memory ? null : count));
  const coming = ({ name, at, bytes } = wasm) =>
    new Coming(name, base + at, bytes, way.anew ? "reload" : "default", counting);
  const file = (/** @type {string} */ name) => ({ name, ...files[name] });
  const parts = {
    lock,
    scripts: SCRIPTS.map((name) => ({ name, url: base + files[name].at })),
    wasm: coming(),
    library: coming(file(LIBRARY)),
  };
  const memory = await finding;
  if (memory) {
    doubted = kept;
    tell({ kind: "kept" });
  }
  if (way.anew) await Promise.all(parts.scripts.map(({ url }) => renew(url)));
  const policy = memory ? null : coming(file(POLICY));
  const made = await python({ ...parts, policy }, memory?.bytes ?? null, (name) => {
    if (!memory) count(files[name].bytes);
  });
  const said = made.calculator.answer(sample, "page");
  if (memory && (await digest(said)) !== memory.answer) throw new Error("the memory answers otherwise");
  // Before the first question is asked, so that nothing typed is in it.
  const fresh = memory || way.whole || !kept.can ? null : packed(made.pyodide.makeMemorySnapshot());
  doubted = memory ? kept : null;
  calculator = made.calculator;
  tell({ kind: "ready", way: { ...way, memory: memory !== null } });
  if (fresh) setTimeout(async () => kept.keep(fresh, await digest(said)), KEEP_AFTER_MS);
}
