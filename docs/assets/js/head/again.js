// A script or a style sheet that came as something else, cut or as the page of a network that wants a login, may be
// kept by the browser for good under its own name. It is asked for anew, and where that brings another content,
// the page is opened anew. This stands in each page itself: it would come no better than the others.

{
  const TRIED = "handbook-again ";

  /**
   * @param {string} url
   * @param {RequestCache} cache
   */
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
    // Once for each in a tab, and not at all where that cannot be remembered: nothing may go round in circles.
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
    // What is no script at all comes, and fails as it is read.
    suspect((event instanceof ErrorEvent && event.filename) || script || sheet);
  };

  if (location.protocol.startsWith("http")) {
    addEventListener("error", failed, { capture: true });
    // Half a script may be one too, that does nothing: see early.js.
    addEventListener("unready", (event) => suspect(/** @type {CustomEvent<string>} */ (event).detail));
    // Later faults have other causes.
    addEventListener("load", () => setTimeout(() => removeEventListener("error", failed, { capture: true })));
  }
}
