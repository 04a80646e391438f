// The example of Pyodide's documentation: load it, unpack the sources, call them. One field, one figure, computed
// at every key. The benchmark replaces FORM by the form's values.
(async () => {
  const form = FORM;
  const pyodide = await loadPyodide();
  const engine = await (await fetch("engine.zip")).arrayBuffer();
  const policy = await (await fetch("policy.json")).text();
  pyodide.unpackArchive(engine, "zip");
  const calculator = pyodide.pyimport("calculator.api").from_packed(policy);
  const input = document.querySelector("input");
  const draw = () => {
    const answer = JSON.parse(calculator.answer(JSON.stringify({ ...form, valid_reports: input.value }), "page"));
    document.querySelector("output").textContent = answer.totals.find(({ id }) => id === "payable").shown;
  };
  input.value = form.valid_reports;
  input.addEventListener("input", draw);
  draw();
  document.body.dataset.engine = "ready";
})();
