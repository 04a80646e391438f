import Engine from "./publicodes.js";

const engine = new Engine(await (await fetch("rules.json")).json());
begin(({ worker_type, sign_ins, valid_reports }) => {
  engine.setSituation({ worker: `'${worker_type}'`, sign_ins, valid_reports: Number(valid_reports) });
  return `${engine.evaluate("payable").nodeValue.toFixed(2)} 元`;
});
