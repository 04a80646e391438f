// The calculator page: the form's answers go to the engine, what comes back is placed on the page.
// No money is added, rounded or formatted here.

import { Engine } from "./engine.js";
import { Form } from "./form.js";
import { Progress } from "./progress.js";
import { Slip } from "./slip.js";

const root = /** @type {HTMLElement} */ (document.getElementById("calculator"));
const form = new Form(/** @type {HTMLFormElement} */ (root.querySelector("form")));
const slip = new Slip(root);
const progress = new Progress(root);
const engine = new Engine(JSON.parse(root.dataset.runtime ?? "null"), {
  state(state) {
    root.dataset.engine = state;
    progress.state(state);
  },
  progress: (loaded, total) => progress.loaded(loaded, total),
  failed: (reason) => progress.failed(reason),
  ready: () => recompute(),
});

let latest = 0;

async function recompute() {
  const asked = ++latest;
  const answer = await engine.ask(form.read());
  // An answer overtaken by a newer question, or none at all, must not reach the page.
  if (answer === null || asked !== latest) return;
  form.showErrors(answer.errors ?? []);
  if (answer.errors) slip.withhold();
  else slip.show(answer);
  root.dispatchEvent(new CustomEvent("painted", { detail: asked }));
}

form.onChange(() => {
  if (engine.ready) recompute();
});
progress.onRetry(() => engine.start());
form.setMonth(new Date());
engine.start();
