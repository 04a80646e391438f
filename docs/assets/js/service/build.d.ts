/** What the build writes before the service worker: which build this is, and each of its files. */
declare const BUILD: {
  id: string;
  /** The policy's edition, and the day its text was last checked. */
  edition: string;
  checked: string;
  /** By address under the site's root: SHA-256 in hex, bytes, and whether it is kept only once it was needed. */
  files: Record<string, [sha256: string, bytes: number, spare?: 1]>;
  /** A page that waits for the next build to take over, and what it may do. */
  switching: { page: string; policy: string };
};
