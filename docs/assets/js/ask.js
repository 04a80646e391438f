// A question before something is done that cannot be undone; it names what goes.

import { one, setText } from "./places.js";

/** @type {Promise<boolean>} the question before, answered or not */
let last = Promise.resolve(false);

/**
 * Ask once what was asked before is answered: of two questions in one dialog, an answer would be taken for both.
 * @param {HTMLDialogElement} dialog
 * @param {string} what
 * @param {string} yes what the button that does it says
 * @returns {Promise<boolean>}
 */
export function confirmed(dialog, what, yes) {
  last = last.then(() => asked(dialog, what, yes));
  return last;
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {string} what
 * @param {string} yes
 * @returns {Promise<boolean>}
 */
function asked(dialog, what, yes) {
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
