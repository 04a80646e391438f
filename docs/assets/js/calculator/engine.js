// The engine for the page: a worker that loads Python once and answers questions.

/**
 * @typedef {{base: string, files: Record<string, {at: string, bytes: number}>, [more: string]: unknown}} Runtime
 * @typedef {{whole: boolean, anew: boolean}} Way how the worker starts, see worker.js
 * @typedef {{state: "idle" | "loading" | "ready" | "failed", loaded: number, total: number, reason: string, way: Way}} Status
 *   `loaded` of `total` bytes while loading, the `reason` of a failure
 * @typedef {{verb: string, request: string, settle: (answer: any) => void}} Question
 * @typedef {{worker: Worker, heard: any[]}} Started a worker and its messages so far
 */

// loadPyodide() never settles when the wasm fails, so no message for this long counts as failure.
const SILENCE_MS = 45_000;
// An answer takes milliseconds; a worker that the system has stopped sends nothing.
const ANSWER_MS = 20_000;
// A timer this late means that the page was suspended; the worker's messages have still to be delivered.
const ASLEEP_MS = 2000;
const FIRST = { whole: false, anew: false };
const SILENT = "等了太久没有动静";
const NOT_STARTED = "后台计算没有启动";
const STOPPED = "后台计算停了";

export class Engine {
  #worker = /** @type {Worker | null} */ (null);
  #asked = /** @type {Map<number, Question>} */ (new Map());
  #next = 0;
  #timer = 0;
  #tries = 0;
  /** Whether the worker replaces a stopped one and has not answered yet. */
  #revived = false;
  /** How to start when the reader asks to try again. */
  #again = FIRST;
  #listener = /** @type {(status: Status) => void} */ (() => {});
  /** @type {Status} */
  status = { state: "idle", loaded: 0, total: 0, reason: "", way: FIRST };

  constructor(/** @type {Runtime} */ runtime) {
    this.runtime = runtime;
  }

  /** Call the listener with the status, now and at every change. @param {(status: Status) => void} listener */
  listen(listener) {
    this.#listener = listener;
    listener(this.status);
  }

  /** Load Python, again after a failure. */
  start() {
    this.#revived = false;
    this.#begin(this.#again);
  }

  /** @param {string} verb @param {unknown} request @returns {Promise<any>} null where the engine is not ready or fails */
  ask(verb, request) {
    if (this.status.state !== "ready") return Promise.resolve(null);
    return new Promise((settle) => {
      const id = ++this.#next;
      this.#asked.set(id, { verb, request: JSON.stringify(request), settle });
      this.#post(id);
      // One timer for all questions: a further question must not restart it.
      if (this.#asked.size === 1) this.#watch();
    });
  }

  #begin(/** @type {Way} */ way) {
    this.#stop();
    this.#become({ state: "loading", loaded: 0, total: 0, way });
    if (typeof WebAssembly !== "object") return this.#fail("这个浏览器不支持 WebAssembly");
    let started;
    try {
      started = startWorker(this.runtime, way, this.#tries);
    } catch {
      // The policy script is missing, or the browser allows no workers.
      return this.#fail(NOT_STARTED);
    }
    const { worker, heard } = started;
    this.#tries += 1;
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#heard(worker, data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#heard(worker, { kind: "error" });
    };
    this.#watch();
    for (const message of heard) this.#heard(worker, message);
  }

  #heard(/** @type {Worker} */ worker, /** @type {any} */ message) {
    // What a stopped worker has still sent, or how it failed, is of no use.
    if (this.#worker !== worker) return;
    if (message.kind === "progress") {
      this.#become({ loaded: message.loaded, total: message.total });
      this.#watch();
    } else if (message.kind === "ready") {
      // Repeat the questions of a worker that broke down before the page asks new ones.
      for (const id of this.#asked.keys()) this.#post(id);
      this.#become({ state: "ready", way: message.way });
      this.#watch();
    } else if (message.kind === "answer") {
      const question = this.#asked.get(message.id);
      this.#asked.delete(message.id);
      this.#revived = false;
      this.#watch();
      question?.settle(JSON.parse(message.answer));
    } else if (message.kind === "error") {
      if (this.status.state === "ready") this.#revive();
      else this.#fail(NOT_STARTED);
    } else if (message.kind === "failed") {
      // Without a network, only files in the browser's cache can help: do not request past it.
      this.#again = { ...FIRST, anew: message.reached && (message.next?.anew || this.status.way.anew) };
      if (message.next) this.#begin(message.next);
      else this.#fail(message.reason);
    }
  }

  #post(/** @type {number} */ id) {
    const { verb, request } = /** @type {Question} */ (this.#asked.get(id));
    this.#worker?.postMessage({ kind: "ask", id, verb, request });
  }

  #become(/** @type {Partial<Status>} */ change) {
    this.status = { ...this.status, ...change };
    this.#listener(this.status);
  }

  /** Wait for the worker's next message, from now. */
  #watch() {
    clearTimeout(this.#timer);
    const starts = this.status.state === "loading";
    if (!starts && this.#asked.size === 0) return;
    const ms = starts ? SILENCE_MS : ANSWER_MS;
    const due = performance.now() + ms;
    this.#timer = window.setTimeout(() => {
      if (performance.now() - due > ASLEEP_MS) this.#watch();
      else if (starts) this.#fail(SILENT);
      else this.#revive();
    }, ms);
  }

  /** Replace a stopped worker and repeat its questions; not twice in a row. */
  #revive() {
    if (this.#revived) return this.#fail(STOPPED);
    this.#revived = true;
    this.#begin(FIRST);
  }

  #fail(/** @type {string} */ reason) {
    this.#stop();
    for (const { settle } of this.#asked.values()) settle(null);
    this.#asked.clear();
    this.#become({ state: "failed", reason });
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
  }
}

/** @param {Runtime} runtime @param {Way} way @param {number} before how many workers were started before @returns {Started} */
function startWorker(runtime, way, before) {
  const page = /** @type {{early?: Started, local?: (runtime: Runtime, way: Way) => Worker}} */ (globalThis);
  const { early, local } = page;
  // The first start takes over the worker of early.js.
  delete page.early;
  if (early) return early;
  // A copy opened from a disk has its files in the page, see local.js.
  if (local) return { worker: local(runtime, way), heard: [] };
  const script = new URL("./worker.js", import.meta.url);
  // The browser may have cached a broken script under its name.
  if (before) script.search = `again=${before}`;
  const worker = new Worker(script);
  const base = new URL(runtime.base, location.href).href;
  worker.postMessage({ kind: "start", runtime: { ...runtime, base }, way });
  return { worker, heard: [] };
}
