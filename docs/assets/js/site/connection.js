// Where the page came from, and what bytes cost the reader, as far as the browser tells.

/** @typedef {{saveData?: boolean, effectiveType?: string, type?: string}} Connection */

const { connection = {} } = /** @type {{connection?: Connection}} */ (navigator);

/** Whether a server sent the page; else it is a copy, at file: on a computer and at content: on a phone. */
export const isServed = location.protocol.startsWith("http");

/** Whether each byte counts for this reader. */
export function saving() {
  return connection.saveData === true || (connection.effectiveType ?? "").includes("2g");
}

/** Whether bytes are known to cost nothing. */
export function free() {
  return !saving() && ["wifi", "ethernet"].includes(connection.type ?? "");
}

/** Whether this is most likely a desk, where the browser does not tell. */
export function atDesk() {
  return !saving() && connection.type !== "cellular" && matchMedia("(hover: hover) and (pointer: fine)").matches;
}
