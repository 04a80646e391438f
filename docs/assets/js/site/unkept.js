// Why the handbook was not kept, as the reader is told it, and whether trying again can help.

import { forget, recalled, remember } from "./remembered.js";
import { troubleOf } from "./trouble.js";

/**
 * @typedef {import("./trouble.js").Kind | "unreached" | "altered"} Reason
 * @typedef {{reason: Reason, name: string}} Unkept the reason, and what names it where it is of the browser's making
 */

// Set where this browser lacks what this build needs: it is not asked for that at each visit.
const LACKS = "handbook-lacks";
/** @type {Record<Exclude<Reason, "missing" | "unknown">, string>} */
const SENTENCES = {
  space: "这台设备空间不够，没有存下。有网时照常能看、能算。",
  unreached: "网断了，没有存完。取到的都留着，有网时照常能看、能算，下次打开接着存。",
  altered: "取来的文件和网站上的不一样（可能要先登录这个网络，或者网站正在换新版），没有存。下次打开再存。",
  refused: "这个浏览器现在不让网页存东西（可能是无痕浏览），没有存。有网时照常能看、能算。",
};

/** @param {Unkept} unkept */
export function sentenceOf({ reason, name }) {
  if (reason === "missing") {
    return `这个浏览器缺少存手册要用的功能（${name}），存不下来，不用再试。有网时照常能看、能算；换新一些的浏览器就能存。`;
  }
  if (reason === "unknown") return `没有存下，原因不明（${name}）。有网时照常能看、能算，下次打开再存。`;
  return SENTENCES[reason];
}

/**
 * Tell what an exception on the page's side is; a service worker that could not begin may also not have come.
 * @param {unknown} error
 * @param {string} script the service worker's
 * @returns {Promise<Unkept>}
 */
export async function unkeptBy(error, script) {
  const { kind, name } = troubleOf(error);
  // What a browser says of a script that it could not run begins with its address.
  if (!String(error).includes(script)) return { reason: kind, name };
  const type = await fetch(script, { cache: "no-store" }).then(typeOf, () => null);
  if (type === null) return { reason: "unreached", name };
  // Another kind of file is taken for something that may not be run.
  if (!/javascript/.test(type)) return { reason: "altered", name };
  return { reason: kind, name: kind === "missing" ? "Service Worker 运行不了" : name };
}

/**
 * @param {Response} response
 * @returns {Promise<string | null>} the type of what came whole, empty where it was refused; null where it was cut
 */
async function typeOf(response) {
  const whole = await response.arrayBuffer().catch(() => null);
  return whole && ((response.ok && response.headers.get("Content-Type")) || "");
}

/** @param {string} build */
function here(build) {
  return `${build} ${navigator.userAgent} `;
}

/**
 * @param {string} build
 * @param {Unkept} unkept
 */
export function rememberLack(build, { reason, name }) {
  if (reason === "missing") remember(LACKS, here(build) + name);
  else forget(LACKS);
}

/**
 * @param {string} build
 * @returns {Unkept | null} what this browser was found to lack for this very build
 */
export function lackOf(build) {
  const lack = recalled(LACKS);
  return lack?.startsWith(here(build)) ? { reason: "missing", name: lack.slice(here(build).length) } : null;
}
