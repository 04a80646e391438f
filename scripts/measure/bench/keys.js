async (input, [digit, names]) => {
  // For each name, return the time from the key's input event to the first task after the frame with the result.
  // A name is an event of the page, or "" if the figure changes inside the key's event.
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
