// Runs before the page's own scripts: counts the worker's unanswered questions, and notes what the browser refused.

(() => {
  // Where a worker fails, the next one is asked the same question under the same number.
  const open = new Set();
  const watch = {
    refused: [],
    hits: [],
    /** Resolve once every question is answered; fail after some time. */
    async quiet(ms = 120_000) {
      const end = Date.now() + ms;
      for (let still = 0; still < 3; ) {
        await new Promise((settle) => setTimeout(settle, 0));
        still = open.size === 0 ? still + 1 : 0;
        if (Date.now() > end) throw new Error(`${open.size} questions are not answered`);
      }
    },
    /** Return what of a payload has become part of the page: elements, handlers, addresses that are scripts. */
    grown: () =>
      [...document.querySelectorAll("[data-canary], x-canary, [onerror], [onload], [onclick], [href^='javascript:' i]")]
        .filter((each) => !(each instanceof HTMLScriptElement && each.src))
        .map((each) => each.outerHTML.slice(0, 200)),
  };
  addEventListener("securitypolicyviolation", ({ violatedDirective, sample, blockedURI }) => {
    watch.refused.push(`${violatedDirective} ${blockedURI} ${sample}`);
  });
  Object.defineProperty(globalThis, "hit", { set: (value) => watch.hits.push(String(value)) });
  if (globalThis.Worker) {
    globalThis.Worker = class extends globalThis.Worker {
      constructor(...given) {
        super(...given);
        this.addEventListener("message", ({ data }) => {
          if (data.kind === "answer") open.delete(data.id);
          if (data.kind === "failed") watch.refused.push(`the engine failed: ${data.reason}`);
        });
      }

      postMessage(message, ...rest) {
        if (message.kind === "ask") open.add(message.id);
        return super.postMessage(message, ...rest);
      }
    };
  }
  globalThis.watch = watch;
})();
