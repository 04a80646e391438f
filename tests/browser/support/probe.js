// Runs before the page's own scripts and notes what happens, so that tests wait for events and not for time.

(() => {
  // A test may stop the page's own clock.
  const { setTimeout } = globalThis;
  const probe = {
    /** every value of data-engine, in order */ states: [],
    /** everything the engine's workers said */ messages: [],
    /** every worker */ workers: [],
    /** every value of the progress bar that could be seen */ bar: [],
    /** every sentence put into the live region */ announced: [],
    /**
     * Resolve once the page shows the figure ("painted") or all that goes with it ("settled") of the last
     * thing typed; fail after some time.
     */
    shown: (event, ms) => new Promise((settle, fail) => {
      waiting.push([event, settle]);
      setTimeout(() => fail(new Error(`${event}: ${shown[event]} of ${asked}, ${probe.states}`)), ms);
      check();
    }),
  };
  let asked = 0;
  // The last question whose answer is there so far.
  const shown = { painted: 0, settled: 0 };
  let waiting = [];

  function check() {
    if (probe.states.at(-1) !== "ready") return;
    for (const [event, settle] of waiting) if (shown[event] === asked) settle();
    waiting = waiting.filter(([event]) => shown[event] !== asked);
  }

  function note(state) {
    if (state === probe.states.at(-1)) return;
    probe.states.push(state);
    if (state === "ready") asked += 1;
  }

  document.addEventListener("readystatechange", () => {
    const root = document.getElementById("calculator");
    if (document.readyState !== "interactive" || !root) return;
    note(root.dataset.engine);
    new MutationObserver((records) => {
      for (const record of records.slice(1)) note(record.oldValue);
      note(root.dataset.engine);
    }).observe(root, { attributeFilter: ["data-engine"], attributeOldValue: true });
    const bar = root.querySelector("progress");
    new MutationObserver(() => bar.hidden || probe.bar.push(bar.value)).observe(bar, {
      attributeFilter: ["value", "hidden"],
    });
    const region = root.querySelector("[data-announce]");
    new MutationObserver(() => probe.announced.push(region.textContent)).observe(region, { childList: true });
    // Before the form's own listener, which is further down.
    root.addEventListener("input", ({ target }) => {
      const counts = document.getElementById("counts");
      const asks = target === counts || target.form === counts;
      asked += asks && root.dataset.engine === "ready" ? 1 : 0;
    }, true);
    // So is a reading that is taken, and a cause that is tried or taken back.
    root.addEventListener("click", ({ target }) => {
      const asks = target.closest("[data-take], [data-causes] button, [data-untry]");
      asked += asks && root.dataset.engine === "ready" ? 1 : 0;
    }, true);
    // A month that is opened from the year is another question.
    root.addEventListener("opened-month", () => (asked += root.dataset.engine === "ready" ? 1 : 0), true);
    for (const event of Object.keys(shown)) {
      root.addEventListener(event, ({ detail }) => {
        shown[event] = detail;
        // The page asks on its own too, when the kept months change.
        asked = Math.max(asked, detail);
        check();
      });
    }
  });

  if (globalThis.Worker) {
    globalThis.Worker = class extends globalThis.Worker {
      constructor(...given) {
        super(...given);
        probe.workers.push(this);
        // The search has a worker too, with other messages.
        this.addEventListener("message", ({ data }) => data.kind && probe.messages.push(data));
      }
    };
  }
  globalThis.probe = probe;
})();
