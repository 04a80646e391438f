// Which kept months the reader's form rests on, and as which revision: another page's changes are not in it.

export class Basis {
  /** @type {Map<string, number>} */
  #revisions = new Map();
  /** The months that this page's form was filled from, or was kept as. */
  #own = /** @type {Set<string>} */ (new Set());

  /** @param {import("./store.js").Kept[]} kept months as they are kept now */
  see(kept) {
    for (const { month, revision } of kept) this.#revisions.set(month, revision);
  }

  /**
   * The form holds what is kept of a month.
   * @param {import("./store.js").Kept} kept
   */
  hold({ month, revision }) {
    this.#revisions.set(month, revision);
    this.#own.add(month);
  }

  /**
   * Other months have taken the place of what was kept: what the form holds has nothing to do with them.
   * @param {import("./store.js").Kept[]} kept
   */
  replace(kept) {
    for (const { month } of kept) this.drop(month);
    this.see(kept);
  }

  /** @param {string} month */
  revision(month) {
    return this.#revisions.get(month) ?? 0;
  }

  /** @param {string} month */
  isOwn(month) {
    return this.#own.has(month);
  }

  /**
   * Whether the form has nothing to do with what is kept; what another page has changed is told otherwise.
   * @param {import("./store.js").Kept | undefined} kept
   */
  isStrange(kept) {
    return kept !== undefined && kept.revision === this.revision(kept.month) && !this.isOwn(kept.month);
  }

  /** @param {string} month */
  drop(month) {
    this.#revisions.delete(month);
    this.#own.delete(month);
  }

  dropAll() {
    this.#revisions.clear();
    this.#own.clear();
  }
}
