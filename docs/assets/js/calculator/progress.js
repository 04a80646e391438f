// What the page says while the engine loads, and when it cannot.

import { recalled, remember } from "../site/remembered.js";

// Where the files of the last visit are the same, or the site is kept, they are on the device, and there before
// anybody needs a bar; unless the browser has had to make room.
const LAST = "handbook-runtime";
const PATIENCE_MS = 5000;

export class Progress {
  /** How far the bar has come; it never goes back, not where the files are fetched once more. */
  #most = 0;
  #patient;
  #timer = 0;
  /** @type {import("./engine.js").Status | null} */
  #last = null;

  /**
   * @param {HTMLElement} root
   * @param {import("./engine.js").Runtime | null} runtime
   */
  constructor(root, runtime) {
    this.note = /** @type {HTMLElement} */ (root.querySelector("[data-engine-note]"));
    this.text = /** @type {HTMLElement} */ (this.note.querySelector(".engine-text"));
    this.bar = /** @type {HTMLProgressElement} */ (this.note.querySelector("progress"));
    this.help = /** @type {HTMLElement} */ (this.note.querySelector(".engine-help"));
    this.retry = /** @type {HTMLButtonElement} */ (this.note.querySelector(".retry"));
    this.mark = Object.values(runtime?.files ?? {}).map(({ at }) => at).join();
    this.#patient = recalled(LAST) === this.mark || Boolean(navigator.serviceWorker?.controller);
  }

  /** @param {() => void} listener */
  onRetry(listener) {
    this.retry.addEventListener("click", listener);
  }

  /** @param {import("./engine.js").Status} status */
  show(status) {
    const { state, loaded, total, reason, way } = status;
    this.note.hidden = state === "idle" || state === "ready";
    this.note.dataset.state = state;
    this.bar.hidden = state !== "loading" || this.#patient;
    this.help.hidden = this.retry.hidden = state !== "failed";
    this.#most = state === "loading" ? Math.max(this.#most, total ? loaded / total : 0) : 0;
    // Of bytes as they are unpacked; what of them is sent hangs on the host.
    const far = total && !this.#patient ? `（${Math.floor(100 * this.#most)}%）` : "";
    if (state === "failed") this.text.textContent = `现在不能自动计算：${reason}。已填的数都在。`;
    else this.text.textContent = `${again(way)}正在准备计算${far}，可以先填`;
    this.bar.value = this.#most;
    this.#last = status;
    if (state === "ready") remember(LAST, this.mark);
    if (state === "loading" && this.#patient) this.#timer ||= window.setTimeout(() => this.#tire(), PATIENCE_MS);
  }

  #tire() {
    this.#patient = false;
    if (this.#last) this.show(this.#last);
  }
}

/** @param {import("./engine.js").Way} way */
function again({ anew, whole }) {
  if (whole) return "换一种办法，";
  return anew ? "重新取一遍，" : "";
}
