// What the documentation of Pyodide shows a newcomer: load it, unpack the sources, call them. One field, one
// figure, computed again at every key. FORM is filled in when the page is made.
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
