// The whole site on the device, one build after another. The build writes its own list before this (BUILD).

import { answer } from "./answering.js";
import { isWhole, keep } from "./keeping.js";
import { SITE, dropEarlier, dropOthers, pages, scope } from "./places.js";

/** Whether a page was already sent to the build that waits: where that cannot begin, once is enough. */
let sent = false;

/** Whether the page about to be opened comes from the build that waits: only where no other page is open. */
async function passOn() {
  const { waiting } = scope.registration;
  if (!waiting || sent || (await pages()).length > 1) return false;
  sent = true;
  waiting.postMessage("take over");
  return true;
}

/**
 * Let go of other builds, but where a page of one may be open and ask for more of it, or one is on its way.
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

/** Where no other build is whole, no page can lose by this one's beginning. */
async function install() {
  if (!(await keep())) await scope.skipWaiting();
}

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(tidy(dropOthers)));
scope.addEventListener("message", (event) => {
  const { data } = event;
  if (data === "take over") event.waitUntil(scope.skipWaiting());
  // The browser has made room meanwhile, or a part of this build was lost. How that ends the pages are told.
  if (data === "keep") event.waitUntil(keep().catch(() => {}));
  if (data === "whole") event.waitUntil(isWhole().then((whole) => event.ports[0]?.postMessage(whole)));
  // A page of this very build can go on with it at once.
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
