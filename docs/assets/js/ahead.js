// A page of the handbook is fetched once a reader means to go there: so it is there at once.
// A classic script: pages opened from a disk load no modules.

{
  // A mouse that only passes over a link, or a key on its way through a list, means nothing yet.
  const PAUSE_MS = 65;
  const SCRIPTS = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src ?? "";
  const CALCULATOR = "/calculator/";

  const asked = new Set([location.pathname]);
  let timer = 0;

  /** Whether each byte counts for this reader. */
  function saving() {
    const { connection } = /** @type {{connection?: {saveData?: boolean, effectiveType?: string}}} */ (navigator);
    return connection?.saveData === true || (connection?.effectiveType ?? "").includes("2g");
  }

  /** @param {Event} event */
  function linkOf({ target }) {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || link.search) return null;
    // Files to take away are no pages.
    return link.pathname.endsWith("/") && !asked.has(link.pathname) ? link : null;
  }

  /** @param {HTMLAnchorElement} link */
  function fetchAhead({ origin, pathname }) {
    if (saving() || asked.has(pathname)) return;
    asked.add(pathname);
    prefetch(origin + pathname, "document");
    if (!pathname.endsWith(CALCULATOR)) return;
    const scripts = document.querySelector('meta[name="handbook-calculator"]')?.getAttribute("content") ?? "";
    for (const name of scripts.split(" ").filter(Boolean)) prefetch(new URL(name, SCRIPTS).href, "script");
  }

  /**
   * @param {string} address
   * @param {string} as
   */
  function prefetch(address, as) {
    const hint = document.createElement("link");
    hint.rel = "prefetch";
    hint.as = as;
    hint.href = address;
    document.head.append(hint);
  }

  /** @param {Event} event */
  function hesitate(event) {
    clearTimeout(timer);
    const link = linkOf(event);
    if (link) timer = window.setTimeout(fetchAhead, PAUSE_MS, link);
  }

  /** @param {Event} event */
  function act(event) {
    const link = linkOf(event);
    if (link) fetchAhead(link);
  }

  if (location.protocol !== "file:") {
    const listening = { capture: true, passive: true };
    for (const name of ["mouseover", "focusin"]) document.addEventListener(name, hesitate, listening);
    for (const name of ["mouseout", "focusout"])
      document.addEventListener(name, () => clearTimeout(timer), listening);
    for (const name of ["touchstart", "mousedown"]) document.addEventListener(name, act, listening);
  }
}
