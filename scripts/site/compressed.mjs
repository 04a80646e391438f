// Files as a server would send them: JSON list of [file, its Brotli, its gzip] on stdin; the latter two are written.
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [packed, zipped] = [brotliCompress, gzip].map(promisify);

/** Rename a finished file into place: another process may be making the same one. */
function write(path, bytes) {
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, bytes);
  renameSync(partial, path);
}

/** Several at a time, on Node's own threads. */
async function make([path, asBrotli, asGzip]) {
  const content = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  write(asGzip, await zipped(content, { level: 9 }));
  write(asBrotli, await packed(content, { params }));
}

// The largest first: the last to end is not to be one that began late.
const jobs = JSON.parse(readFileSync(0, "utf8")).sort(([one], [two]) => statSync(two).size - statSync(one).size);
await Promise.all(jobs.map(make));
