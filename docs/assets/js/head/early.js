// Start the engine's worker before the page is laid out: layout keeps the main thread busy for longer than the
// worker needs for its first bytes. A classic script, because a module would wait for layout.

(() => {
  const page = document.documentElement;
  // With this class the style sheets hide what a script shows later. A browser without modules shows all of it.
  if ("noModule" in HTMLScriptElement.prototype) page.classList.add("scripted");
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const unfold = () => page.classList.remove("scripted");
  const missed = (/** @type {Event} */ { target }) => {
    if (target instanceof HTMLScriptElement && target.type === "module") unfold();
  };
  document.addEventListener("error", missed, { capture: true });
  // A script that was cut off or is empty loads without an error and does nothing.
  addEventListener("load", () => {
    if (document.getElementById("calculator")?.dataset.engine !== "idle") return;
    unfold();
    const module = /** @type {HTMLScriptElement | null} */ (document.querySelector('script[type="module"]'));
    dispatchEvent(new CustomEvent("unready", { detail: module?.src ?? "" }));
  });
  const runtime = document.querySelector('meta[name="handbook-runtime"]')?.getAttribute("content");
  if (!runtime || !script || typeof WebAssembly !== "object") return;
  let worker;
  try {
    worker = new Worker(new URL("worker.js", script.src));
  } catch {
    // The browser has no workers, or the policy script is missing: the calculator says so.
    return;
  }
  /** @type {{worker: Worker, heard: any[]}} taken over by engine.js with the messages so far */
  const early = { worker, heard: [] };
  worker.onmessage = ({ data }) => early.heard.push(data);
  worker.onerror = (event) => {
    event.preventDefault();
    early.heard.push({ kind: "error" });
  };
  const given = JSON.parse(runtime);
  const way = { whole: false, anew: false };
  worker.postMessage({ kind: "start", runtime: { ...given, base: new URL(given.base, location.href).href }, way });
  Object.assign(globalThis, { early });
})();
