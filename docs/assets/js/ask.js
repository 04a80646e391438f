// A question before something is done that cannot be undone; it names what goes.

import { one, setText } from "./places.js";

/**
 * @param {HTMLDialogElement} dialog
 * @param {string} what
 * @param {string} yes what the button that does it says
 * @returns {Promise<boolean>}
 */
export function confirmed(dialog, what, yes) {
  setText(dialog, "p", what);
  const go = setText(dialog, "[data-yes]", yes);
  return new Promise((settle) => {
    const close = (/** @type {string} */ said) => () => dialog.close(said);
    go.onclick = close("yes");
    one(dialog, "[data-no]").onclick = close("no");
    // The key that leaves a dialog says no.
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => settle(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}
