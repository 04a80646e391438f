// What every page but ours ends with: one field, one figure, computed anew at every key.
// FORM is put in its place when the page is made.
/** @param {(form: Record<string, unknown>) => string} answer the figure of a form, in words */
function begin(answer) {
  const output = document.querySelector("output");
  const input = document.querySelector("input");
  const draw = () => {
    output.textContent = answer({ ...FORM, valid_reports: input.value });
  };
  input.value = FORM.valid_reports;
  input.addEventListener("input", draw);
  draw();
  document.body.dataset.engine = "ready";
}

/** @param {string} text what the engine in Python answers */
function payable(text) {
  return JSON.parse(text).totals.find(({ id }) => id === "payable").shown;
}
