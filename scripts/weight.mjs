// The bytes of files as a server would send them: JSON list of paths on stdin, JSON object of sizes on stdout.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

function weigh(path) {
  const content = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return brotliCompressSync(content, { params }).length;
}

const paths = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(Object.fromEntries(paths.map((path) => [path, weigh(path)]))));
