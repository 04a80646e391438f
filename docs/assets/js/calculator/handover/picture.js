// The statement as a picture to send in a chat: the page's own words, dark on light.

const WIDTH = 720;
const EDGE = 36;
const SCALE = 2;
const FONT = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/** @typedef {{text: string, right?: string, size?: number, bold?: boolean, grey?: boolean, gap?: number}} Row */

/**
 * @param {any} result what `Calculator.page` returns
 * @param {boolean} hidden whether the answer is hidden
 * @param {string} link
 * @returns {Promise<Blob>} a PNG
 */
export function drawnPicture(result, hidden, link) {
  const canvas = document.createElement("canvas");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const rows = rowsOf(result, hidden, link).flatMap((row) => wrapped(context, row));
  const height = rows.reduce((sum, row) => sum + heightOf(row), 2 * EDGE);
  canvas.width = WIDTH * SCALE;
  canvas.height = height * SCALE;
  context.scale(SCALE, SCALE);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, WIDTH, height);
  let y = EDGE;
  for (const row of rows) {
    y += heightOf(row);
    context.font = fontOf(row);
    context.fillStyle = row.grey ? "#555" : "#111";
    context.textAlign = "left";
    context.fillText(row.text, EDGE, y);
    if (row.right === undefined) continue;
    context.textAlign = "right";
    context.fillText(row.right, WIDTH - EDGE, y);
  }
  return new Promise((settle, fail) => {
    canvas.toBlob((blob) => (blob ? settle(blob) : fail(new Error("no picture"))), "image/png");
  });
}

/** @param {any} result @param {boolean} hidden @param {string} link @returns {Row[]} */
function rowsOf(result, hidden, link) {
  const title = document.querySelector("h1")?.textContent?.replace("¶", "").trim() ?? "";
  /** @type {Row[]} */
  const head = [
    { text: `${result.month_said} · ${result.worker}`, size: 26, bold: true },
    { text: result.given, grey: true, gap: 10 },
  ];
  const said = document.querySelector(result.edition ? ".slip-basis" : ".edition p")?.textContent ?? "";
  /** @type {Row[]} */
  const foot = [
    { text: document.querySelector(".slip-caution")?.textContent ?? "", grey: true, size: 18, gap: 18 },
    ...[said, result.receipt].map((text) => ({ text, grey: true, size: 18 })),
    { text: [title, link.split("#")[0]].filter(Boolean).join("："), grey: true, size: 18 },
  ];
  if (hidden) return [...head, { text: "答案先不显示。自己算一算，再对一对。", gap: 18 }, ...foot];
  const total = (/** @type {any} */ { label, sum, shown }, more = {}) => ({ text: sum ?? label, right: shown, ...more });
  const [payable, ...later] = result.totals.filter((/** @type {any} */ each) => !each.quiet);
  const unclear = ["unclear", "unclear_cause"].map((name) => document.querySelector(`.slip [data-shown=${name}]`)?.textContent);
  return [
    ...head,
    total(payable, { bold: true, size: 32, gap: 12 }),
    ...unclear.flatMap((text) => (text ? [{ text, size: 20 }] : [])),
    ...later.map((/** @type {any} */ each) => total(each, { gap: 2 })),
    ...result.chosen.map((/** @type {any} */ each) => ({ text: `${each.label}（${each.clause.name}）`, size: 20 })),
    ...[result.assessed, result.edition].filter(Boolean).map((text) => ({ text, size: 20 })),
    ...result.groups
      .filter((/** @type {any} */ group) => !group.zero)
      .flatMap((/** @type {any} */ group) => [
        ...(group.label ? [{ text: group.label, size: 19, gap: 14 }] : []),
        ...group.lines.filter((/** @type {any} */ line) => !line.zero).flatMap((/** @type {any} */ line) => [
          { text: line.label, right: line.shown },
          { text: `${line.product}（${line.clause.name}，${line.paid}）`, size: 19, grey: true },
        ]),
        total(group, { bold: true, gap: 4 }),
      ]),
    ...foot,
  ];
}

function fontOf(/** @type {Row} */ { size = 22, bold = false }) {
  return `${bold ? "700 " : ""}${size}px ${FONT}`;
}

function heightOf(/** @type {Row} */ { size = 22, gap = 0 }) {
  return Math.round(size * 1.5) + gap;
}

/** @param {CanvasRenderingContext2D} context @param {Row} row @returns {Row[]} as many lines as the row's text needs */
function wrapped(context, row) {
  context.font = fontOf(row);
  const room = WIDTH - 2 * EDGE - (row.right ? context.measureText(row.right).width + 20 : 0);
  /** @type {string[]} */
  const lines = [""];
  for (const letter of row.text) {
    if (context.measureText(lines[lines.length - 1] + letter).width > room) lines.push("");
    lines[lines.length - 1] += letter;
  }
  return lines.map((text, at) => (at === 0 ? { ...row, text } : { ...row, text, right: undefined, gap: 0 }));
}
