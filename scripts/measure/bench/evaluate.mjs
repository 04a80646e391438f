// The same months in publicodes: JSON {module, rules, situations} on stdin; on stdout each month's `payable`
// and how long it took, in microseconds: the evaluation alone, and together with setting the month.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { module, rules, situations } = JSON.parse(readFileSync(0, "utf8"));
const { default: Engine } = await import(pathToFileURL(module).href);
const engine = new Engine(rules);

function measure(situation) {
  const started = performance.now();
  engine.setSituation(situation);
  const set = performance.now();
  const { nodeValue } = engine.evaluate("payable");
  const done = performance.now();
  return { payable: nodeValue, evaluate: (done - set) * 1000, all: (done - started) * 1000 };
}

situations.forEach(measure);
process.stdout.write(JSON.stringify(situations.map(measure)));
