// Set the engine going before the rest of the page is read: laying out the page keeps the main thread
// busy for longer than the worker needs to get its first bytes. A classic script, so that nothing waits.

(() => {
  const page = document.documentElement;
  // Style sheets fold away only what there is a script to unfold, and from the first paint on.
  if ("noModule" in HTMLScriptElement.prototype) page.classList.add("scripted");
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const unfold = () => page.classList.remove("scripted");
  const missed = (/** @type {Event} */ { target }) => {
    if (target instanceof HTMLScriptElement && target.type === "module") unfold();
  };
  document.addEventListener("error", missed, { capture: true });
  // A script that came only in part, or as nothing, is there and does nothing.
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
    // No workers here, or what lets them begin did not come: the calculator says so.
    return;
  }
  /** @type {{worker: Worker, heard: any[]}} what engine.js takes over, with what was said meanwhile */
  const early = { worker, heard: [] };
  worker.onmessage = ({ data }) => early.heard.push(data);
  worker.onerror = (event) => {
    event.preventDefault();
    early.heard.push({ kind: "failed", reason: "后台计算没有启动", next: null });
  };
  const given = JSON.parse(runtime);
  const way = { whole: false, anew: false };
  worker.postMessage({ kind: "start", runtime: { ...given, base: new URL(given.base, location.href).href }, way });
  Object.assign(globalThis, { early });
})();
