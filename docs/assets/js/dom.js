// Places of the page that stand in its HTML and are filled with text, never with markup.

const UNSEEN_MS = 200;

/**
 * @param {ParentNode} within
 * @param {string} selector of a place that is there
 */
export function one(within, selector) {
  return /** @type {HTMLElement} */ (within.querySelector(selector));
}

/**
 * Have a place say something; the same words put in again would be laid out and painted again.
 * @param {Element} place
 * @param {string} text
 */
export function fill(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/**
 * @param {ParentNode} within
 * @param {string} selector
 * @param {string} text
 */
export function setText(within, selector, text) {
  const place = one(within, selector);
  fill(place, text);
  return place;
}

/**
 * Put an amount where programs read it.
 * @param {ParentNode} within
 * @param {string} selector
 * @param {{min: string, max: string}} amount
 */
export function setAmount(within, selector, amount) {
  const place = one(within, selector);
  place.dataset.min = amount.min;
  place.dataset.max = amount.max;
  return place;
}

/**
 * Show a place with a text, or not at all.
 * @param {ParentNode} within
 * @param {string} selector
 * @param {string} text
 */
export function setTextOrHide(within, selector, text) {
  const place = setText(within, selector, text);
  place.hidden = text === "";
  return place;
}

/**
 * @param {string} anchor of a clause
 * @returns {string} where it is in the full text, as the page's own links lead there: a copy may have it elsewhere
 */
export function inText(anchor) {
  return `${one(document, ".lines a.clause").getAttribute("href")?.split("#")[0]}#${anchor}`;
}

/**
 * Wait until what was put in has been painted.
 * @returns {Promise<void>}
 */
export function painted() {
  return new Promise((settle) => {
    // A page that nobody sees is given no frames.
    const unseen = setTimeout(settle, UNSEEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(unseen);
      setTimeout(settle);
    });
  });
}

/** @type {WeakMap<Element, string>} what each place was last filled from */
const filled = new WeakMap();

/**
 * Whether a place has to be filled: what is put in again, just the same, would be laid out and painted again.
 * @param {Element} place
 * @param {unknown} given all that it is filled from
 */
export function isNew(place, given) {
  const text = JSON.stringify(given);
  if (filled.get(place) === text) return false;
  filled.set(place, text);
  return true;
}

/**
 * Have a list say sentences; items that are there stay, so that only what is said is laid out.
 * @param {HTMLElement} list
 * @param {string[]} sentences
 */
export function setItems(list, sentences) {
  while (list.children.length > sentences.length) list.lastElementChild?.remove();
  for (const [at, sentence] of sentences.entries()) {
    fill(list.children[at] ?? list.appendChild(document.createElement("li")), sentence);
  }
}

/**
 * Have a button show and hide what is folded away in a list.
 * @param {HTMLElement} button
 * @param {HTMLElement} list
 */
export function unfolds(button, list) {
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    list.toggleAttribute("data-unfolded", open);
  });
}

/**
 * @param {string} name of the element
 * @param {string} text
 * @param {string} [kind] its class
 */
export function made(name, text, kind = "") {
  const place = document.createElement(name);
  place.textContent = text;
  if (kind) place.className = kind;
  return place;
}
