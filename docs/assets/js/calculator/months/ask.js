// A question before something is done that cannot be undone; it names what goes.

import { setText } from "../../dom.js";

/** @type {Promise<boolean>} the question before, answered or not */
let last = Promise.resolve(false);

/**
 * Ask once what was asked before is answered: of two questions in one dialog, an answer would be taken for both.
 * @param {HTMLDialogElement} dialog
 * @param {string} what
 * @param {string} yes what the button that does it says
 * @param {string} no what the one that does not says
 * @returns {Promise<boolean>}
 */
export function confirmed(dialog, what, yes, no = "不，留着") {
  last = last.then(() => asked(dialog, what, yes, no));
  return last;
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {string} what
 * @param {string} yes
 * @param {string} no
 * @returns {Promise<boolean>}
 */
function asked(dialog, what, yes, no) {
  setText(dialog, "p", what);
  const go = setText(dialog, "[data-yes]", yes);
  return new Promise((settle) => {
    const close = (/** @type {string} */ said) => () => dialog.close(said);
    go.onclick = close("yes");
    setText(dialog, "[data-no]", no).onclick = close("no");
    // The key that leaves a dialog says no.
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => settle(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}
