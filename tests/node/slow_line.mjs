// Runs the service worker's download of a file over a simulated line whose steps are given; nothing here waits.
// The steps as JSON: {"bytes", "answers": [{"status", "from", "steps": [[ms of silence, bytes], …], "end", "headers", "changed"}, …], "runs"}.

import { readFileSync } from "node:fs";

const { modules, bytes, answers, runs } = JSON.parse(readFileSync(0, "utf-8"));
const URL_OF = "https://handbook.example/0123456789abcdef/memory.bin";
const file = Uint8Array.from({ length: bytes }, (_, at) => (at * 7919) % 251);
const digest = Buffer.from(await crypto.subtle.digest("SHA-256", file)).toString("hex");

globalThis.self = { registration: { scope: "https://handbook.example/" } };
globalThis.BUILD = { id: "b", files: { "0123456789abcdef/memory.bin": [digest, bytes] }, switching: {} };

// A clock that only the simulated line moves.
let now = 0;
const timers = new Map();
globalThis.setTimeout = (act, ms) => {
  const id = Symbol();
  timers.set(id, { act, due: now + ms });
  return id;
};
globalThis.clearTimeout = (id) => timers.delete(id);
function pass(ms) {
  now += ms;
  for (const [id, { act, due }] of timers) {
    if (due > now) continue;
    timers.delete(id);
    act();
  }
}

const asked = [];
globalThis.fetch = async (_, { cache, headers = {}, signal }) => {
  asked.push({ cache, range: headers.Range ?? null });
  const answer = answers.shift();
  if (!answer) throw new TypeError("Failed to fetch");
  const { status = 200, from = 0, steps, end = "over" } = answer;
  let at = from;
  const read = async () => {
    const [silence, length] = steps.shift() ?? [0, 0];
    pass(silence);
    if (signal.aborted) throw new DOMException("", "AbortError");
    if (length) {
      // What is longer than the file is anything.
      const value = new Uint8Array(length);
      value.set(file.slice(at, (at += length)));
      return { done: false, value: answer.changed ? value.map((byte) => byte ^ 1) : value };
    }
    if (end === "cut") throw new TypeError("network error");
    return { done: true };
  };
  return { ok: status < 300, status, headers: new Headers(answer.headers), body: { getReader: () => ({ read }) } };
};

const there = new Map();
const cache = {
  match: async (url) => there.get(url)?.clone(),
  put: async (url, response) => void there.set(url, response),
  keys: async () => [...there.keys()].map((url) => ({ url })),
  delete: async ({ url }) => there.delete(url),
};

const { fetched } = await import(`${modules}/service/fetching.js`);
const { SILENCE_MS } = await import(`${modules}/service/coming.js`);
for (const answer of answers) for (const step of answer.steps) step[0] *= SILENCE_MS;
const ends = [];
for (let run = 0; run < runs; run += 1) {
  try {
    const response = await fetched(URL_OF, cache);
    const content = new Uint8Array(await response.arrayBuffer());
    ends.push(Buffer.compare(content, file) === 0 ? "whole" : "wrong");
    ends.push(Object.fromEntries(response.headers));
  } catch (error) {
    ends.push(error.reason ?? String(error));
  }
}
console.log(JSON.stringify({ ends, asked, parts: [...there.keys()], limits: now / SILENCE_MS, clocks: timers.size }));
