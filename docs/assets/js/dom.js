// The page's elements: their text is set with textContent, never with markup.

const HIDDEN_TAB_MS = 200;
const SAID_ON_BUTTON_MS = 2500;
// After so long without input the reader pauses.
const REST_MS = 1500;

/** @param {ParentNode} within @param {string} selector of an element that exists */
export function one(within, selector) {
  return /** @type {HTMLElement} */ (within.querySelector(selector));
}

/** @param {ParentNode} within @param {string} selector */
export function all(within, selector) {
  return /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);
}

/** Set a text. Setting the same text again would cost another layout and paint. @param {Element} place @param {string} text */
export function fill(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** @param {ParentNode} within @param {string} selector @param {string} text */
export function setText(within, selector, text) {
  const place = one(within, selector);
  fill(place, text);
  return place;
}

/** Set the texts that an answer has, each in the elements that show it. @param {ParentNode} within @param {any} answer */
export function fillShown(within, answer) {
  for (const place of all(within, "[data-shown]")) {
    const text = answer[place.dataset.shown ?? ""];
    if (text !== undefined) fill(place, text);
  }
}

/** Set a text, and hide an element without one. @param {ParentNode} within @param {string} selector @param {string} text */
export function setTextOrHide(within, selector, text) {
  const place = setText(within, selector, text);
  place.hidden = text === "";
  return place;
}

/**
 * Show beside each field what is wrong with it.
 * @param {Iterable<Element>} fields
 * @param {{field: string, message: string}[]} errors
 */
export function setFaults(fields, errors) {
  for (const field of fields) {
    const error = errors.find((each) => each.field === /** @type {HTMLElement} */ (field).dataset.field);
    setFault(field, error?.message ?? "");
  }
}

/** Show beside a field what is wrong with it. @param {Element} field @param {string} message empty where nothing is */
export function setFault(field, message) {
  setTextOrHide(field, ".error", message);
  for (const control of field.querySelectorAll("[name]")) {
    // An attribute aria-invalid without a value means false.
    if (message) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}

/**
 * @param {string} anchor of a clause
 * @returns {string} its address in the full text of the month's edition, taken from the page's own links: a copy has
 * the texts elsewhere, or only the newest
 */
export function inText(anchor) {
  const texts = all(document, "a[data-text][href]");
  const own = texts.find(({ dataset }) => dataset.text === calculator()?.dataset.governedBy) ?? texts[texts.length - 1];
  return `${own.getAttribute("href")?.split("#")[0]}#${anchor}`;
}

/** @type {WeakMap<Element, string>} what each element was last filled from */
const filled = new WeakMap();

/**
 * Tell whether an element has to be filled again: the same content would cost another layout and paint.
 * @param {Element} place
 * @param {unknown} given everything the element is filled from
 */
export function isNew(place, given) {
  const text = JSON.stringify(given);
  if (filled.get(place) === text) return false;
  filled.set(place, text);
  return true;
}

/**
 * Fill a list with sentences; existing items stay, so that only changed ones are laid out.
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
 * Bring the parts of a list into an answer's order: parts that it lacks are hidden, one that the page lacks is a copy.
 * @param {HTMLElement} list
 * @param {string} name of the attribute with a part's id, as in `dataset`
 * @param {any[]} given by the answer, each with an id
 * @param {HTMLElement[]} [among] parts of this list and of others, from which it takes its own
 * @returns {[HTMLElement, any][]} each part, and what it has to show
 */
export function inOrder(list, name, given, among) {
  const parts = /** @type {HTMLElement[]} */ ([...list.children]);
  among ??= parts;
  const found = given.map(({ id }) => {
    const part = among.find(({ dataset }) => dataset[name] === id) ?? /** @type {HTMLElement} */ (among[0].cloneNode(true));
    part.dataset[name] = id;
    return part;
  });
  for (const part of parts) part.hidden = !found.includes(part);
  // Moving a part takes the focus out of it, so only another order is written.
  const before = parts.filter(({ hidden }) => !hidden);
  if (found.some((part, at) => part !== before[at])) list.append(...found);
  for (const part of found) part.hidden = false;
  return given.map((each, at) => [found[at], each]);
}

/** @param {string} name of the element @param {string | Node[]} content @param {string} [kind] its class */
export function made(name, content, kind = "") {
  const place = document.createElement(name);
  place.append(...[content].flat());
  if (kind) place.className = kind;
  return place;
}

/**
 * Act when an element is clicked that matches the selector, also one that is added later.
 * @param {Element} within @param {string} selector @param {(found: HTMLElement, event: Event) => void} act
 */
export function onClick(within, selector, act) {
  within.addEventListener("click", (event) => {
    const found = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(selector));
    if (found) act(found, event);
  });
}

/** Make a button show and hide the folded items of a list. @param {HTMLElement} button @param {HTMLElement} list */
export function unfolds(button, list) {
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    list.toggleAttribute("data-unfolded", open);
  });
}

/** @type {WeakMap<Element, string | null>} each button's own label */
const labels = new WeakMap();

/** Say something on a button for a while. @param {Element} button @param {string} sentence */
export function sayOn(button, sentence) {
  const place = /** @type {ChildNode} */ (button.firstChild);
  const label = labels.get(button) ?? place.textContent;
  labels.set(button, label);
  place.textContent = sentence;
  setTimeout(() => (place.textContent = label), SAID_ON_BUTTON_MS);
}

/** @param {string} text @returns {Promise<boolean>} whether the clipboard holds it now */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages from a disk or without encryption have no asynchronous clipboard.
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** Save a file on the device; nothing is sent. @param {Blob} blob @param {string} name */
export function saved(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Some browsers read the file only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Wait until the last changes have been painted. @returns {Promise<void>} */
export function painted() {
  return new Promise((settle) => {
    // A hidden tab gets no frames.
    const hidden = setTimeout(settle, HIDDEN_TAB_MS);
    requestAnimationFrame(() => {
      clearTimeout(hidden);
      setTimeout(settle);
    });
  });
}

export function calculator() {
  return document.getElementById("calculator");
}

/** Wait until the engine is ready and the reader pauses: storing the site must slow down neither. @returns {Promise<void>} */
export function calculatorAtRest() {
  const found = calculator();
  if (!found) return Promise.resolve();
  return new Promise((settle) => {
    let rest = 0;
    const look = () => {
      clearTimeout(rest);
      if (found.dataset.engine === "ready") rest = window.setTimeout(end, REST_MS);
    };
    const engine = new MutationObserver(look);
    const end = () => {
      engine.disconnect();
      found.removeEventListener("input", look);
      settle();
    };
    engine.observe(found, { attributeFilter: ["data-engine"] });
    found.addEventListener("input", look);
    look();
  });
}
