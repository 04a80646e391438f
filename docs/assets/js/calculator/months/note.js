// The note beside a month: what is kept of that month, until the reader writes something else.

export class Note {
  /** The month it was last shown for. */
  #month = "";
  /** What the reader has left as it was kept: a file or another page may have put something else in its place. */
  #left = "";

  /**
   * @param {HTMLInputElement} input
   * @param {(month: string) => string} keptOf the note kept of a month, empty where there is none
   */
  constructor(input, keptOf) {
    this.input = input;
    this.keptOf = keptOf;
  }

  /** Whether the reader has written what is not kept. */
  get isWritten() {
    const { value } = this.input;
    return value !== this.keptOf(this.#month) && value !== this.#left;
  }

  /** What is kept is about to change, or has. */
  see() {
    if (this.input.value === this.keptOf(this.#month)) this.#left = this.input.value;
  }

  /**
   * Go over to another month: the note of one is not the next one's, but what was written stays.
   * @param {string} month
   */
  follow(month) {
    if (!this.isWritten) this.input.value = this.keptOf(month);
    this.#month = month;
    this.#left = this.keptOf(month);
  }

  /** The kept months have come: show what is kept, unless something stands there already. */
  fill() {
    this.input.value ||= this.keptOf(this.#month);
    this.see();
  }
}
