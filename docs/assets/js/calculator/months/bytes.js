// Read the text of a chosen file. Its content decides what it is, not its name.

/** @typedef {{text?: string, wrong?: string}} Found a file's text, or the sentence why there is none */

const AS_CSV = "请在表格软件里打开，另存为「CSV UTF-8」再选。";
const UNPACK = "这是压缩包，请先解压，再选里面的 JSON 或 CSV 文件。";
const NO_TEXT = "这不是文字文件，请选从这里导出的 JSON 或 CSV 文件。";
const UNDECODED = "文件的编码读不出来，请另存为「CSV UTF-8」再选。";
const PICTURE = "这是图片，不是记录文件，请选从这里导出的 JSON 或 CSV 文件。";
const PDF = "这是 PDF，里面的数读不出来，请选从这里导出的 JSON 或 CSV 文件。";
// File signatures and what they mean.
const BEGINNINGS = /** @type {const} */ ([
  ["PK\x03\x04", zipped],
  ["PK\x05\x06", zipped],
  ["\xd0\xcf\x11\xe0", compound],
  ["%PDF", () => PDF],
  ["\x89PNG", () => PICTURE],
  ["\xff\xd8\xff", () => PICTURE],
  ["GIF8", () => PICTURE],
  ["Rar!", () => UNPACK],
  ["7z\xbc\xaf", () => UNPACK],
  ["\x1f\x8b", () => UNPACK],
  ["{\\rtf", () => `这是 RTF 文档，不是表格。${NO_TEXT}`],
]);
const MARKUP = /^\s*<(!doctype|html|table|meta|\?xml)/i;
// Every ledger file contains one of these, so they confirm a guessed encoding.
const OURS = /月份|grid-handbook-ledger/;
const LOST = "\ufffd";

/** Return the sentence for a file that cannot be ours, by its signature and parts; empty otherwise. */
export function foreign(/** @type {Uint8Array} */ bytes) {
  // Each byte becomes a character.
  const raw = new TextDecoder("latin1").decode(bytes);
  const found = BEGINNINGS.find(([begins]) => raw.startsWith(begins));
  return found ? found[1](raw) : "";
}

/** @param {Uint8Array} bytes @returns {Found} */
export function textOf(bytes) {
  const wrong = foreign(bytes);
  const found = wrong ? { wrong } : decoded(bytes);
  if (!MARKUP.test(found.text ?? "")) return found;
  return { wrong: `这是网页或 XML 文件，有的系统导出的「Excel」就是这样。${AS_CSV}` };
}

/** @param {Uint8Array} bytes @returns {Found} */
function decoded(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return inEncoding(bytes, "utf-16le");
  if (first === 0xfe && second === 0xff) return inEncoding(bytes, "utf-16be");
  if (bytes.includes(0)) {
    // UTF-16 without a byte-order mark: only expected words tell the byte order.
    const found = ["utf-16le", "utf-16be"].map((encoding) => inEncoding(bytes, encoding).text ?? "");
    const text = found.find((each) => OURS.test(each));
    return text === undefined ? { wrong: NO_TEXT } : { text };
  }
  const plain = inEncoding(bytes, "utf-8");
  if (plain.text !== undefined) return plain;
  // A file cut inside a character: the mark of a lost character makes the engine refuse it as cut.
  const begun = inEncoding(bytes, "utf-8", true);
  if (begun.text !== undefined) return { text: begun.text + LOST };
  // Chinese spreadsheets often save in the national encoding.
  return first === 0xef && second === 0xbb ? { wrong: UNDECODED } : inEncoding(bytes, "gb18030");
}

/** @param {Uint8Array} bytes @param {string} encoding @param {boolean} [stream] it may end in a character @returns {Found} */
function inEncoding(bytes, encoding, stream = false) {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream }) };
  } catch {
    return { wrong: UNDECODED };
  }
}

function zipped(/** @type {string} */ raw) {
  // A zip holds the names of its parts uncompressed.
  if (raw.includes("xl/workbook")) return `这是 Excel 工作簿。${AS_CSV}`;
  if (raw.includes("opendocument.spreadsheet")) return `这是 ODS 表格。${AS_CSV}`;
  if (raw.includes("Index/Document.iwa")) return `这是 Numbers 表格。${AS_CSV}`;
  if (raw.includes("word/document") || raw.includes("opendocument.text")) return `这是文字处理软件的文档，不是表格。${NO_TEXT}`;
  return UNPACK;
}

function compound(/** @type {string} */ raw) {
  const has = (/** @type {string} */ name) => raw.includes([...name].join("\0"));
  if (has("EncryptedPackage")) return `这是加了密码的 Office 文件。${AS_CSV}`;
  if (has("Workbook") || has("Book")) return `这是 Excel 或 WPS 的表格。${AS_CSV}`;
  return `这是 Word 或 WPS 的文档，不是表格。${NO_TEXT}`;
}
