// Compute months in publicodes: JSON {module, rules, situations} on stdin; on stdout the `payable` of each month
// and the microseconds of its evaluation.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { module, rules, situations } = JSON.parse(readFileSync(0, "utf8"));
const { default: Engine } = await import(pathToFileURL(module).href);
const engine = new Engine(rules);

function measure(situation) {
  engine.setSituation(situation);
  const started = performance.now();
  const { nodeValue } = engine.evaluate("payable");
  return { payable: nodeValue, us: (performance.now() - started) * 1000 };
}

situations.forEach(measure);
process.stdout.write(JSON.stringify(situations.map(measure)));
