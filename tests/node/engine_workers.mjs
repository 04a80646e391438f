// Runs the page's engine over workers that only say what the script says; nothing here waits.
// Input: the module's address, then a list of steps as JSON: {"ask"} sends a question, {"worker", "says"} and
// {"worker", "fails"} make a worker speak or break down, {"late"} lets the timer run out.

import { readFileSync } from "node:fs";

const { module, steps } = JSON.parse(readFileSync(0, "utf-8"));
const workers = [];
let late = () => {};

globalThis.location = { href: "https://handbook.example/calculator/" };
globalThis.window = { setTimeout: (act) => ((late = act), 1) };
globalThis.clearTimeout = () => (late = () => {});
globalThis.Worker = class {
  asked = [];
  constructor() {
    workers.push(this);
  }
  postMessage(message) {
    if (message.kind === "ask") this.asked.push(message.id);
  }
  terminate() {}
};

const { Engine } = await import(module);
const engine = new Engine({ base: "../runtime/", files: {} });
const states = [];
engine.listen(({ state, reason }) => state === states.at(-1) || states.push(state === "failed" ? reason : state));
engine.start();
const answers = [];
for (const { ask, worker, says, fails, late: over } of steps) {
  if (ask) engine.ask(ask, {}).then((answer) => answers.push(answer));
  if (says) workers[worker].onmessage({ data: says });
  if (fails) workers[worker].onerror({ preventDefault: () => {} });
  if (over) late();
  await null;
}
console.log(JSON.stringify({ states, answers, asked: workers.map(({ asked }) => asked) }));
