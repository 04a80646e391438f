// The browser makes Python's busiest functions quick only once they have been busy for a while, and on a slow
// phone every key has to wait meanwhile. So they are kept busy while the reader is still reading.

// After so many a key takes little less with more of them; see the notes on the benchmark.
const TURNS = 24;

/**
 * Have the same asked again and again whenever the page has nothing else to do.
 * @param {() => Promise<unknown>} ask gives null where there is nobody to answer
 * @param {() => boolean} over whether the reader has begun to ask, which does the same
 */
export async function warmUp(ask, over) {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await idle();
    if (over() || (await ask()) === null) return;
  }
}

/** Safari knows no idle time. */
function idle() {
  return new Promise((settle) => (globalThis.requestIdleCallback ?? setTimeout)(() => settle(null)));
}
