// The calculator page: the form's answers go to the engine, what comes back is placed on the page.
// No money is added, rounded or formatted here.

import { setAside, takenUp } from "./aside.js";
import { Engine } from "./engine.js";
import { Faults } from "./faults.js";
import { Exchange } from "./months/exchange.js";
import { Form } from "./form.js";
import { Grounds } from "./result/grounds.js";
import { Handover } from "./handover/handover.js";
import { Months } from "./months/months.js";
import { More } from "./result/more.js";
import { Official } from "./result/official.js";
import { one, painted } from "../dom.js";
import { Progress } from "./progress.js";
import { Readings, unknownIn } from "./result/readings.js";
import { Received } from "./handover/received.js";
import { Slip } from "./result/slip.js";
import { Stages } from "./stages.js";
import { warmUp } from "./warm.js";

// An answer takes milliseconds, a third of a second on a slow phone; after this long nobody sees why it does
// not come, and what stands there is of something else.
const LATE_MS = 1500;
// What goes with a figure that is right may take longer, but is not to be of another month for ever.
const REST_LATE_MS = 5000;

const runtime = document.querySelector('meta[name="handbook-runtime"]')?.getAttribute("content");
const engine = new Engine(JSON.parse(runtime ?? "null"));
// Where early.js did not come, nothing has said yet that there are scripts.
document.documentElement.classList.add("scripted");
engine.start();

const root = /** @type {HTMLElement} */ (document.getElementById("calculator"));
const form = new Form(/** @type {HTMLFormElement} */ (root.querySelector("form")));
const stages = new Stages(form.element);
const faults = new Faults(form.element, (field) => stages.bring(field));
const slip = new Slip(root);
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
/** The question whose figure stands on the page. */
let shown = 0;
/** The question whose answer stands on the page, with all that it brings along. */
let settled = 0;
let looked = 0;
/** The look back at the months whose answer stands on the page. */
let judged = 0;
/** @type {any} what the last answer to the form brings along, null where there is none */
let result = null;

async function recompute() {
  const asked = ++latest;
  setTimeout(() => asked === latest && asked !== shown && outdate(), LATE_MS);
  setTimeout(() => asked === latest && asked !== settled && outdate(), REST_LATE_MS);
  let month = form.read();
  let answer = await engine.ask("page", month);
  const wrong = answer?.errors ?? [];
  // A sum wished for that cannot be read, half typed perhaps, takes nothing from the month's own figure.
  const onlyWished = wrong.length > 0 && wrong.every((/** @type {any} */ error) => error.field === "target");
  if (onlyWished) answer = await engine.ask("page", (month = { ...month, target: "" }));
  // An answer overtaken by a newer question, or none at all, must not reach the page.
  if (answer === null || asked !== latest) return;
  shown = asked;
  // Of counts that are nobody's yet, no figure is shown, nor what is wrong with them.
  const computed = !answer.errors && !received.holding;
  // Readings that are not known here have no field: what to do about them is said in the result's place.
  faults.show(received.holding ? [] : wrong.filter((/** @type {any} */ error) => unknownIn([error]).length === 0));
  if (computed) {
    slip.show(answer, form.untouched && !received.state);
    if (onlyWished) slip.announce(wrong[0].message);
  } else {
    result = null;
    if (!received.holding) slip.withhold(answer.errors);
    handover.follow(null);
  }
  received.tell();
  root.dispatchEvent(new CustomEvent("painted", { detail: asked }));
  // The figure comes first: what else the month brings need not hold up the frame that shows it.
  await painted();
  if (asked !== latest || (computed && !(await bring(asked, month, answer)))) return;
  settled = asked;
  // The rest was so late that the figure had been taken away.
  if (slip.away && computed) slip.show(answer, form.untouched && !received.state);
  lookBack();
  root.dispatchEvent(new CustomEvent("settled", { detail: asked }));
}

/** Show the month, and let the engine get used to it before the reader's first key. */
async function begin() {
  const begun = recompute();
  const first = latest;
  await begun;
  const month = form.read();
  await warmUp(
    async () => (await engine.ask("page", month)) && engine.ask("further_page", month),
    () => latest !== first,
  );
}

/** What stands on the page is not of what is typed, and what is cannot be computed now. */
function outdate() {
  if (received.holding || !slip.outdate(engine.status.state === "ready" ? "正在算……" : "")) return;
  result = null;
  faults.show([]);
  handover.follow(null);
  received.tell();
}

/**
 * Show what a month brings along; false where a newer question, or a failure, has overtaken it.
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
  handover.follow(answer, form.untouched && !received.state);
  return true;
}

/** The year and the grounds, judged by the months kept here and the one in the form. */
async function lookBack() {
  const asked = ++looked;
  if (months.kept.length === 0 && !months.year.wanted) {
    judged = asked;
    months.show(null);
    if (result) grounds.show(result.grounds, result.leave, form.untouched ? grounds.nothingSaid : "");
    return;
  }
  const kept = { months: months.rows, ...(months.year.wanted && { year: months.year.wanted }) };
  // The page's own example is nobody's month, nor is a link's that is not known to be whole.
  const nobodys = form.untouched || received.holding;
  let answer = await engine.ask("year_page", nobodys ? kept : { ...kept, form: form.read() });
  // What is wrong with the form is told beside it; the kept months are shown all the same.
  if (answer?.errors && !nobodys && months.kept.length) answer = await engine.ask("year_page", kept);
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

months.year.onTurn(lookBack);
months.onChange(lookBack);
form.onChange(() => {
  if (engine.status.state === "ready") recompute();
  else outdate();
});
form.element.addEventListener("submit", () => {
  if (!faults.tell()) slip.focus();
});
one(root, "[data-edition]").addEventListener("click", async () => {
  form.edition = "";
  const answer = await engine.ask("page", form.read());
  readings.drop(unknownIn(answer?.errors ?? []));
  form.changed();
  // The button is gone.
  slip.focus();
});
progress.onRetry(() => engine.start());
form.setMonth(new Date());
const aside = takenUp();
received.open();
// A whole link that is still in the address is what the form says, and what is held back with it.
if (received.state !== "whole" && aside) {
  form.write(aside.form);
  months.note.input.value = aside.note;
  received.refresh();
}
setAside(() => (form.untouched && !months.note.isWritten ? null : { form: form.read(), note: months.note.input.value }));
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
