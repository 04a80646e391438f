// A browser may cache for ever a script or style sheet that was cut off, or a network's login page instead of it.
// When such a file fails, this script requests it past the cache and reloads the page if the content differs. The
// build writes this script into the page, because as a file it could fail in the same way.

{
  const TRIED = "handbook-again ";

  /** @param {string} url @param {RequestCache} cache */
  const text = async (url, cache) => {
    const response = await fetch(url, { cache });
    return response.ok ? response.text() : "";
  };

  /** @param {string} url */
  const again = async (url) => {
    if (sessionStorage.getItem(TRIED + url)) return;
    const before = await text(url, "force-cache");
    const now = await text(url, "reload");
    if (!now || now === before) return;
    // Once for each file in a tab, and never where the tab cannot remember it: no endless reloads.
    sessionStorage.setItem(TRIED + url, "1");
    location.reload();
  };

  /** @param {string} url */
  const suspect = (url) => {
    if (url.startsWith(location.origin) && /\.(?:js|css)$/.test(url)) again(url).catch(() => {});
  };

  /** @param {Event} event */
  const failed = (event) => {
    const { target } = event;
    const script = target instanceof HTMLScriptElement ? target.src : "";
    const sheet = target instanceof HTMLLinkElement && target.rel === "stylesheet" ? target.href : "";
    // A file that is no script loads, and fails when it is parsed.
    suspect((event instanceof ErrorEvent && event.filename) || script || sheet);
  };

  if (location.protocol.startsWith("http")) {
    addEventListener("error", failed, { capture: true });
    // A script that was cut off may still parse and do nothing: early.js notices.
    addEventListener("unready", (event) => suspect(/** @type {CustomEvent<string>} */ (event).detail));
    // Later faults have other causes.
    addEventListener("load", () => setTimeout(() => removeEventListener("error", failed, { capture: true })));
  }
}
