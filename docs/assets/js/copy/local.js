// Start the engine's worker in a copy opened from a disk, where fetch() is not allowed: its files are text in scripts
// beside the page or in the page itself, and this script passes them to the worker as blobs. A classic script.

{
  /** @typedef {import("../calculator/engine.js").Way} Way */
  /** @typedef {{at: string, bytes: number}} Place */
  /** @typedef {{base: string, files: Record<string, Place>, spare: Record<string, Place>, lock: unknown}} Runtime */

  /** @type {Record<string, string>} the texts of the loaded scripts, by file */
  const payloads = {};
  const TYPES = /** @type {Record<string, string>} */ ({ wasm: "application/wasm", js: "text/javascript" });

  /** @param {string} file */
  function payload(file) {
    return payloads[file] ?? document.querySelector(`script[data-payload="${file}"]`)?.textContent ?? null;
  }

  /**
   * @param {string} file
   * @param {string} script that brings it
   * @returns {Promise<string>} the file, packed by `packed` in scripts/release/disk.py
   */
  async function brought(file, script) {
    const there = payload(file);
    if (there !== null) return there;
    await new Promise((settle) => {
      const place = document.createElement("script");
      place.src = script;
      place.onload = place.onerror = settle;
      document.head.append(place);
    });
    const text = payload(file);
    if (text === null) throw new Error(`这一份里没有 ${file}`);
    delete payloads[file];
    return text;
  }

  async function unpacked(/** @type {string} */ text, /** @type {string} */ type) {
    if (typeof DecompressionStream !== "function") throw new Error("这个浏览器太旧，不能解压");
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = letters.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Blob([await new Response(stream).arrayBuffer()], { type });
  }

  function start(/** @type {Runtime} */ runtime, /** @type {Way} */ way) {
    const script = URL.createObjectURL(new Blob([payload("worker.js") ?? ""], { type: TYPES.js }));
    const worker = new Worker(script);
    send(worker, runtime, way)
      .catch(({ message }) => {
        const data = { kind: "failed", reason: message, next: null };
        worker.dispatchEvent(new MessageEvent("message", { data }));
      })
      .finally(() => URL.revokeObjectURL(script));
    return worker;
  }

  /** @param {Worker} worker @param {Runtime} runtime @param {Way} way */
  async function send(worker, { base, files, spare, lock }, way) {
    const bring = async (/** @type {[string, Place]} */ [name, place]) => {
      const type = TYPES[name.split(".").pop() ?? ""] ?? "";
      return [name, { ...place, blob: await unpacked(await brought(name, `${base}${place.at}.js`), type) }];
    };
    const wanted = Object.entries({ ...files, ...(way.whole && spare) });
    const found = Object.fromEntries(await Promise.all(wanted.map(bring)));
    worker.postMessage({ kind: "start", runtime: { base, files: found, spare: {}, lock }, way });
  }

  document.documentElement.classList.add("scripted");
  Object.assign(globalThis, { payloads, local: start });
}
