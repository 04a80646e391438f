// One change of the kept months at a time, in the order in which they were asked for.

export class Turns {
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();
  #waiting = /** @type {Set<string>} */ (new Set());

  /**
   * Do something once what was asked for before is done; the same, asked for again meanwhile, is done once.
   * @param {string} what names it
   * @param {() => Promise<void>} act
   */
  async take(what, act) {
    if (this.#waiting.has(what)) return;
    this.#waiting.add(what);
    const mine = this.#last.then(act).finally(() => this.#waiting.delete(what));
    // What fails is told where it was asked for; the next one has its turn all the same.
    this.#last = mine.catch(() => {});
    await mine;
  }
}
