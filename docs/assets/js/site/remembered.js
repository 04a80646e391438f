// What this device remembers for the site from one visit to the next, the months apart. A browser may refuse all
// of it: then nothing was remembered.

/**
 * @param {string} name
 * @returns {string | null}
 */
export function recalled(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} text
 */
export function remember(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // The next visit does without.
  }
}

/** @param {string} name */
export function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // There is nothing to forget.
  }
}
