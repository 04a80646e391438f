// The finder: what happened leads to a number to call, to items of the text, or to whom to tell. The words of danger
// are in this script; those of all else come at the first use, and until then it tells where to look without them.

import { copied, made, one, sayOn } from "../dom.js";
import { dangerReader, matterReader } from "./spoken.js";
import { onTyped, phrases } from "./words.js";

const words = /** @type {{handbookWords: import("./spoken.js").Words}} */ (/** @type {unknown} */ (self)).handbookWords;
const MATTERS = new URL("matters.js", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
const COMING = "还在取词表，等不及就从「上报类别」里找。";
const UNKNOWN = "没有找到，换个说法试试；有人有危险，先打电话。";
const LACKING = "词表没有取到。从「上报类别」里找，有信号了再输一遍。";

function startFinder(/** @type {HTMLElement} */ finder) {
  const field = /** @type {HTMLInputElement} */ (one(finder, "input"));
  const [urgent, first, also, told] = [".finder-urgent", ".finder-found", ".finder-also", ".finder-told"].map((part) =>
    one(finder, part),
  );
  const report = one(finder, ".finder-report");
  /** @type {ReturnType<typeof dangerReader> | undefined} */
  let dangersIn;
  /** @type {ReturnType<typeof matterReader> | undefined} */
  let matterOf;
  let [coming, unknown] = [false, COMING];
  // The words may come while the field has half-typed pinyin.
  let typed = "";
  /** @type {string[]} */
  let shown = [];
  const answer = () => {
    dangersIn ??= dangerReader(words.dangers);
    matterOf ??= words.matters && matterReader(words.matters);
    if (matterOf) unknown = "";
    const nothing = phrases(typed).length === 0;
    const dangers = nothing ? [] : dangersIn(typed);
    const matter = nothing || !matterOf ? { items: [], outside: "", pages: [] } : matterOf(typed);
    // In danger nobody reads that it need not be reported.
    const calm = dangers.length === 0;
    const silent = nothing || unknown !== "" || matter.items.length + matter.pages.length > 0;
    const outside = matter.outside || (silent ? "" : "other");
    const cards = dangers.map((id) => printed(finder, "urgent", id));
    // The same card set again at each key would be read aloud at each key.
    if (dangers.join() !== shown.join()) urgent.replaceChildren(...cards);
    shown = dangers;
    told.replaceChildren(
      ...(calm && outside !== "" ? [printed(finder, "outside", outside)] : []),
      ...(calm ? matter.pages : []).map((id) => printed(finder, "page", id)),
    );
    // Somebody about to jump is no quarrel of neighbours.
    const alone = cards.some((card) => card.matches("[data-alone]"));
    const items = (alone ? [] : matter.items).map((id) => printed(finder, "found", id));
    // Under a card that says 不用报, or whom to call, no item is the likeliest.
    const likely = calm && outside === "" ? 1 : 0;
    first.replaceChildren(...items.slice(0, likely));
    also.replaceChildren(...items.slice(likely));
    one(finder, ".finder-others").hidden = items.length <= likely;
    report.hidden = likely === 0 || items.length === 0;
    one(report, "pre").textContent = reportOf(report.dataset.lines ?? "", typed.trim());
    one(finder, ".finder-said").textContent =
      nothing ? ""
      : !calm ? `先打电话。人安全了再上报。${alone ? "" : unknown}`
      : unknown !== "" ? unknown
      : outside === "other" ? UNKNOWN
      : outside !== "" ? "多半不用报。"
      : items.length > 0 ? `找到 ${items.length} 项${items.length > 1 ? "，最像的在前面" : ""}，报不报看条文。`
      : matter.pages.length > 0 ? "这是问补助和规则的，看下面的页。"
      : "";
  };
  const bring = () => {
    if (coming || words.matters) return;
    coming = true;
    // A page on a disk loads no file but by an element.
    const script = document.createElement("script");
    script.src = MATTERS;
    script.onload = script.onerror = () => {
      // The next key tries again.
      [coming, unknown] = [false, LACKING];
      answer();
    };
    document.head.append(script);
  };
  const use = () => {
    typed = field.value;
    bring();
    answer();
  };
  field.addEventListener("focus", bring);
  onTyped(field, use);
  for (const chip of finder.querySelectorAll(".finder-chips button"))
    chip.addEventListener("click", () => {
      field.value = chip.textContent ?? "";
      use();
    });
  const button = one(report, "button");
  button.addEventListener("click", async () => {
    const done = await copied(one(report, "pre").textContent ?? "");
    sayOn(button, done ? "已复制" : "复制不了，请长按上面的三行");
  });
  finder.hidden = false;
  // A word typed before this script ran.
  if (field.value !== "") use();
}

/** Return a copy of what the page has printed for a place. @param {Element} finder @param {string} kind @param {string} id */
function printed(finder, kind, id) {
  const { content } = /** @type {HTMLTemplateElement} */ (one(finder, "template"));
  const place = content.querySelector(`[data-${kind}="${id}"]`);
  return place === null ? made("p", "") : /** @type {Element} */ (place.cloneNode(true));
}

/** Put what was typed into the line for what happened. @param {string} lines @param {string} typed */
function reportOf(lines, typed) {
  return lines
    .split("/")
    .map((line, at) => (at === 1 ? line + typed : line))
    .join("\n");
}

for (const finder of document.querySelectorAll(".finder")) startFinder(/** @type {HTMLElement} */ (finder));
