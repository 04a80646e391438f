// Puts a link, a file or a typed text into the calculator page as a reader would.

(() => {
  const form = document.querySelector("#calculator form");
  const file = document.querySelector("[data-import-file]");
  const dialog = document.querySelector("[data-ask]");
  // Both answers to the page's own question, in turn.
  let yes = false;
  new MutationObserver(() => {
    if (!dialog.open) return;
    yes = !yes;
    dialog.querySelector(yes ? "[data-yes]" : "[data-no]").click();
  }).observe(dialog, { attributeFilter: ["open"] });

  const ways = {
    async link(fragment) {
      const before = location.hash;
      location.hash = fragment;
      if (location.hash !== before) await new Promise((settle) => addEventListener("hashchange", settle, { once: true }));
    },
    async file([name, base64]) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const chosen = new DataTransfer();
      chosen.items.add(new File([bytes], name));
      file.files = chosen.files;
      file.dispatchEvent(new Event("change", { bubbles: true }));
      // The page lets go of the file once it has read it.
      while (file.value) await new Promise((settle) => setTimeout(settle, 0));
    },
    typed([place, text]) {
      const boxes = document.querySelectorAll("#calculator input:is([type=text], [type=month], :not([type])), .months input[type=text]");
      const box = boxes[place % boxes.length];
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new Event("change", { bubbles: true }));
      // Now and then it is kept as well, and shown where kept months are shown.
      if (place % 7 === 0) document.querySelector("[data-keep]").click();
      if (place % 11 === 0) form.requestSubmit();
    },
  };

  globalThis.attack = async (way, item) => {
    await ways[way](item);
    await watch.quiet();
    return { grown: watch.grown(), hits: watch.hits.splice(0), refused: watch.refused.splice(0) };
  };
})();
