// What an exception is, where something was to be kept: told by its name, for its words differ from browser to browser.

/** @typedef {"space" | "refused" | "missing" | "unknown"} Kind */

/** @type {Record<string, Kind>} */
const KINDS = {
  QuotaExceededError: "space",
  NS_ERROR_FILE_NO_DEVICE_SPACE: "space",
  SecurityError: "refused",
  NotAllowedError: "refused",
  InvalidStateError: "refused",
  // A function that the browser does not have, or does not have like that.
  ReferenceError: "missing",
  TypeError: "missing",
  NotSupportedError: "missing",
};

/**
 * @param {unknown} error
 * @returns {{kind: Kind, name: string}} what it is, and what names it to whoever is told of it
 */
export function troubleOf(error) {
  const { name, message } = error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
  const kind = KINDS[name] ?? "unknown";
  return { kind, name: (kind === "missing" ? message : `${name}：${message}`).slice(0, 120) };
}
