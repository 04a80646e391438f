// The caches of the builds on this device, and the files of this build.

export const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
export const SITE = scope.registration.scope;
// One host may serve several sites.
const PREFIX = `handbook ${new URL(SITE).pathname} `;
export const OWN = PREFIX + BUILD.id;
// Stored last: a cache without it is incomplete.
export const WHOLE = new URL("kept-whole", SITE).href;
export const HASHED = /\/[0-9a-f]{16}\//;

/** @type {Map<string, {sha256: string, bytes: number, spare: boolean}>} this build's files by their address */
export const LISTED = new Map(
  Object.entries(BUILD.files).map(([path, [sha256, bytes, spare]]) => [
    new URL(path, SITE).href,
    { sha256, bytes, spare: spare === 1 },
  ]),
);

async function otherNames() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
}

/** @returns {Promise<Cache[]>} of other builds of this site */
export async function otherCaches() {
  return Promise.all((await otherNames()).map((name) => caches.open(name)));
}

/** @param {Cache} cache @returns {Promise<boolean>} whether it holds a complete build */
export async function isWholeIn(cache) {
  return (await cache.match(WHOLE)) !== undefined;
}

/** Delete all other builds. */
export async function dropOthers() {
  await drop(await otherNames());
}

/** Delete complete other builds; an incomplete one is the next build, whose download continues later. */
export async function dropEarlier() {
  await drop(await otherNames(), isWholeIn);
}

/** Delete incomplete builds, this one included. */
export async function dropUnfinished() {
  const isUnfinished = async (/** @type {Cache} */ cache) => !(await isWholeIn(cache));
  await drop(await otherNames(), isUnfinished);
  await dropIf(OWN, isUnfinished);
}

/**
 * @param {string[]} names of caches; a cache that a service worker is working on stays
 * @param {(cache: Cache) => Promise<boolean>} [isMeant]
 */
async function drop(names, isMeant = async () => true) {
  await Promise.all(names.map((name) => unlessBusy(name, () => dropIf(name, isMeant))));
}

async function dropIf(/** @type {string} */ name, /** @type {(cache: Cache) => Promise<boolean>} */ isMeant) {
  if (await isMeant(await caches.open(name))) await caches.delete(name);
}

/** @returns {Promise<readonly WindowClient[]>} the site's open pages */
export function pages() {
  return scope.clients.matchAll({ type: "window", includeUncontrolled: true });
}

/** @type {Map<string, Promise<unknown>>} what this service worker is doing, by cache name */
const here = new Map();

/**
 * Work on a cache while no other tab or service worker does; a second call returns the promise of the first.
 * @template Done
 * @param {string} name
 * @param {() => Promise<Done>} act
 * @returns {Promise<Done>}
 */
export function alone(name, act) {
  const there = here.get(name);
  if (there) return /** @type {Promise<Done>} */ (there);
  // Another service worker of the same build may be unregistered and still running.
  const mine = navigator.locks ? navigator.locks.request(name, act) : act();
  here.set(name, mine);
  const over = () => here.delete(name);
  mine.then(over, over);
  return mine;
}

/**
 * Work on a cache unless another service worker does.
 * @param {string} name
 * @param {() => Promise<unknown>} act
 */
async function unlessBusy(name, act) {
  if (!navigator.locks) await act();
  else await navigator.locks.request(name, { ifAvailable: true }, (lock) => lock && act());
}
