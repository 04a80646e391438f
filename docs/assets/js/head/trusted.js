// With Trusted Types, strings become markup or a script's address only through this policy. A classic script, and
// the first of each page.

{
  /** @typedef {{createPolicy: (name: string, rules: Record<string, (given: string) => string | null>) => unknown}} Types */
  const { trustedTypes } = /** @type {{trustedTypes?: Types}} */ (/** @type {unknown} */ (globalThis));
  // The theme builds its search results from markup. They contain nothing that could run.
  const ACTS = /<\/?(?:script|iframe|frame|object|embed|applet|link|meta|base|form|style|svg|math)\b|[\s/"']on\w+\s*=|javascript:/i;

  trustedTypes?.createPolicy("default", {
    createHTML: (markup) => (ACTS.test(markup) ? null : markup),
    createScriptURL: (address) => {
      const { origin, protocol } = new URL(address, location.href);
      // A page opened from a file, and its worker, can only have blobs of their own, whose origin is spelled differently.
      const ownBlob = protocol === "blob:" && !location.protocol.startsWith("http");
      return origin === location.origin || ownBlob ? address : null;
    },
  });
}

// The fold that the address names opens as soon as it is read: after the first paint it would move what is below.
// Nothing of this is for the worker of a copy, which has this script too.
if (location.hash) {
  const fold = new MutationObserver(() => {
    const named = document.getElementById(location.hash.slice(1))?.nextElementSibling;
    if (named?.matches("details.item")) named.toggleAttribute("open", true);
    if (named) fold.disconnect();
  });
  fold.observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => fold.disconnect());
}
