// When the page has done what the reader has come for, and what can wait may begin.

// Nothing typed for so long, and the next key does not come at once.
const REST_MS = 1500;

export function calculator() {
  return document.getElementById("calculator");
}

/** Keeping the site must not slow down what the reader has come for: the engine first, then what is being typed. */
export function calculatorAtRest() {
  const found = calculator();
  if (!found) return Promise.resolve();
  return new Promise((settle) => {
    let rest = 0;
    const look = () => {
      clearTimeout(rest);
      if (found.dataset.engine === "ready") rest = setTimeout(end, REST_MS);
    };
    const engine = new MutationObserver(look);
    const end = () => {
      engine.disconnect();
      found.removeEventListener("input", look);
      settle(undefined);
    };
    engine.observe(found, { attributeFilter: ["data-engine"] });
    found.addEventListener("input", look);
    look();
  });
}
