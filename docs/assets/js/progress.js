// What the page says while the engine loads, and when it cannot.

export class Progress {
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
  show({ state, loaded, total, reason }) {
    this.note.hidden = state === "idle" || state === "ready";
    this.note.dataset.state = state;
    this.bar.hidden = state !== "loading";
    this.help.hidden = this.retry.hidden = state !== "failed";
    if (state === "failed") this.text.textContent = `现在不能自动计算：${reason}。已填的数都在。`;
    else if (total) this.text.textContent = `正在准备计算（${megabytes(loaded)} / ${megabytes(total)} MB），可以先填`;
    else this.text.textContent = "正在准备计算，可以先填";
    this.bar.value = total ? loaded / total : 0;
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1);
}
