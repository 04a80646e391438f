// The whole handbook on this device: offered, kept, renewed and let go of, and said in one line at a page's end.

import { atDesk, free, isServed } from "./connection.js";
import { forget, recalled, remember } from "./remembered.js";
import { calculator, calculatorAtRest } from "./rest.js";
import { lackOf, rememberLack, sentenceOf, unkeptBy } from "./unkept.js";

/**
 * @typedef {{build: string, bytes: number, sent: number}} About this build, and what keeping it costs
 * @typedef {{label: string, act: () => void}} Choice
 */

// Set where the reader wants nothing kept.
const REFUSED = "handbook-not-kept";
const WHOLE = "kept-whole";
// What a service worker says before it gives up may arrive after the news that it has.
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
/** Whether this page was opened from what is kept. */
let fromKept = Boolean(serviceWorker?.controller);
/** Whether a part of that was gone, and is to come again. */
let lacking = false;
/** How much of a build had come when last heard of, and when it was last begun with. */
let come = 0;
let comeBefore = -1;

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
    // Another label on another button: a press that began on 「再试一次」 must not end as one on 「不再存」.
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
  forget(REFUSED);
  // A browser that runs out of space then asks first. It may refuse; that changes nothing here.
  navigator.storage?.persist?.().catch(() => {});
  keep();
}

async function keep() {
  comeBefore = come;
  try {
    const options = /** @type {const} */ ({ scope: root, updateViaCache: "none" });
    const registration = await serviceWorker.register(script, options);
    if (registration.active && !registration.waiting) await refill(registration);
    follow(registration);
  } catch (error) {
    sayUnkept(await unkeptBy(error, script));
  }
}

/** @param {import("./unkept.js").Unkept} unkept */
function sayUnkept(unkept) {
  rememberLack(about.build, unkept);
  const again = unkept.reason === "missing" ? [] : [{ label: "再试一次", act: keep }];
  say((lacking ? LACKING : "") + sentenceOf(unkept), again, "failed");
}

/** The browser has ended the service worker before it was through, as it does after some minutes. */
function cutShort() {
  if (place?.dataset.state !== "keeping") return;
  if (come > comeBefore) keep();
  else sayUnkept({ reason: "unreached", name: "" });
}

/**
 * What was kept is gone, or a part of it: it comes anew, of whichever build the site is now.
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
  // With nothing before it, what waits is about to begin: the browser was closed on it before it could.
  const coming = installing ?? (active ? null : waiting);
  if (coming) watch(coming, registration);
  else if (waiting) offerNew(waiting);
  else if (fromKept && active) tend(active);
  // This page is older than the worker's beginning, or was asked of the host past all that is kept.
  else active?.postMessage({ here: about.build });
  // Set, not added: each time it is kept again, this is followed again.
  registration.onupdatefound = () => {
    if (registration.installing) watch(registration.installing, registration);
  };
}

/**
 * @param {ServiceWorker} coming
 * @param {ServiceWorkerRegistration} registration
 */
function watch(coming, registration) {
  const first = !fromKept;
  coming.onstatechange = () => {
    if (coming.state === "installed" && registration.active && !first) offerNew(coming);
    if (coming.state === "redundant" && first) setTimeout(cutShort, LAST_WORDS_MS);
    if (coming.state === "activated" && first) coming.postMessage({ here: about.build });
  };
}

/**
 * It opens without a network only where nothing of it is gone, and whoever reads that may leave at once.
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
  // It has begun already, where nothing of the build before was left.
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
 * @param {"who" | "whole"} question which build it is of, or whether all of that is on the device
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
  // A new build that is coming, or did not come, leaves the kept one as it is: nothing for the reader to do.
  if (fromKept && !(lacking && data.build === about.build)) return;
  if (data.kind === "keeping") {
    come = data.done;
    say(`正在存手册……${Math.floor((100 * data.done) / data.total)}%`, [], "keeping");
  }
  if (data.kind === "unkept") sayUnkept(data);
  if (data.kind !== "kept") return;
  // Whole, and a moment later at work: only then does a page open without a network.
  await serviceWorker.ready;
  fromKept = data.build === about.build;
  lacking = false;
  sayKept();
}

/** A build has begun: this page's own, or one that another page took over, and this page goes on as it is. */
async function begun() {
  if (!serviceWorker.controller) return;
  if ((await asked(serviceWorker.controller, "who")).build === about.build) {
    fromKept = true;
    sayKept();
  } else if (fromKept) {
    say("手册已经换成新版，这一页还是旧的。", [{ label: "重新打开", act: () => location.reload() }], "new");
  }
}

/** Whether a build came whole once; where the browser has wiped what it kept, the mark goes too. */
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
  else if (lackOf(about.build)) sayUnkept(/** @type {import("./unkept.js").Unkept} */ (lackOf(about.build)));
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

// A copy opened from a disk is kept already; a page without encryption may keep nothing.
if (root && isServed && isSecureContext) {
  if (serviceWorker) addEventListener("load", () => start().catch(async (error) => sayUnkept(await unkeptBy(error, script))));
  else say(/MicroMessenger/.test(navigator.userAgent) ? WECHAT : UNABLE, [], "failed");
}
