// The calculator page: the form goes to the engine, the engine's texts go onto the page. No money is computed here.

import { Bar } from "./bar.js";
import { Engine } from "./engine.js";
import { Faults } from "./faults.js";
import { Editions } from "./editions.js";
import { Exchange } from "./months/exchange.js";
import { Form } from "./form.js";
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
import { Machine } from "./state.js";
import { monthOfDay } from "./typed.js";
import { tellFirstPage } from "./months/latest.js";
import { yearOf } from "./months/year.js";
import { Views } from "./views.js";

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
for (const part of root.querySelectorAll("[data-needs-script]")) part.toggleAttribute("hidden", false);
const views = new Views(root, form);
const faults = new Faults(root, views);
const slip = new Slip(root);
new Bar(root);
const grounds = new Grounds(root);
const handover = new Handover(root, form, slip);
const more = new More(root);
const progress = new Progress(root, engine.runtime);
let today = monthNow();
const machine = new Machine(
  { read: () => form.content(), write: (...given) => form.show(...given), save: (...given) => months.save(...given) },
  // What was typed before this script had come is of the month that stood there.
  (!form.content().blank && form.month) || today,
);
const readings = new Readings(root, form, machine);
const official = new Official(root, form, engine, machine, views);
const received = new Received(root, form, slip, machine);
const months = new Months(root, form, engine, machine, (sentence) => slip.say(sentence), judgeMonths);
new Exchange(months);
tellFirstPage(months);
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
  await months.readRow();
  if (asked !== latest) return;
  const { figure } = machine;
  const example = figure === "example";
  let month = example ? form.example : form.read();
  const missing = example ? [] : form.missing;
  let answer = figure === "none" ? { errors: [] } : await engine.ask("page", month);
  const wrong = answer?.errors?.filter((/** @type {any} */ { field }) => !missing.includes(field)) ?? [];
  // A wished-for sum that is only half typed must not hide the month's figure.
  const onlyWished = wrong.length > 0 && wrong.every((/** @type {any} */ error) => error.field === "target");
  if (onlyWished && missing.length === 0) answer = await engine.ask("page", (month = { ...month, target: "" }));
  // Drop an answer that a newer question has overtaken.
  if (answer === null || asked !== latest) return;
  shown = asked;
  const computed = !answer.errors;
  faults.show(wrong);
  if (computed) {
    slip.show(received.named(answer), example);
    if (onlyWished) slip.announce(wrong[0].message);
  } else {
    result = null;
    handover.follow(null);
    if (wrong.length) slip.withhold(wrong, form.editions.differs(form.named, wrong));
    else hold();
  }
  root.dispatchEvent(new CustomEvent("painted", { detail: asked }));
  // Show the figure first; the other sections follow in a later frame.
  await painted();
  if (asked !== latest || (computed && !(await bring(asked, month, answer)))) return;
  settled = asked;
  // The sections came so late that outdate() had hidden the figure.
  if (slip.away && computed) slip.show(received.named(answer), example);
  judgeMonths();
  root.dispatchEvent(new CustomEvent("settled", { detail: asked }));
}

/** Hide the figures, and say what the form lacks or where it comes from. */
function hold() {
  // A kept month whose row the engine has not read yet lacks nothing.
  const asked = machine.at !== "kept" && form.lacks && `填上${form.lacks}就算。`;
  slip.hold(received.instead || asked || "");
  if (asked && !received.instead) slip.announce(asked);
}

/** Show the month, then warm the engine up while the page is idle, until the reader begins to type. */
async function begin() {
  const begun = recompute();
  const first = latest;
  await begun;
  const month = machine.figure === "form" ? form.read() : form.example;
  for (let turn = 0; turn < TURNS; turn += 1) {
    // Safari has no requestIdleCallback.
    await new Promise((settle) => (globalThis.requestIdleCallback ?? setTimeout)(() => settle(null)));
    if (latest !== first || !(await engine.ask("page", month)) || !(await engine.ask("further_page", month))) return;
  }
}

/** Hide figures that do not belong to what is in the form now. */
function outdate() {
  if (machine.figure === "example") return;
  result = null;
  faults.show([]);
  handover.follow(null);
  if (machine.figure === "none" || form.missing.length) hold();
  else slip.hold(received.instead || (engine.status.state === "ready" ? "正在算……" : ""));
}

/** Show the sections beside the figure; false where a newer question or a failure has overtaken them. */
async function bring(/** @type {number} */ asked, /** @type {unknown} */ month, /** @type {any} */ answer) {
  const further = await engine.ask("further_page", month);
  if (further === null || asked !== latest) return false;
  result = further;
  readings.show(further, answer.chosen);
  more.show(further);
  official.compare();
  handover.follow(machine.figure === "example" ? null : answer);
  return true;
}

/** Show the year and the grounds, judged from the stored months and the form. What is only tried is not judged. */
async function judgeMonths() {
  if (machine.at === "trial") return;
  const asked = ++looked;
  const none = months.kept.length === 0 && !months.year.wanted;
  // The page shows its example's grounds already.
  if (machine.figure === "example" && !result) return;
  const unsaid = result && machine.figure !== "example" ? "" : grounds.nothingSaid;
  const year = months.year.wanted || (none && yearOf(machine));
  const kept = { months: months.rows, ...(year && { year }) };
  // Neither an example nor somebody else's link is the reader's month.
  const withForm = machine.isOwn && result;
  const request = withForm ? { ...kept, form: form.read() } : kept;
  // Without kept months the grounds of the figure are those of all months.
  const answer = (none && result) || (await engine.ask("year_page", request));
  if (answer === null || asked !== looked) return;
  judged = asked;
  if (!answer.errors) {
    months.year.show(none ? null : answer);
    grounds.show(answer.grounds, answer.leave, none ? unsaid : answer.judged);
  } else if (!withForm) {
    // Faults of the form are shown beside it; another version's page wrote these months.
    months.say(`记下的月份有读不出来的：${answer.errors[0].message}。记过的都在，请刷新页面再看。`);
  }
}

/** The device's month; a device that is behind the page is not believed. */
function monthNow() {
  const [device, printed] = [monthOfDay(new Date()), form.input("month").defaultValue];
  return device > printed ? device : printed;
}

/** Show what stands in the form now. */
function follow() {
  if (engine.status.state === "ready") recompute();
  else outdate();
}

let { figure } = machine;
machine.onChange((before, event, written) => {
  // The figure of a link has the link's name, which its month loses when it becomes the reader's own.
  const other = ["trial", "link", "old"].includes(before) || ["type", "take", "try"].includes(event);
  const same = machine.figure === figure && !written && !other;
  ({ figure } = machine);
  root.dataset.state = machine.at;
  // A figure of another month must not stay, even for a moment.
  if (written) outdate();
  if (same) judgeMonths();
  else follow();
});
form.onChange(({ name }) => {
  // Another month is not a change of this one; an old link may lack its month.
  if (name === "target" && (machine.received || machine.at === "example")) follow(); // a wish accepts no link
  else if (name !== "month" || machine.received === "old") machine.send("type");
  else if (form.month !== "" && (received.instead || form.month !== machine.month)) machine.send("choose", form.month);
  // Counts that were typed while the month was empty are this month's now.
  else if (form.month !== "" && !form.content().blank) machine.send("type");
  else follow();
});
form.element.addEventListener("submit", () => {
  if (faults.tell() || (!received.instead && views.lead())) return;
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
root.dataset.state = machine.at;
received.begin();
const typed = !form.content().blank;
if (typed && !received.instead) machine.send("type");
// A refused link leaves the reader's own month in the form.
if (!typed && (!received.instead || machine.received === "broken")) form.show(today, null);
months.start();
function lookAtClock() {
  const ended = today;
  today = monthNow();
  if (today !== ended) machine.send("midnight", { ended, begun: today });
}
setInterval(lookAtClock, 60_000); // each minute
document.addEventListener("visibilitychange", lookAtClock);
engine.listen((status) => {
  root.dataset.engine = status.state;
  progress.show(status);
  if (status.state === "failed") {
    if (latest !== settled || looked !== judged) outdate();
    slip.announce(progress.text.textContent ?? "");
  }
  if (status.state === "ready") begin();
});
