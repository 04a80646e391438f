// Parts of a large file that did not come whole yet: the next time it goes on from there, also after the browser
// has ended the service worker, which it does after some minutes whatever is still on its way.

/** Of what is smaller, little is lost. It is also how often a part is put away. */
export const LARGE = 262_144;
const FROM = "?from=";

/**
 * @param {Cache} cache
 * @param {string} url
 * @param {Uint8Array} into
 * @returns {Promise<number>} how many bytes of the file are there
 */
export async function readParts(cache, url, into) {
  let at = 0;
  for (let part = await partAt(cache, url, at); part; part = await partAt(cache, url, at)) {
    if (part.length === 0 || at + part.length > into.length) break;
    into.set(part, at);
    at += part.length;
  }
  return at;
}

/**
 * @param {Cache} cache
 * @param {string} url
 * @param {number} from which byte
 */
async function partAt(cache, url, from) {
  const found = await cache.match(url + FROM + from);
  return found && new Uint8Array(await found.arrayBuffer());
}

/**
 * @param {Cache} cache
 * @param {string} url
 * @param {number} from
 * @param {Uint8Array<ArrayBuffer>} content
 */
export async function putPart(cache, url, from, content) {
  await cache.put(url + FROM + from, new Response(content));
}

/**
 * @param {Cache} cache
 * @param {string} url
 */
export async function dropParts(cache, url) {
  const parts = (await cache.keys(url, { ignoreSearch: true })).filter((part) => part.url !== url);
  await Promise.all(parts.map((part) => cache.delete(part)));
}
