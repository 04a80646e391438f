// The service worker: it stores the whole site, one build after another. The build puts its list of files before it (BUILD).

import { answer } from "./answering.js";
import { isWhole, keep } from "./keeping.js";
import { SITE, dropEarlier, dropOthers, pages, scope } from "./places.js";

/** Whether the waiting build was told to activate: if it cannot, it is not told again. */
let sent = false;

/** Tell the waiting build to activate, which then answers the page that is opening, unless another page is open. */
async function passOn() {
  const { waiting } = scope.registration;
  if (!waiting || sent || (await pages()).length > 1) return false;
  sent = true;
  waiting.postMessage("take over");
  return true;
}

/**
 * Delete other builds, unless an open page may still use one, or one is being fetched.
 * @param {() => Promise<void>} drop
 */
async function tidy(drop) {
  const { installing, waiting } = scope.registration;
  if (!installing && !waiting && (await pages()).length <= 1) await drop();
}

/** @param {Request} request */
async function opened(request) {
  if (!(await passOn())) return answer(request);
  const { page, policy } = BUILD.switching;
  return new Response(page, { headers: { "Content-Type": "text/html", "Content-Security-Policy": policy } });
}

/** Activate at once where no other complete build is stored that a page could be using. */
async function install() {
  if (!(await keep())) await scope.skipWaiting();
}

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(tidy(dropOthers)));
scope.addEventListener("message", (event) => {
  const { data } = event;
  if (data === "take over") event.waitUntil(scope.skipWaiting());
  // Fetch files that the browser has deleted; keep() sends the pages the result.
  if (data === "keep") event.waitUntil(keep().catch(() => {}));
  if (data === "whole") event.waitUntil(isWhole().then((whole) => event.ports[0]?.postMessage(whole)));
  // A page of the same build uses this worker at once.
  if (data?.here === BUILD.id) event.waitUntil(scope.clients.claim());
  if (data === "who") event.ports[0]?.postMessage({ build: BUILD.id, edition: BUILD.edition, checked: BUILD.checked });
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SITE)) return;
  const opens = request.mode === "navigate";
  event.respondWith(opens ? opened(request) : answer(request));
  if (opens) event.waitUntil(tidy(dropEarlier));
});
