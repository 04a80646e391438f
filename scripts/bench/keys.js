// From the key's own event to the first task after the frame that shows what comes of it, for each of the
// names: an event of our page, or "" where the figure is drawn while the key's event is handled.
async ([digit, names]) => {
  const input = document.querySelector("input[name=valid_reports]");
  const root = document.querySelector("#calculator") ?? document.body;
  const afterFrame = (settle) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => settle(performance.now());
      port2.postMessage(0);
    });
  const shown = (name) => new Promise((settle) => root.addEventListener(name, () => afterFrame(settle), { once: true }));
  const told = names.filter(Boolean).map(shown);
  input.value = digit;
  const started = performance.now();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const at = names[0] ? await Promise.all(told) : [await new Promise(afterFrame)];
  return at.map((moment) => moment - started);
}
