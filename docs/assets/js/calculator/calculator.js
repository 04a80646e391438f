// The calculator page: the form goes to the engine, the engine's texts go onto the page. No money is computed here.

import { Bar } from "./bar.js";
import { Engine } from "./engine.js";
import { Faults } from "./faults.js";
import { Editions } from "./editions.js";
import { Exchange } from "./months/exchange.js";
import { Form, saveTyped, restoredTyped } from "./form.js";
import { Grounds } from "./result/grounds.js";
import { Handover } from "./handover/handover.js";
import { Months } from "./months/months.js";
import { More } from "./result/more.js";
import { Official } from "./result/official.js";
import { one, painted } from "../dom.js";
import { Progress } from "./progress.js";
import { Readings } from "./result/readings.js";
import { Received } from "./handover/received.js";
import { Slip } from "./result/slip.js";
import { Views } from "./views.js";
import { tellFirstPage } from "./months/latest.js";

// An answer takes milliseconds, a third of a second on a slow phone. After this long the old figure is hidden.
const LATE_MS = 1500;
// The sections beside the figure may take longer, but must not show another month for ever.
const REST_LATE_MS = 5000;
// How often the page asks the engine in advance: on a slow phone the browser compiles Python's busiest functions
// only once they have run for a while. More runs gain little; see the notes on the benchmark.
const TURNS = 24;

const runtime = document.querySelector('meta[name="handbook-runtime"]')?.getAttribute("content");
const engine = new Engine(JSON.parse(runtime ?? "null"));
// early.js sets the class too, but it may have failed to load.
document.documentElement.classList.add("scripted");
engine.start();

const root = /** @type {HTMLElement} */ (document.getElementById("calculator"));
const form = new Form(/** @type {HTMLFormElement} */ (root.querySelector("form")), new Editions(root));
const views = new Views(root, form);
const faults = new Faults(root, views);
const slip = new Slip(root);
new Bar(root);
const readings = new Readings(root, form);
const grounds = new Grounds(root);
const handover = new Handover(root, form, slip);
const received = new Received(root, form, slip);
const more = new More(root);
const months = new Months(root, form, engine, (sentence) => slip.announce(sentence));
const official = new Official(root, form, engine);
const progress = new Progress(root, engine.runtime);
new Exchange(months, engine);
let latest = 0;
/** The question whose figure the page shows. */
let shown = 0;
/** The question whose figure and sections the page shows. */
let settled = 0;
let looked = 0;
/** The latest judgement of the months that the page shows. */
let judged = 0;
/** @type {any} the further answer to the form, null where there is none */
let result = null;

async function recompute() {
  const asked = ++latest;
  setTimeout(() => asked === latest && asked !== shown && outdate(), LATE_MS);
  setTimeout(() => asked === latest && asked !== settled && outdate(), REST_LATE_MS);
  let month = form.read();
  let answer = await engine.ask("page", month);
  const wrong = answer?.errors ?? [];
  // A wished-for sum that is only half typed must not hide the month's figure.
  const onlyWished = wrong.length > 0 && wrong.every((/** @type {any} */ error) => error.field === "target");
  if (onlyWished) answer = await engine.ask("page", (month = { ...month, target: "" }));
  // Drop an answer that a newer question has overtaken.
  if (answer === null || asked !== latest) return;
  shown = asked;
  // Counts from a link that the reader has not confirmed get neither a figure nor faults.
  const computed = !answer.errors && !received.holding;
  faults.show(received.holding ? [] : wrong);
  if (computed) {
    slip.show(answer, form.untouched);
    if (onlyWished) slip.announce(wrong[0].message);
  } else {
    result = null;
    if (!received.holding) slip.withhold(answer.errors, form.editions.differs(form.named, answer.errors));
    handover.follow(null);
  }
  received.tell();
  root.dispatchEvent(new CustomEvent("painted", { detail: asked }));
  // Show the figure first; the other sections follow in a later frame.
  await painted();
  if (asked !== latest || (computed && !(await bring(asked, month, answer)))) return;
  settled = asked;
  // The sections came so late that outdate() had hidden the figure.
  if (slip.away && computed) slip.show(answer, form.untouched);
  judgeMonths();
  root.dispatchEvent(new CustomEvent("settled", { detail: asked }));
}

/** Show the month, then warm the engine up while the page is idle, until the reader begins to type. */
async function begin() {
  const begun = recompute();
  const first = latest;
  await begun;
  const month = form.read();
  for (let turn = 0; turn < TURNS; turn += 1) {
    // Safari has no requestIdleCallback.
    await new Promise((settle) => (globalThis.requestIdleCallback ?? setTimeout)(() => settle(null)));
    if (latest !== first || !(await engine.ask("page", month)) || !(await engine.ask("further_page", month))) return;
  }
}

/** Hide figures that do not belong to what is typed now. */
function outdate() {
  if (received.holding || !slip.outdate(engine.status.state === "ready" ? "正在算……" : "")) return;
  result = null;
  faults.show([]);
  handover.follow(null);
  received.tell();
}

/**
 * Show the sections beside the figure; false where a newer question or a failure has overtaken them.
 * @param {number} asked
 * @param {unknown} month
 * @param {any} answer
 */
async function bring(asked, month, answer) {
  const further = await engine.ask("further_page", month);
  if (further === null || asked !== latest) return false;
  result = further;
  readings.show(further, answer.chosen);
  more.show(further);
  official.compare();
  handover.follow(answer, form.untouched);
  return true;
}

/** Show the year and the grounds, judged from the stored months and the form. */
async function judgeMonths() {
  const asked = ++looked;
  if (months.kept.length === 0 && !months.year.wanted) {
    judged = asked;
    months.show(null);
    if (result) grounds.show(result.grounds, result.leave, form.untouched ? grounds.nothingSaid : "");
    return;
  }
  const kept = { months: months.rows, ...(months.year.wanted && { year: months.year.wanted }) };
  // Neither the page's example nor an unconfirmed link is the reader's month.
  const withoutForm = form.untouched || received.holding;
  let answer = await engine.ask("year_page", withoutForm ? kept : { ...kept, form: form.read() });
  // Faults of the form are shown beside it; the stored months are shown all the same.
  if (answer?.errors && !withoutForm && months.kept.length) answer = await engine.ask("year_page", kept);
  if (answer === null || asked !== looked) return;
  judged = asked;
  if (answer.errors) {
    months.unread(answer.errors);
    return;
  }
  months.show(answer);
  grounds.show(answer.grounds, answer.leave, answer.judged);
  root.dispatchEvent(new CustomEvent("judged", { detail: asked }));
}

months.year.onTurn(judgeMonths);
months.onChange(judgeMonths);
tellFirstPage(months, engine);
form.onChange(() => {
  if (engine.status.state === "ready") recompute();
  else outdate();
});
form.element.addEventListener("submit", () => {
  if (faults.tell()) return;
  views.bring(one(root, ".lines"));
  slip.focus();
});
one(root, "[data-edition]").addEventListener("click", () => {
  form.named = "";
  form.changed();
  // The button is hidden now.
  slip.focus();
});
progress.onRetry(() => engine.start());
form.setMonth(new Date());
const aside = restoredTyped();
received.open();
// A complete link in the address fills the form; then what was typed earlier is not restored.
if (received.state !== "whole" && aside) {
  form.write(aside.form);
  months.entry.note.value = aside.note;
  received.refresh();
}
saveTyped(() => {
  const note = months.entry.note.value;
  if (!form.untouched) return { form: { ...form.read(), readings: form.readings }, note };
  // A note beside the example does not make a worker's month of it.
  return months.entry.isNoteWritten ? { form: { month: form.input("month").value }, note } : null;
});
months.start();
addEventListener("hashchange", () => {
  if (received.open()) form.changed();
});
engine.listen((status) => {
  root.dataset.engine = status.state;
  progress.show(status);
  if (status.state === "failed") {
    if (latest !== settled || looked !== judged) outdate();
    slip.announce(progress.text.textContent ?? "");
    received.tell();
  }
  if (status.state === "ready") begin();
});
