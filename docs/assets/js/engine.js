// The engine seen from the page: a worker that loads Python once and answers one form at a time.

/**
 * @typedef {{base: string, files: Record<string, number>, lock: unknown}} Runtime
 * @typedef {{
 *   state: "idle" | "loading" | "ready" | "failed",
 *   loaded: number,
 *   total: number,
 *   reason: string,
 * }} Status bytes read and in all while loading, why not when failed
 */

// loadPyodide() never settles when the wasm fails, so silence for this long is taken as failure.
const SILENCE_MS = 45_000;

export class Engine {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<number, (answer: any) => void>} */
  #asked = new Map();
  #next = 0;
  #timer = 0;
  /** Whether what the browser kept of the files was found broken. */
  #anew = false;
  /** @type {(status: Status) => void} */
  #listener = () => {};
  /** @type {Status} */
  status = { state: "idle", loaded: 0, total: 0, reason: "" };

  /** @param {Runtime | null} runtime */
  constructor(runtime) {
    this.runtime = runtime;
  }

  /**
   * Hear of the status, now and at every change.
   * @param {(status: Status) => void} listener
   */
  listen(listener) {
    this.#listener = listener;
    listener(this.status);
  }

  /** Load Python, anew after a failure. */
  start() {
    this.#stop();
    this.#become({ state: "loading", loaded: 0 });
    const missing = this.#missing();
    if (missing) {
      this.#fail(missing);
      return;
    }
    const { worker, heard } = takeEarly() ?? startWorker(/** @type {Runtime} */ (this.runtime), this.#anew);
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#heard(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail("后台计算没有启动");
    };
    this.#watch();
    for (const message of heard) this.#heard(message);
  }

  /**
   * @param {string} verb
   * @param {unknown} request
   * @returns {Promise<any>} the engine's answer; null when it is not ready or fails meanwhile
   */
  ask(verb, request) {
    if (this.status.state !== "ready" || !this.#worker) return Promise.resolve(null);
    const id = ++this.#next;
    this.#worker.postMessage({ kind: "ask", id, verb, request: JSON.stringify(request) });
    return new Promise((settle) => this.#asked.set(id, settle));
  }

  #missing() {
    if (!this.runtime) return "网站里没有计算程序";
    if (typeof WebAssembly !== "object") return "这个浏览器不支持 WebAssembly";
    if (typeof Worker !== "function") return "这个浏览器不支持后台计算";
    return "";
  }

  /** @param {any} message */
  #heard(message) {
    // Files still on their way are counted after one of them has failed.
    if (!this.#worker) return;
    if (message.kind === "progress") {
      this.#become({ loaded: message.loaded, total: message.total });
      this.#watch();
    } else if (message.kind === "ready") {
      clearTimeout(this.#timer);
      this.#become({ state: "ready" });
    } else if (message.kind === "answer") {
      this.#asked.get(message.id)?.(JSON.parse(message.answer));
      this.#asked.delete(message.id);
    } else if (message.kind === "failed") {
      this.#anew = message.anew;
      this.#fail(message.reason);
    }
  }

  /** @param {Partial<Status>} change */
  #become(change) {
    this.status = { ...this.status, ...change };
    this.#listener(this.status);
  }

  #watch() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#fail("等了太久没有动静"), SILENCE_MS);
  }

  /** @param {string} reason */
  #fail(reason) {
    this.#stop();
    this.#become({ state: "failed", reason });
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    for (const settle of this.#asked.values()) settle(null);
    this.#asked.clear();
  }
}

/**
 * Take over the worker that early.js started; only the first start finds one.
 * @returns {{worker: Worker, heard: any[]} | undefined}
 */
function takeEarly() {
  const page = /** @type {{early?: {worker: Worker, heard: any[]}}} */ (globalThis);
  const { early } = page;
  delete page.early;
  return early;
}

/**
 * @param {Runtime} runtime
 * @param {boolean} anew
 */
function startWorker({ base, files, lock }, anew) {
  const worker = new Worker(new URL("./worker.js", import.meta.url));
  worker.postMessage({ kind: "start", base: new URL(base, location.href).href, files, lock, anew });
  return { worker, heard: [] };
}
