// Classify an exception of storing the site by its name; the message differs from browser to browser.

/**
 * @typedef {"space" | "refused" | "missing" | "unknown"} Kind
 * @typedef {Kind | "unreached" | "altered"} Reason why the site could not be stored
 * @typedef {{reason: Reason, name: string}} Unkept the reason, and the browser's own words for it
 */

/** @type {Record<string, Kind>} */
const KINDS = {
  QuotaExceededError: "space",
  NS_ERROR_FILE_NO_DEVICE_SPACE: "space",
  SecurityError: "refused",
  NotAllowedError: "refused",
  InvalidStateError: "refused",
  // The browser lacks a function, or has another form of it.
  ReferenceError: "missing",
  TypeError: "missing",
  NotSupportedError: "missing",
};

/**
 * @param {unknown} error
 * @returns {{kind: Kind, name: string}} its kind, and the words that name it to the reader
 */
export function troubleOf(error) {
  const { name, message } = error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
  const kind = KINDS[name] ?? "unknown";
  return { kind, name: (kind === "missing" ? message : `${name}：${message}`).slice(0, 120) };
}
