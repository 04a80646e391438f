// What was typed, set aside when the page goes and taken up where it comes back: in this tab alone, until that
// is closed. A browser that holds on to the whole page needs none of it; many on small phones do not.

const ASIDE = "handbook-typed";

/** @param {() => Record<string, unknown> | null} typed the form as it stands, null where nothing was typed */
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

/** @returns {Record<string, unknown> | null} what was set aside, once */
export function takenUp() {
  try {
    const fields = JSON.parse(sessionStorage.getItem(ASIDE) ?? "null");
    sessionStorage.removeItem(ASIDE);
    return history.state?.[ASIDE] ? fields : null;
  } catch {
    return null;
  }
}
