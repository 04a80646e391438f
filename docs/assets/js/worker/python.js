// Start Python, from its saved memory or from the library.

/**
 * @typedef {{answer: (request: string, verb: string) => string}} Calculator
 * @typedef {{lock: any, scripts: {name: string, url: string}[], wasm: Coming, policy: Content}} Parts
 * @typedef {{memory: Content} | {library: Coming}} Beginning the memory with the engine imported, or the library to import it from
 */

/**
 * Start Python with the engine in it.
 * @param {Parts & Beginning} parts
 * @param {(name: string) => void} ran is called after each script
 * @returns {Promise<Calculator>}
 */
async function python({ lock, scripts, wasm, policy, ...begin }, ran) {
  const beginning = "memory" in begin ? begin.memory : begin.library;
  const compiled = wasm.compiled();
  // Pyodide's base address; in a copy on a disk the files are blobs, which have no folder.
  const home = new URL(".", wasm.url.startsWith("blob:") ? "file:///" : wasm.url).href;
  // The saved memory needs no library.
  const library = "memory" in begin ? Promise.resolve(new Response("")) : beginning.response;
  // Pyodide asks for the whole wasm by this name too.
  handOver(new Map([[home + WASM, wasm.response], [beginning.url, library]]), compiled);
  const whole = Promise.all([compiled, ...[wasm, beginning, policy].map((file) => file.whole)]);
  whole.catch(() => {});
  // The browser compiles the wasm in another thread while the scripts run.
  for (const { name, url } of scripts) {
    run(name, url);
    ran(name);
  }
  const loading = /** @type {any} */ (self).loadPyodide({
    indexURL: home,
    stdLibURL: beginning.url,
    lockFileContents: lock,
    packages: [],
    enableRunUntilComplete: false,
    ...("memory" in begin && { _loadSnapshot: begin.memory.taken().then(snapshotOf) }),
  });
  // loadPyodide() never settles when the wasm is missing or broken; then the promise of one of the files rejects.
  const [pyodide] = await Promise.all([loading, whole]);
  // Otherwise Pyodide keeps the snapshot in memory.
  delete pyodide._api.config._loadSnapshot;
  // Imported modules create no garbage, so collecting would only cost time.
  const gc = pyodide.pyimport("gc");
  gc.disable();
  const calculator = read(pyodide.pyimport("calculator.api"), policy.name, await policy.taken());
  gc.freeze();
  gc.enable();
  return calculator;
}

/** Turn Pyodide's warnings into errors: without its wasm it only warns and waits for ever. */
function hearWarnings(/** @type {(error: Error) => void} */ hear) {
  const warn = console.warn.bind(console);
  console.warn = (...said) => {
    warn(...said);
    const error = said.find((each) => each instanceof Error);
    if (error) hear(error);
  };
}

/** @param {any} api the module @param {string} name @param {Uint8Array} packed the policy @returns {Calculator} */
function read(api, name, packed) {
  try {
    return api.from_packed(new TextDecoder().decode(packed));
  } catch (error) {
    if (isTrap(error)) throw error;
    throw new Unreadable(name, `${name} 读不出来`);
  }
}

/** Whether Python called a function that the lean wasm or the saved memory does not have. */
function isTrap(/** @type {unknown} */ error) {
  return error instanceof WebAssembly.RuntimeError || /unreachable/.test(String(error));
}

/**
 * Make Pyodide use the responses and the wasm module that this worker has requested already.
 * @param {Map<string, Promise<Response>>} responses by address
 * @param {Promise<WebAssembly.Module>} compiled
 */
function handOver(responses, compiled) {
  const fetchAnew = self.fetch.bind(self);
  self.fetch = (input, init) =>
    responses.get(String(input instanceof Request ? input.url : input)) ?? fetchAnew(input, init);
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}
