// Where a build is kept on the device, and what it is made of.

import { unlessBusy } from "./alone.js";

export const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
export const SITE = scope.registration.scope;
// Several sites may stand under one host.
const PREFIX = `handbook ${new URL(SITE).pathname} `;
export const OWN = PREFIX + BUILD.id;
// Put in last: a build without it came only in part.
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

/** @param {Cache} cache @returns {Promise<boolean>} whether a build came into it whole */
export async function isWholeIn(cache) {
  return (await cache.match(WHOLE)) !== undefined;
}

/** Let go of all other builds. */
export async function dropOthers() {
  await drop(await otherNames());
}

/** Let go of the builds before; what has come of the next one is left for when the rest comes. */
export async function dropEarlier() {
  await drop(await otherNames(), isWholeIn);
}

/** Let go of what came in part: of this build too, where it is not whole. */
export async function dropUnfinished() {
  const isUnfinished = async (/** @type {Cache} */ cache) => !(await isWholeIn(cache));
  await drop(await otherNames(), isUnfinished);
  await dropIf(OWN, isUnfinished);
}

/**
 * @param {string[]} names of builds, which are left where a service worker is at work on them
 * @param {(cache: Cache) => Promise<boolean>} [isMeant]
 */
async function drop(names, isMeant = async () => true) {
  await Promise.all(names.map((name) => unlessBusy(name, () => dropIf(name, isMeant))));
}

/**
 * @param {string} name
 * @param {(cache: Cache) => Promise<boolean>} isMeant
 */
async function dropIf(name, isMeant) {
  if (await isMeant(await caches.open(name))) await caches.delete(name);
}

/** @returns {Promise<readonly WindowClient[]>} the site's open pages */
export function pages() {
  return scope.clients.matchAll({ type: "window", includeUncontrolled: true });
}
