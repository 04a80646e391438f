// From the key's own event to the first task after the frame that shows what comes of it, for each of the
// names: an event of the page, "count" for the figure that says it is of this count, or "" where the figure
// is drawn while the key's event is handled.
async (input, [digit, names]) => {
  const root = document.querySelector("#calculator") ?? document.body;
  const afterFrame = (settle) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => settle(performance.now());
      port2.postMessage(0);
    });
  const counted = () =>
    new Promise((settle) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector(`[data-count="${digit}"]`)) return;
        observer.disconnect();
        afterFrame(settle);
      });
      observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-count"] });
    });
  const shown = (name) => name === "count" ? counted() : new Promise((settle) => root.addEventListener(name, () => afterFrame(settle), { once: true }));
  const told = names.filter(Boolean).map(shown);
  // Past the property that frameworks put before it to see what they wrote themselves.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, digit);
  const started = performance.now();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const at = names[0] ? await Promise.all(told) : [await new Promise(afterFrame)];
  return at.map((moment) => moment - started);
}
