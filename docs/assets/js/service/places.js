// Where a build is kept on the device, and what it is made of.

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

export async function dropOthers() {
  await Promise.all((await otherNames()).map((name) => caches.delete(name)));
}

/** @returns {Promise<readonly WindowClient[]>} the site's open pages */
export function pages() {
  return scope.clients.matchAll({ type: "window", includeUncontrolled: true });
}
