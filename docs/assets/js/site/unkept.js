// Why the handbook could not be stored on the device, in a sentence, and whether trying again can help.

import { recalled, remember } from "../device.js";
import { troubleOf } from "./trouble.js";

/** @typedef {import("./trouble.js").Unkept} Unkept */

// Set where this browser lacks what this build needs, so that the next visit does not try again.
const LACKS = "handbook-lacks";
/** @type {Record<Exclude<Unkept["reason"], "missing" | "unknown">, string>} */
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
 * Classify an exception of the page; where the service worker could not start, its script may be missing or wrong.
 * @param {unknown} error
 * @param {string} script the service worker's
 * @returns {Promise<Unkept>}
 */
export async function unkeptBy(error, script) {
  const { kind, name } = troubleOf(error);
  // A browser's message about a script that it could not run contains the address.
  if (!String(error).includes(script)) return { reason: kind, name };
  const type = await fetch(script, { cache: "no-store" }).then(typeOf, () => null);
  if (type === null) return { reason: "unreached", name };
  // A file of another type may not be run.
  if (!/javascript/.test(type)) return { reason: "altered", name };
  return { reason: kind, name: kind === "missing" ? "Service Worker 运行不了" : name };
}

/**
 * @param {Response} response
 * @returns {Promise<string | null>} the type of a complete answer, empty for an error, null for a cut answer
 */
async function typeOf(response) {
  const whole = await response.arrayBuffer().catch(() => null);
  return whole && ((response.ok && response.headers.get("Content-Type")) || "");
}

/** @param {string} build */
function here(build) {
  return `${build} ${navigator.userAgent} `;
}

/** @param {string} build @param {Unkept} unkept */
export function rememberLack(build, { reason, name }) {
  remember(LACKS, reason === "missing" ? here(build) + name : null);
}

/** @param {string} build @returns {Unkept | null} what this browser lacks for this build, as remembered */
export function lackOf(build) {
  const lack = recalled(LACKS);
  return lack?.startsWith(here(build)) ? { reason: "missing", name: lack.slice(here(build).length) } : null;
}
