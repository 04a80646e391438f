// The engine seen from the page: a worker that loads Python once and answers one form at a time.

/**
 * @typedef {{base: string, files: Record<string, number>, lock: unknown}} Runtime
 * @typedef {{
 *   state: (state: "idle" | "loading" | "ready" | "failed") => void,
 *   progress: (loaded: number, total: number) => void,
 *   failed: (reason: string) => void,
 *   ready: () => void,
 * }} Listeners
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
  ready = false;

  /**
   * @param {Runtime | null} runtime
   * @param {Listeners} listeners
   */
  constructor(runtime, listeners) {
    this.runtime = runtime;
    this.listeners = listeners;
  }

  /** Load Python, anew after a failure. */
  start() {
    this.#stop();
    this.listeners.state("loading");
    const missing = this.#missing();
    if (missing) {
      this.#fail(missing);
      return;
    }
    const worker = new Worker(new URL("./worker.js", import.meta.url));
    this.#worker = worker;
    worker.addEventListener("message", ({ data }) => this.#heard(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#fail("后台计算没有启动");
    });
    const { base, files, lock } = /** @type {Runtime} */ (this.runtime);
    worker.postMessage({ kind: "start", base: new URL(base, location.href).href, files, lock });
    this.#watch();
  }

  /**
   * @param {Record<string, unknown>} form
   * @returns {Promise<any>} the engine's answer; null when it is not ready or fails meanwhile
   */
  ask(form) {
    if (!this.ready || !this.#worker) return Promise.resolve(null);
    const id = ++this.#next;
    this.#worker.postMessage({ kind: "ask", id, form: JSON.stringify(form) });
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
    if (message.kind === "progress") {
      this.listeners.progress(message.loaded, message.total);
      this.#watch();
    } else if (message.kind === "ready") {
      clearTimeout(this.#timer);
      this.ready = true;
      this.listeners.state("ready");
      this.listeners.ready();
    } else if (message.kind === "answer") {
      this.#asked.get(message.id)?.(JSON.parse(message.answer));
      this.#asked.delete(message.id);
    } else if (message.kind === "failed") {
      this.#fail(message.reason);
    }
  }

  #watch() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#fail("等了太久没有动静"), SILENCE_MS);
  }

  /** @param {string} reason */
  #fail(reason) {
    this.#stop();
    this.listeners.state("failed");
    this.listeners.failed(reason);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.ready = false;
    for (const settle of this.#asked.values()) settle(null);
    this.#asked.clear();
  }
}
