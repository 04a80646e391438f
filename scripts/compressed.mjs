// Files as a server would send them: JSON list of [file, its Brotli, its gzip] on stdin; the latter two are written.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Whole or not at all: another process may be making the same file. */
function write(path, bytes) {
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, bytes);
  renameSync(partial, path);
}

for (const [path, brotli, gzip] of JSON.parse(readFileSync(0, "utf8"))) {
  const content = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  write(gzip, gzipSync(content, { level: 9 }));
  write(brotli, brotliCompressSync(content, { params }));
}
