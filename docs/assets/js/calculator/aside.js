// What was typed, set aside when the page goes and taken up where it comes back: in this tab alone, until that
// is closed. A browser that holds on to the whole page needs none of it; many on small phones do not.

const ASIDE = "handbook-typed";

/** @typedef {{form: Record<string, unknown>, note: string}} Typed the form as it stands, and the note beside its month */

/** @param {() => Typed | null} typed null where nothing was typed */
export function setAside(typed) {
  // The place in the tab's history is marked: opened anew or come back to, it still is; a new visit is not.
  const mark = () => {
    if (!history.state?.[ASIDE] && typed()) history.replaceState({ ...history.state, [ASIDE]: true }, "");
  };
  for (const change of ["input", "hashchange"]) addEventListener(change, mark);
  addEventListener("pagehide", () => {
    try {
      const fields = typed();
      if (fields) sessionStorage.setItem(ASIDE, JSON.stringify(fields));
      else sessionStorage.removeItem(ASIDE);
    } catch {
      // Then it must be typed once more.
    }
  });
}

/** @returns {Typed | null} what was set aside, once */
export function takenUp() {
  try {
    const fields = JSON.parse(sessionStorage.getItem(ASIDE) ?? "null");
    sessionStorage.removeItem(ASIDE);
    return history.state?.[ASIDE] ? fields : null;
  } catch {
    return null;
  }
}
