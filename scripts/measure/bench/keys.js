async (input, [digit, event]) => {
  // Return the time from the key's input event to the first task after the frame with the new figure, which the page
  // reports by an event; "" if the figure changes inside the key's event.
  const root = document.querySelector("#calculator") ?? document.body;
  const painted = event && new Promise((settle) => root.addEventListener(event, settle, { once: true }));
  input.value = digit;
  const started = performance.now();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await painted;
  await new Promise(requestAnimationFrame);
  const { port1, port2 } = new MessageChannel();
  const after = new Promise((settle) => (port1.onmessage = settle));
  port2.postMessage(0);
  await after;
  return performance.now() - started;
}
