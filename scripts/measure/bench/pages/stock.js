// What the documentation of Pyodide shows a newcomer: load it, unpack the sources, call them.
(async () => {
  const pyodide = await loadPyodide();
  const engine = await (await fetch("engine.zip")).arrayBuffer();
  const policy = await (await fetch("policy.json")).text();
  pyodide.unpackArchive(engine, "zip");
  const calculator = pyodide.pyimport("calculator.api").from_packed(policy);
  begin((form) => payable(calculator.answer(JSON.stringify(form), "page")));
})();
