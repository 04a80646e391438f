// Work on one build's cache is done by one at a time: by all tabs, and by all service workers there may be of it.

/** @type {Map<string, Promise<unknown>>} what this service worker is doing, by its name */
const here = new Map();

/**
 * Do something by itself; asked for again while it is under way, it is the same.
 * @template Done
 * @param {string} name
 * @param {() => Promise<Done>} act
 * @returns {Promise<Done>}
 */
export function alone(name, act) {
  const there = here.get(name);
  if (there) return /** @type {Promise<Done>} */ (there);
  // Another service worker of the same build may be at its end: unregistered, and not gone yet.
  const mine = navigator.locks ? navigator.locks.request(name, act) : act();
  here.set(name, mine);
  const over = () => here.delete(name);
  mine.then(over, over);
  return mine;
}

/**
 * Do something where nobody is at work on what is so named; else leave it.
 * @param {string} name
 * @param {() => Promise<unknown>} act
 */
export async function unlessBusy(name, act) {
  if (!navigator.locks) await act();
  else await navigator.locks.request(name, { ifAvailable: true }, (lock) => lock && act());
}
