// What the page says while the engine loads, and when it cannot.

const MEGABYTE = 1_000_000;

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

  /** @param {string} state */
  state(state) {
    this.note.hidden = state === "idle" || state === "ready";
    this.bar.hidden = state !== "loading";
    this.help.hidden = this.retry.hidden = state !== "failed";
    if (state === "loading") this.text.textContent = "正在准备计算，可以先填";
  }

  /**
   * @param {number} loaded bytes read so far
   * @param {number} total bytes in all, from the build's manifest
   */
  loaded(loaded, total) {
    this.bar.value = loaded / total;
    const megabytes = (/** @type {number} */ bytes) => (bytes / MEGABYTE).toFixed(1);
    this.text.textContent = `正在准备计算（${megabytes(loaded)} / ${megabytes(total)} MB），可以先填`;
  }

  /** @param {string} reason */
  failed(reason) {
    this.text.textContent = `现在不能自动计算：${reason}。已填的数都在。`;
  }
}
