// What was typed, set aside while the page is opened anew, and taken up again at once: in this tab alone.

const ASIDE = "handbook-typed";

/**
 * @param {() => Record<string, unknown> | null} typed the form as it stands, null where nothing was typed
 */
export function setAsideOnRenewal(typed) {
  addEventListener("renew", () => {
    try {
      const fields = typed();
      if (fields) sessionStorage.setItem(ASIDE, JSON.stringify(fields));
    } catch {
      // Then it must be typed once more.
    }
  });
}

/** @returns {Record<string, unknown> | null} what was set aside, once */
export function takenUp() {
  try {
    const fields = JSON.parse(sessionStorage.getItem(ASIDE) ?? "null");
    sessionStorage.removeItem(ASIDE);
    return fields;
  } catch {
    return null;
  }
}
