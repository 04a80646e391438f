// The page's side of PyScript; its Python calls this when it is there.
globalThis.engineReady = (answer) => begin((form) => payable(answer(JSON.stringify(form), "page")));
