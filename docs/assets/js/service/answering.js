// Answer the pages' requests from the cache of this build; use the network only for missing or faulty files.

import { Fault, fetched } from "./fetching.js";
import { sound } from "./keeping.js";
import { HASHED, LISTED, OWN, SITE, WHOLE, otherCaches } from "./places.js";

/** @param {Request} request @returns {Promise<Response>} */
export async function answer(request) {
  const url = addressOf(request.url);
  if (!LISTED.has(url)) return (await fromOtherBuild(url)) ?? unlisted(request, url);
  // A page that found a file faulty requests it past every cache.
  const suspect = request.cache === "reload" && request.mode !== "navigate";
  return (suspect ? undefined : await stored(url)) ?? refetched(request, url);
}

/** @param {string} url */
function stored(url) {
  return caches.match(url, { cacheName: OWN });
}

/** @param {Request} request @param {string} url of a file that is missing or faulty */
async function refetched(request, url) {
  if (!(await stored(WHOLE))) return fetch(request);
  const cache = await caches.open(OWN);
  try {
    const response = await fetched(url, cache);
    await cache.put(url, response.clone()).catch(() => {});
    return response;
  } catch (error) {
    // The request failed; the stored file may be sound all the same.
    const here = await sound(cache, url);
    if (here) return here;
    // The host has another build and no longer sends this file: stop using this build.
    if (error instanceof Fault && error.reason === "altered" && (await isOfAnother())) await caches.delete(OWN);
    return fetch(request);
  }
}

/** Whether the host has another build; a response that is not our service worker, as a login page, does not count. */
async function isOfAnother() {
  const response = await fetch(new URL("sw.js", SITE).href, { cache: "no-store" }).catch(() => null);
  if (!response?.ok) return false;
  const script = await response.text();
  return script.startsWith("const BUILD = ") && !script.includes(BUILD.id);
}

/** Answer an open page of another build from that build's cache. @param {string} url */
async function fromOtherBuild(url) {
  if (!HASHED.test(url)) return undefined;
  for (const cache of await otherCaches()) {
    const found = await cache.match(url);
    if (found) return found;
  }
  return undefined;
}

/** @param {Request} request @param {string} url an address that is not in this build */
async function unlisted(request, url) {
  const opens = request.mode === "navigate";
  if (opens && LISTED.has(`${url}/`)) return Response.redirect(`${url}/`);
  try {
    return await fetch(request);
  } catch (error) {
    const page = opens ? await stored(new URL("404.html", SITE).href) : undefined;
    if (!page) throw error;
    return new Response(page.body, { status: 404, headers: page.headers });
  }
}

/** @param {string} url */
function addressOf(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/index\.html$/, "/");
}
