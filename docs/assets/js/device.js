// What the browser says about the connection and the device, and short texts that it stores for the site.

/** @typedef {{saveData?: boolean, effectiveType?: string, type?: string}} Connection */

const { connection = {} } = /** @type {{connection?: Connection}} */ (navigator);

/** Whether a server sent the page; a copy is opened from file: on a computer and from content: on a phone. */
export const isServed = location.protocol.startsWith("http");

/** Whether the user probably pays for each byte. */
export function saving() {
  return connection.saveData === true || (connection.effectiveType ?? "").includes("2g");
}

/** Whether bytes are known to cost nothing. */
export function free() {
  return !saving() && ["wifi", "ethernet"].includes(connection.type ?? "");
}

/** Whether this is most likely a computer at a desk; the browser does not tell directly. */
export function atDesk() {
  return !saving() && connection.type !== "cellular" && matchMedia("(hover: hover) and (pointer: fine)").matches;
}

/** Where the calculator leaves the latest stored month's pay for the first page. */
export const LATEST = "handbook-latest-month";

/** @typedef {"localStorage" | "sessionStorage"} Shelf the second is of one tab */

/**
 * @param {string} name
 * @param {Shelf} [shelf]
 * @returns {string | null} null too where the browser refuses to store anything
 */
export function recalled(name, shelf = "localStorage") {
  try {
    return globalThis[shelf].getItem(name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string | null} text null deletes what is stored @param {Shelf} [shelf] */
export function remember(name, text, shelf = "localStorage") {
  try {
    if (text === null) globalThis[shelf].removeItem(name);
    else globalThis[shelf].setItem(name, text);
  } catch {
    // The browser refuses: the next visit begins without it.
  }
}
