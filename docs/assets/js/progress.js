// What the page says while the engine loads, and when it cannot.

export class Progress {
  /** How far the bar has come; it never goes back, not where the files are fetched once more. */
  #most = 0;

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
  show({ state, loaded, total, reason, way, kept }) {
    this.note.hidden = state === "idle" || state === "ready";
    this.note.dataset.state = state;
    this.bar.hidden = state !== "loading" || kept;
    this.help.hidden = this.retry.hidden = state !== "failed";
    if (state === "failed") this.text.textContent = `现在不能自动计算：${reason}。已填的数都在。`;
    else this.text.textContent = `${again(way)}正在准备计算${total ? sizes(loaded, total) : ""}，可以先填`;
    if (state === "failed") this.#most = 0;
    if (state !== "loading") return;
    this.#most = Math.max(this.#most, total ? loaded / total : 0);
    this.bar.value = this.#most;
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
