// Where a browser has Trusted Types, no string becomes markup or the address of a script but by way of this.
// A classic script, and the first of each page.

{
  /** @typedef {{createPolicy: (name: string, rules: Record<string, (given: string) => string | null>) => unknown}} Types */
  const { trustedTypes } = /** @type {{trustedTypes?: Types}} */ (/** @type {unknown} */ (globalThis));
  // The theme makes its search results of words and marks. What could act is no part of them.
  const ACTS = /<\/?(?:script|iframe|frame|object|embed|applet|link|meta|base|form|style|svg|math)\b|[\s/"']on\w+\s*=|javascript:/i;

  trustedTypes?.createPolicy("default", {
    createHTML: (markup) => (ACTS.test(markup) ? null : markup),
    createScriptURL: (address) => {
      const { origin, protocol } = new URL(address, location.href);
      // A page opened from a file, and its worker, can have no blobs but their own, whose origin is written otherwise.
      const ownBlob = protocol === "blob:" && !location.protocol.startsWith("http");
      return origin === location.origin || ownBlob ? address : null;
    },
  });
}
