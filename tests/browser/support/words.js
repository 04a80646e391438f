// Everything the result says, by the names `Calculator.page` has for it.
(root) => {
  const text = (place, selector) => place.querySelector(selector).textContent;
  const all = (selector, read) => [...root.querySelectorAll(selector)].map(read);
  const link = (place) => {
    const clause = place.querySelector("a.clause");
    return { name: clause.textContent.replace("在全文里看", ""), anchor: clause.hash.slice(1) };
  };
  const chart = (place) => {
    const drawn = (name) => place.querySelector(`[data-chart-${name}]`);
    const number = (part, name) => Number(part.getAttribute(name));
    const own = drawn("own");
    return {
      ...Object.fromEntries(["payable", "most", "total"].map((name) => [name, drawn(name).getAttribute("d")])),
      across: [...place.querySelectorAll(".steps-count")].map((each) => ({ at: number(each, "x"), text: each.textContent })),
      // An amount is written a little lower than its line, which goes through the middle of its digits.
      up: [...place.querySelectorAll(".steps-amount")].map((each) => ({ at: number(each, "y") - 4, text: each.textContent })),
      own: own.hasAttribute("hidden") ? null : { x: number(own, "cx"), y: number(own, "cy") },
      name: drawn("name").textContent,
      says: drawn("says").textContent,
    };
  };
  const line = (place) => ({
    id: place.dataset.line, label: text(place, ".line-name"), shown: text(place, ".line-amount"),
    min: place.dataset.min, max: place.dataset.max, working: text(place, ".line-working"),
    product: text(place, ".line-product"), text: text(place, ".line-text"),
    clause: link(place), paid: text(place, ".line-paid"), zero: place.hasAttribute("data-zero"),
  });
  const needed = (place) => place.hidden ? null : {
    summary: text(place, "[data-needed-summary]"),
    rows: [...place.querySelectorAll("[data-needed-rows] li")].map((row) => row.textContent),
    caution: { text: text(place, "[data-needed-caution]"), clause: link(place) },
  };
  return {
    month_said: text(root, "[data-shown=month_said]"),
    worker: text(root, "[data-shown=worker]"),
    headline: text(root, "[data-shown=headline]"),
    unclear: text(root, "[data-shown=unclear]"),
    unclear_pay: text(root, "[data-shown=unclear_pay]"),
    unclear_cause: text(root, "[data-shown=unclear_cause]"),
    readings_note: text(root, "[data-shown=readings_note]"),
    given: text(root, "[data-shown=given]"),
    edition: text(root, "[data-shown=edition]"),
    assessed: text(root, "[data-shown=assessed]"),
    unknown_note: text(root, "[data-shown=unknown_note]"),
    receipt: text(root, "[data-shown=receipt]"),
    chosen: all("[data-chosen] li", (place) => place.firstChild.textContent),
    cautions: all("[data-cautions] li", (place) => place.textContent),
    totals: all("[data-total]", (place) => ({
      id: place.dataset.total, label: text(place, "dt"), shown: text(place, "dd"),
      quiet: place.hasAttribute("data-quiet"), min: place.dataset.min, max: place.dataset.max,
    })),
    groups: all("[data-group]:not([hidden])", (place) => ({
      id: place.dataset.group, label: text(place, ".group-name"), zero: place.hasAttribute("data-zero"),
      min: place.dataset.min, max: place.dataset.max,
      sum: text(place, ".group-sum :first-child"), shown: text(place, ".group-sum :last-child"),
      lines: [...place.querySelectorAll("[data-line]:not([hidden])")].map(line),
    })),
    readings: all("[data-readings] [data-reading]:not([hidden])", (place) => ({
      reading: place.dataset.reading, alternative: place.dataset.alternative,
      effect: text(place, ".reading-effect"),
    })),
    grounds: all("[data-ground]", (place) => ({
      id: place.dataset.ground, label: text(place, ".ground-label"), status: place.dataset.status,
      status_label: text(place, ".ground-status"), reason: text(place, ".ground-reason"),
      settles: text(place, ".ground-settles"), clause: link(place),
      decides: text(place, ".ground-decides").replace(" · ", ""),
    })),
    leave: all(".ground-leave:not([hidden])", (place) => ({
      ground: place.closest("[data-ground]").dataset.ground, sentence: place.textContent,
    })),
    steps: all("[data-steps] li", (place) => place.textContent),
    chart: chart(root.querySelector("[data-chart]")),
    needed: needed(root.querySelector("[data-needed]")),
  };
}
