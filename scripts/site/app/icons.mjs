// Draw SVG as PNG: [[svg, path of the PNG], …] as JSON on the standard input.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";

const wasm = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
await initWasm(readFileSync(wasm));
for (const [svg, path] of JSON.parse(readFileSync(0, "utf8"))) {
  // Renamed when it is complete: a picture cut off by a full disk would be taken for a finished one.
  writeFileSync(`${path}.${process.pid}`, new Resvg(svg).render().asPng());
  renameSync(`${path}.${process.pid}`, path);
}
