// What the page says while the engine loads, and when it cannot.

// Files that are on the device already are there before anybody needs a bar.
const PATIENCE_MS = 1000;

export class Progress {
  /** How far the bar has come; it never goes back, not where the files are fetched once more. */
  #most = 0;
  /** Whether there has been something to wait for. */
  #waited = false;
  #timer = 0;
  /** @type {number | null} when it began to wait */
  #began = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.note = /** @type {HTMLElement} */ (root.querySelector("[data-engine-note]"));
    this.text = /** @type {HTMLElement} */ (this.note.querySelector(".engine-text"));
    this.bar = /** @type {HTMLProgressElement} */ (this.note.querySelector("progress"));
    this.help = /** @type {HTMLElement} */ (this.note.querySelector(".engine-help"));
    this.retry = /** @type {HTMLButtonElement} */ (this.note.querySelector(".retry"));
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
    this.bar.hidden = state !== "loading" || !this.#waited;
    this.help.hidden = this.retry.hidden = state !== "failed";
    const far = this.#waited && total ? sizes(loaded, total) : "";
    if (state === "failed") this.text.textContent = `现在不能自动计算：${reason}。已填的数都在。`;
    else this.text.textContent = `${again(way)}正在准备计算${far}，可以先填`;
    if (state === "loading") this.#advance(status);
    else this.#rest();
  }

  /** @param {import("./engine.js").Status} status */
  #advance(status) {
    const { loaded, total } = status;
    this.#most = Math.max(this.#most, total ? loaded / total : 0);
    this.bar.value = this.#most;
    clearTimeout(this.#timer);
    if (this.#waited || (total && loaded === total)) return;
    this.#began ??= performance.now();
    const left = Math.max(0, this.#began + PATIENCE_MS - performance.now());
    this.#timer = window.setTimeout(() => {
      this.#waited = true;
      this.show(status);
    }, left);
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#began = null;
    this.#most = 0;
    this.#waited = false;
  }
}

/** @param {import("./engine.js").Way} way */
function again({ anew, whole }) {
  if (whole) return "换一种办法，";
  return anew ? "重新取一遍，" : "";
}

/**
 * @param {number} loaded
 * @param {number} total
 */
function sizes(loaded, total) {
  return `（${megabytes(loaded)} / ${megabytes(total)} MB）`;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1);
}
