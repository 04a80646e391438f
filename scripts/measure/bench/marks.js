// Runs in every page before its own scripts. The page records the moments itself, in milliseconds since
// navigation, because the driver would see them with a varying delay. FIGURE is the selector of the figure.
(() => {
  /** @type {Record<string, number>} */
  const marks = {};
  Object.assign(globalThis, { benchMarks: marks });
  /** Records the first task after the next frame. @param {string} name */
  const whenPainted = (name) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (marks[name] = performance.now());
      port2.postMessage(0);
    });
  const look = () => {
    if (!marks.figure && document.querySelector(FIGURE)?.textContent?.trim()) {
      marks.figure = performance.now();
      whenPainted("figurePainted");
    }
    if (!marks.ready && document.querySelector("[data-engine=ready]")) {
      marks.ready = performance.now();
      whenPainted("readyPainted");
    }
    if (marks.figure && marks.ready) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ["data-engine"] });
})();
