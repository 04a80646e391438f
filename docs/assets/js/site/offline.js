// The handbook stored on this device: offer, store, renew and delete it, with one sentence at the page's end.

import { atDesk, free, isServed, recalled, remember } from "../device.js";
import { calculator, calculatorAtRest } from "../dom.js";
import { lackOf, rememberLack, sentenceOf, unkeptBy } from "./unkept.js";

/**
 * @typedef {{build: string, bytes: number, sent: number}} About this build, and the bytes that storing it takes
 * @typedef {{label: string, act: () => void}} Choice
 */

// Set where the reader wants nothing stored.
const REFUSED = "handbook-not-kept";
const WHOLE = "kept-whole";
// A service worker's last message may arrive after its state has changed.
const LAST_WORDS_MS = 1000;
const LACKING = "存下的手册缺了一部分，没有信号时有的页打不开。";
const WECHAT = "微信里存不住这本手册。点右上角的“…”，选“在浏览器打开”，存下来没有信号也能用。";
const UNABLE = "这个浏览器存不住网页，没有信号时打不开；换手机自带的浏览器打开，就能存下来。";

const place = /** @type {HTMLElement | null} */ (document.querySelector(".kept"));
const manifest = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="manifest"]'));
const told = document.querySelector('meta[name="handbook-build"]')?.getAttribute("content");
const { serviceWorker } = navigator;
/** @type {About} */
const about = JSON.parse(told ?? '{"build": "", "bytes": 0, "sent": 0}');
const root = manifest ? new URL("./", manifest.href).href : "";
const script = root && new URL("sw.js", root).href;
/** Whether this page was opened from the stored build. */
let fromKept = Boolean(serviceWorker?.controller);
/** Whether files of the stored build are missing and are being fetched again. */
let lacking = false;
/** How many bytes had been received at the last message, and when storing last began. */
let arrived = 0;
let arrivedBefore = -1;

/**
 * @param {string} sentence
 * @param {Choice[]} choices at most two
 * @param {string} state
 */
function say(sentence, choices = [], state = "") {
  if (!place) return;
  place.hidden = false;
  place.dataset.state = state;
  const [said, ...buttons] = /** @type {HTMLElement[]} */ ([...place.children]);
  said.textContent = sentence;
  buttons.forEach((button, at) => {
    const { label = "", act = null } = choices[at] ?? {};
    // Another label gets another button: a press that began on 「再试一次」 must not end on 「不再存」.
    const shown = button.textContent === label ? button : /** @type {HTMLElement} */ (button.cloneNode());
    if (shown !== button) button.replaceWith(shown);
    shown.hidden = !label;
    shown.textContent = label;
    shown.onclick = act;
  });
}

function offer() {
  const sentence = `把手册存进这台设备，没有信号也能看、能算。最多用 ${megabytes(about.sent)} 流量，占 ${megabytes(about.bytes)} 空间。`;
  say(sentence, [{ label: "存下来", act: agreed }]);
}

function agreed() {
  remember(REFUSED, null);
  // Ask the browser not to delete the files when space runs out; it may refuse.
  navigator.storage?.persist?.().catch(() => {});
  keep();
}

async function keep() {
  arrivedBefore = arrived;
  try {
    const options = /** @type {const} */ ({ scope: root, updateViaCache: "none" });
    const registration = await serviceWorker.register(script, options);
    if (registration.active && !registration.waiting) await refill(registration);
    follow(registration);
  } catch (error) {
    sayUnkept(await unkeptBy(error, script));
  }
}

/** @param {import("./trouble.js").Unkept} unkept */
function sayUnkept(unkept) {
  rememberLack(about.build, unkept);
  const again = unkept.reason === "missing" ? [] : [{ label: "再试一次", act: keep }];
  say((lacking ? LACKING : "") + sentenceOf(unkept), again, "failed");
}

/** Continue storing after the browser has ended the service worker, as it does after some minutes. */
function cutShort() {
  if (place?.dataset.state !== "keeping") return;
  if (arrived > arrivedBefore) keep();
  else sayUnkept({ reason: "unreached", name: "" });
}

/**
 * Fetch the site's present build again after stored files were lost.
 * @param {ServiceWorkerRegistration} registration
 */
async function refill(registration) {
  fromKept = false;
  await registration.update().catch(() => {});
  if (!registration.installing) registration.active?.postMessage("keep");
}

/** @param {ServiceWorkerRegistration} registration */
function follow(registration) {
  const { installing, waiting, active } = registration;
  // A waiting worker without an active one is about to activate: the browser was closed before it did.
  const coming = installing ?? (active ? null : waiting);
  if (coming) watch(coming, registration);
  else if (waiting) offerNew(waiting);
  else if (fromKept && active) tend(active);
  // The page is older than the active worker, or was reloaded past it.
  else active?.postMessage({ here: about.build });
  // Assigned, not added: follow() runs again each time the site is stored.
  registration.onupdatefound = () => {
    if (registration.installing) watch(registration.installing, registration);
  };
}

function watch(/** @type {ServiceWorker} */ coming, /** @type {ServiceWorkerRegistration} */ registration) {
  const first = !fromKept;
  coming.onstatechange = () => {
    if (coming.state === "installed" && registration.active && !first) offerNew(coming);
    if (coming.state === "redundant" && first) setTimeout(cutShort, LAST_WORDS_MS);
    if (coming.state === "activated" && first) coming.postMessage({ here: about.build });
  };
}

/**
 * Say that the handbook works offline only where every file is stored; fetch what is missing.
 * @param {ServiceWorker} active
 */
async function tend(active) {
  if (await asked(active, "whole")) {
    sayKept();
    return;
  }
  lacking = true;
  say(LACKING, [], "lacking");
  await calculatorAtRest();
  active.postMessage("keep");
}

async function sayKept() {
  const { usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  const takes = usage ? `，占 ${megabytes(usage)} 空间` : "";
  say(`手册已存在这台设备上，没有信号也能看、能算${takes}。`, [{ label: "不再存", act: letGo }], "kept");
}

/** @param {ServiceWorker} waiting */
async function offerNew(waiting) {
  const { edition, checked } = await asked(waiting, "who");
  // Without a stored earlier build it has activated already.
  if (waiting.state !== "installed") return;
  const act = () => {
    serviceWorker.addEventListener("controllerchange", () => location.reload());
    waiting.postMessage("take over");
  };
  const sentence = `新的一版已经取好（政策数据 ${edition} 版，核对至 ${checked}）。不换，下次打开时再用新的。`;
  say(sentence, [{ label: "换成新版", act }], "new");
}

/**
 * @param {ServiceWorker} worker
 * @param {"who" | "whole"} question which build it has, or whether every file of it is stored
 * @returns {Promise<any>} {build: string, edition: string, checked: string}, or a boolean
 */
function asked(worker, question) {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(question, [port2]);
  return new Promise((settle) => (port1.onmessage = ({ data }) => settle(data)));
}

async function letGo() {
  remember(REFUSED, "1");
  const registration = await serviceWorker.getRegistration(root);
  await registration?.unregister();
  const prefix = `handbook ${new URL(root).pathname} `;
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => caches.delete(name)));
  offer();
}

/** @param {MessageEvent} event */
async function heard({ data }) {
  if (recalled(REFUSED) !== null) return offer();
  // While a new build is fetched, or fails, the page goes on with the stored build: the reader has nothing to do.
  if (fromKept && !(lacking && data.build === about.build)) return;
  if (data.kind === "keeping") {
    arrived = data.done;
    say(`正在存手册……${Math.floor((100 * data.done) / data.total)}%`, [], "keeping");
  }
  if (data.kind === "unkept") sayUnkept(data);
  if (data.kind !== "kept") return;
  // Pages open offline only once the service worker is active.
  await serviceWorker.ready;
  fromKept = data.build === about.build;
  lacking = false;
  sayKept();
}

/** A service worker took over: of this page's build, or of another one on another page's request. */
async function begun() {
  if (!serviceWorker.controller) return;
  if ((await asked(serviceWorker.controller, "who")).build === about.build) {
    fromKept = true;
    sayKept();
  } else if (fromKept) {
    say("手册已经换成新版，这一页还是旧的。", [{ label: "重新打开", act: () => location.reload() }], "new");
  }
}

/** Whether a complete build is stored; when the browser deletes the files, it deletes the mark too. */
async function isMarked() {
  return (await caches.match(new URL(WHOLE, root).href)) !== undefined;
}

async function start() {
  serviceWorker.addEventListener("message", heard);
  serviceWorker.addEventListener("controllerchange", begun);
  serviceWorker.startMessages();
  const registration = await serviceWorker.getRegistration(root);
  if (registration && (!registration.active || (await isMarked()))) follow(registration);
  else if (recalled(REFUSED) !== null) offer();
  else if (lackOf(about.build)) sayUnkept(/** @type {import("./trouble.js").Unkept} */ (lackOf(about.build)));
  else if (registration || free() || atDesk()) await calculatorAtRest().then(keep);
  else {
    offer();
    if (calculator()) await calculatorAtRest().then(keep);
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

// A copy opened from a disk needs no storing; a page without encryption may store nothing.
if (root && isServed && isSecureContext) {
  if (serviceWorker) addEventListener("load", () => start().catch(async (error) => sayUnkept(await unkeptBy(error, script))));
  else say(/MicroMessenger/.test(navigator.userAgent) ? WECHAT : UNABLE, [], "failed");
}
