// What the page says while the engine loads, and when it cannot.

import { recalled, remember } from "../device.js";
import { one } from "../dom.js";

// Names the files of the last visit.
const LAST = "handbook-runtime";
// The files of the last visit, or of the stored site, load fast: the bar is shown only after this time, as the browser
// may have deleted them.
const PATIENCE_MS = 5000;

export class Progress {
  /** How far the bar has come; it never goes back, even where the files are fetched again. */
  #most = 0;
  #patient;
  #timer = 0;
  #last = /** @type {import("./engine.js").Status | null} */ (null);

  constructor(/** @type {HTMLElement} */ root, /** @type {import("./engine.js").Runtime | null} */ runtime) {
    this.note = one(root, "[data-engine-note]");
    this.text = one(this.note, ".engine-text");
    this.bar = /** @type {HTMLProgressElement} */ (one(this.note, "progress"));
    this.help = one(this.note, ".engine-help");
    this.retry = one(this.note, ".retry");
    this.mark = Object.values(runtime?.files ?? {}).map(({ at }) => at).join();
    this.#patient = recalled(LAST) === this.mark || Boolean(navigator.serviceWorker?.controller);
  }

  /** @param {() => void} listener */
  onRetry(listener) {
    this.retry.addEventListener("click", listener);
  }

  show(/** @type {import("./engine.js").Status} */ status) {
    const { state, loaded, total, reason, way } = status;
    this.note.hidden = state === "idle" || state === "ready";
    this.note.dataset.state = state;
    this.bar.hidden = state !== "loading" || this.#patient;
    this.help.hidden = this.retry.hidden = state !== "failed";
    this.#most = state === "loading" ? Math.max(this.#most, total ? loaded / total : 0) : 0;
    // Counted in unpacked bytes: how many are sent depends on the host.
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

function again(/** @type {import("./engine.js").Way} */ { anew, whole }) {
  if (whole) return "换一种办法，";
  return anew ? "重新取一遍，" : "";
}
