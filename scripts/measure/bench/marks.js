// Runs in every page before its own scripts: the page itself notes the moments, since the driver hears of
// them late, and not evenly so. FIGURE is the selector of the figure. Milliseconds since navigation.
(() => {
  /** @type {Record<string, number>} */
  const marks = {};
  Object.assign(globalThis, { benchMarks: marks });
  /** The first task after the frame that shows what there is now. @param {string} name */
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
