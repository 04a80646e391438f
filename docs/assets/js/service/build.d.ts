/** Written by the build at the beginning of the service worker: the build's id and its files. */
declare const BUILD: {
  id: string;
  /** The policy's edition, and the day its text was last checked. */
  edition: string;
  checked: string;
  /** By address under the site's root: SHA-256 in hex, bytes, and whether it is stored only after it was needed. */
  files: Record<string, [sha256: string, bytes: number, spare?: 1]>;
  /** A page that waits until the next build is active, and its content policy. */
  switching: { page: string; policy: string };
};
