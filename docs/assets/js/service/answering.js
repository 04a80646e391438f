// What a page asks for is answered from the build on the device, and from nothing else while that is whole.

import { Fault, fetched } from "./fetching.js";
import { sound } from "./keeping.js";
import { HASHED, LISTED, OWN, SITE, WHOLE, otherCaches } from "./places.js";

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
export async function answer(request) {
  const url = addressOf(request.url);
  if (!LISTED.has(url)) return (await ofAnother(url)) ?? astray(request, url);
  // Whoever has found a file at fault asks past every cache.
  const suspect = request.cache === "reload" && request.mode !== "navigate";
  return (suspect ? undefined : await kept(url)) ?? anew(request, url);
}

/** @param {string} url */
function kept(url) {
  return caches.match(url, { cacheName: OWN });
}

/**
 * @param {Request} request
 * @param {string} url of a file that was lost, or is at fault
 */
async function anew(request, url) {
  if (!(await kept(WHOLE))) return fetch(request);
  const cache = await caches.open(OWN);
  try {
    const response = await fetched(url, cache);
    await cache.put(url, response.clone()).catch(() => {});
    return response;
  } catch (error) {
    // Suspected for nothing, and not to be had otherwise: what is kept is what there is.
    const here = await sound(cache, url);
    if (here) return here;
    // The site has become another build while a part of this one was lost: nothing of it is used any more.
    if (error instanceof Fault && error.reason === "altered" && (await isOfAnother())) await caches.delete(OWN);
    return fetch(request);
  }
}

/** Whether the host has gone over to another build; a network that wants a login has not. */
async function isOfAnother() {
  const response = await fetch(new URL("sw.js", SITE).href, { cache: "no-store" }).catch(() => null);
  if (!response?.ok) return false;
  const script = await response.text();
  return script.startsWith("const BUILD = ") && !script.includes(BUILD.id);
}

/**
 * A page of another build, still open, may ask for parts of its own.
 * @param {string} url
 */
async function ofAnother(url) {
  if (!HASHED.test(url)) return undefined;
  for (const cache of await otherCaches()) {
    const found = await cache.match(url);
    if (found) return found;
  }
  return undefined;
}

/**
 * @param {Request} request
 * @param {string} url an address that this build does not have
 */
async function astray(request, url) {
  const opens = request.mode === "navigate";
  if (opens && LISTED.has(`${url}/`)) return Response.redirect(`${url}/`);
  try {
    return await fetch(request);
  } catch (error) {
    const page = opens ? await kept(new URL("404.html", SITE).href) : undefined;
    if (!page) throw error;
    return new Response(page.body, { status: 404, headers: page.headers });
  }
}

/** @param {string} url */
function addressOf(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/index\.html$/, "/");
}
