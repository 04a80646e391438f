// The finder: words as people say them in, category items out. It reads the page itself, so it works offline.

{
  /** @typedef {{anchor: string, title: string, words: string[], text: string, notes: string[]}} Item */

  const MOST = 6;
  const SCORE = { same: 100, inside: 60, around: 45, title: 40, text: 20, pair: 4 };
  const EMPTY = "";

  function startFinder() {
    const finder = document.querySelector(".finder");
    const field = finder?.querySelector("input");
    const said = finder?.querySelector(".finder-said");
    const found = finder?.querySelector(".finder-found");
    if (!(finder instanceof HTMLElement) || !field || !said || !found) return;
    /** @type {Item[] | undefined} */
    let items;
    finder.hidden = false;
    field.addEventListener("input", () => {
      items ??= readItems();
      const results = search(items, field.value);
      said.textContent = sentence(field.value, results.length);
      found.replaceChildren(...results.map(({ item, words }) => row(item, words)));
    });
  }

  /** @returns {Item[]} the items of this page, in the order of the text */
  function readItems() {
    return [...document.querySelectorAll("[data-keywords]")].map((place) => {
      const { keywords: anchor = "", urgent = "", limit = "" } = /** @type {HTMLElement} */ (place).dataset;
      const heading = document.getElementById(anchor);
      let text = "";
      for (let part = heading?.nextElementSibling; part && part !== place; part = part.nextElementSibling) {
        // Only the clause: examples name many things in passing, and plain words say what is not meant.
        if (part.matches("blockquote")) text += part.textContent;
      }
      return {
        anchor,
        title: heading?.firstChild?.textContent ?? "",
        words: (place.textContent ?? "").replace(/^.*?：/, "").split("、"),
        text,
        notes: [urgent, limit].filter(Boolean),
      };
    });
  }

  /**
   * @param {Item[]} items
   * @param {string} typed
   * @returns {{item: Item, words: string[], score: number}[]} the best items first
   */
  function search(items, typed) {
    const terms = typed.split(/[\s，。、；,.;]+/).filter(Boolean);
    return items
      .map((item) => {
        const words = new Set();
        let score = 0;
        for (const term of terms) score += scoreOf(item, term, words);
        return { item, words: /** @type {string[]} */ ([...words]), score };
      })
      .filter(({ score }) => score >= SCORE.pair * 2)
      .sort((one, other) => other.score - one.score)
      .slice(0, MOST);
  }

  /**
   * @param {Item} item
   * @param {string} term
   * @param {Set<string>} matched takes up the words that match
   */
  function scoreOf(item, term, matched) {
    let best = 0;
    for (const word of item.words) {
      const score =
        word === term ? SCORE.same
        : word.includes(term) ? SCORE.inside
        : word.length > 1 && term.includes(word) ? SCORE.around + word.length
        : 0;
      if (score > 0) matched.add(word);
      best = Math.max(best, score);
    }
    if (item.title.includes(term)) best += SCORE.title;
    if (item.text.includes(term)) best += SCORE.text;
    return best || pairs(item, term);
  }

  /**
   * Where nothing matches whole, two characters in common still tell something: 「网吧里打架」.
   * @param {Item} item
   * @param {string} term
   */
  function pairs(item, term) {
    const all = `${item.words.join(" ")} ${item.title}`;
    let score = 0;
    for (let at = 0; at + 2 <= term.length; at += 1) if (all.includes(term.slice(at, at + 2))) score += SCORE.pair;
    return score;
  }

  /**
   * @param {string} typed
   * @param {number} count
   */
  function sentence(typed, count) {
    if (typed.trim() === "") return EMPTY;
    if (count === 0)
      return `没有找到「${typed.trim()}」。不一定都要报；换个说法试试，或者从下面的五类里找。有人有危险，先打 110、119 或 120。`;
    return `找到 ${count} 项，最像的在前面，报不报看条文：`;
  }

  /**
   * @param {Item} item
   * @param {string[]} words
   */
  function row(item, words) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${item.anchor}`;
    link.textContent = item.title;
    line.append(link);
    if (words.length > 0) line.append(`　${words.join("、")}`);
    for (const note of item.notes) {
      const small = document.createElement("small");
      small.textContent = note;
      line.append(small);
    }
    return line;
  }

  startFinder();
}
