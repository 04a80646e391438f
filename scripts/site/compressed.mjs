// Compress files: on stdin a JSON list of [file, Brotli file, gzip file]; the latter two are written.
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [packed, zipped] = [brotliCompress, gzip].map(promisify);

/** Rename a finished file into place: another process may write the same file. */
function write(path, bytes) {
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, bytes);
  renameSync(partial, path);
}

/** Runs on Node's threads, several files at a time. */
async function make([path, asBrotli, asGzip]) {
  const content = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  write(asGzip, await zipped(content, { level: 9 }));
  write(asBrotli, await packed(content, { params }));
}

// The largest first, so that it does not end long after the others.
const jobs = JSON.parse(readFileSync(0, "utf8")).sort(([one], [two]) => statSync(two).size - statSync(one).size);
await Promise.all(jobs.map(make));
