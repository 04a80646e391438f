// The calculator page: the form's answers go to the engine, what comes back is placed on the page.
// No money is added, rounded or formatted here.

import { Engine } from "./engine.js";
import { Form } from "./form.js";
import { Progress } from "./progress.js";
import { Slip } from "./slip.js";

const runtime = document.querySelector('meta[name="handbook-runtime"]')?.getAttribute("content");
const engine = new Engine(JSON.parse(runtime ?? "null"));
engine.start();

const root = /** @type {HTMLElement} */ (document.getElementById("calculator"));
const form = new Form(/** @type {HTMLFormElement} */ (root.querySelector("form")));
const slip = new Slip(root);
const progress = new Progress(root);
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
  if (engine.status.state === "ready") recompute();
});
progress.onRetry(() => engine.start());
form.setMonth(new Date());
engine.listen((status) => {
  root.dataset.engine = status.state;
  progress.show(status);
  if (status.state === "ready") recompute();
});
