// A file to keep: the browser saves it on the device, nothing is sent.

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function saved(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Some browsers read it only after the click is done with.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
