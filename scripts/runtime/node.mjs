// Run one step of the runtime build: read a JSON job from stdin, write a JSON answer to stdout.
// This file contains no Python source: it calls Python through Pyodide's proxies of modules.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";

import { recordInstances, usedFunctions } from "./recording.mjs";

const STDLIB_MEMBER = /^\/lib\/python\d+\.zip\/(.+)$/;
const ENGINE_ROOT = "/engine";
const TOOLS_ROOT = "/tools";
const INSIDE_ROOT = "/inside";
// 1980-01-01, the earliest date of a zip.
const EPOCH_SECONDS = 315_532_800;

/** Start Pyodide from the job's folder and standard library zip. */
async function boot(job, { args = [], env = {}, ...options } = {}) {
  const { loadPyodide } = await import(pathToFileURL(join(job.pyodide, "pyodide.mjs")).href);
  return loadPyodide({
    args,
    // The engine's folder is mounted from the disk, and Python must not write .pyc files into it.
    env: { PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", ...env },
    indexURL: job.pyodide,
    lockFileContents: job.lock,
    packageBaseUrl: job.pyodide,
    stdLibURL: job.stdlib,
    stdout: (line) => console.error(line),
    stderr: (line) => console.error(line),
    ...options,
  });
}

/** Make folders of the disk importable as packages; Pyodide's own modules have precedence. */
function addPackages(pyodide, root, packages) {
  for (const [name, folder] of Object.entries(packages)) {
    const target = `${root}/${name}`;
    pyodide.FS.mkdirTree(target);
    pyodide.mountNodeFS(target, folder);
  }
  pyodide.pyimport("sys").path.append(root);
}

/** List the members of the standard library that have been imported. */
function importedMembers(pyodide) {
  const members = new Set();
  for (const [, module] of pyodide.pyimport("sys").modules.items()) {
    const member = STDLIB_MEMBER.exec(module.__spec__?.origin ?? "");
    if (member) {
      // A compiled zip names json/__init__.pyc, the stock one json/__init__.py.
      members.add(member[1].replace(/\.pyc$/, ".py"));
    }
  }
  return [...members].sort();
}

/** Raise a Python error, so that the modules which format tracebacks are imported and called. */
function provokeTraceback(pyodide) {
  try {
    pyodide.pyimport("builtins").int("not a number");
  } catch (error) {
    if (String(error.message).includes("ValueError")) {
      return;
    }
    throw error;
  }
  throw new Error("int('not a number') did not fail inside Pyodide");
}

// Thresholds of Python's garbage collector: it begins after 100 new objects, and often takes all generations.
const FREQUENT_COLLECTION = [100, 3, 3];
// In a browser the program has no path, so Python finds its home directory by other functions than under Node.
const AS_IN_A_BROWSER = { enableRunUntilComplete: false, _sysExecutable: "./this.program" };

/** Answer all questions, and call what else a page may call. */
function ask(pyodide, job) {
  const gc = pyodide.pyimport("gc");
  gc.disable();
  const calculator = pyodide.pyimport("calculator.api").from_packed(job.policy);
  gc.freeze();
  gc.enable();
  // In a page, garbage collection can begin at any moment and call any finalizer: the rehearsal calls them all.
  gc.set_threshold(...FREQUENT_COLLECTION);
  const answers = job.questions.map(([verb, request]) => calculator.answer(request, verb));
  // In some states of the memory Python moves an object's attributes into a dict, and then reads them by another
  // function. A new dict does the same.
  calculator.__dict__ = calculator.__dict__.copy();
  const [[verb, request]] = job.questions;
  calculator.answer(request, verb);
  gc.collect();
  provokeTraceback(pyodide);
  // In a browser Python may read random bytes for its hash seed.
  pyodide.pyimport("os").urandom(8);
  return answers;
}

/** Answer from the library's sources; report which members were imported and which functions were called. */
async function rehearse(job) {
  const pyodide = await boot(job, { ...AS_IN_A_BROWSER, _makeSnapshot: true });
  addPackages(pyodide, ENGINE_ROOT, job.packages);
  const answers = ask(pyodide, job);
  for (const name of job.modules) pyodide.pyimport(name);
  return { answers, members: importedMembers(pyodide), called: pyodide.pyimport("calls").found() };
}

/** Write a snapshot of Python's memory after all modules were imported that an answer may need. */
async function takeSnapshot(job) {
  stopClock();
  const pyodide = await boot(job, { ...AS_IN_A_BROWSER, _makeSnapshot: true });
  const gc = pyodide.pyimport("gc");
  for (const name of job.modules) pyodide.pyimport(name);
  provokeTraceback(pyodide);
  eraseFrozenModules(pyodide);
  gc.collect();
  // All remaining objects live as long as the page: later collections skip them.
  gc.freeze();
  writeFileSync(job.snapshot, pyodide.makeMemorySnapshot());
  return null;
}

/** Answer from a snapshot, as a page does; report the called functions of an instrumented wasm module. */
async function answer(job) {
  // For few questions V8's optimizing compiler costs more time than it saves.
  if (job.few) setFlagsFromString("--liftoff-only");
  const instances = recordInstances();
  const pyodide = await boot(job, { ...AS_IN_A_BROWSER, _loadSnapshot: readFileSync(job.snapshot) });
  return { answers: ask(pyodide, job), used: usedFunctions(instances, pyodide, join(job.inside, "ways.py")) };
}

/** Overwrite the bytecode of frozen modules with zeros, which packing leaves out; importing one then fails. */
function eraseFrozenModules(pyodide) {
  const frozen = pyodide.pyimport("_imp");
  const found = [...frozen._frozen_module_names()].map((name) => frozen.find_frozen.callKwargs(name, { withdata: true }));
  const places = found.map((each) => each?.get(0)?.getBuffer("u8"));
  for (const place of places) place?.data.fill(0);
  for (const place of places) place?.release();
}

/** Stop the clock at one moment, so that every build makes the same snapshot. */
function stopClock() {
  const moment = 1000 * EPOCH_SECONDS;
  globalThis.Date = class extends Date {
    constructor(...given) {
      super(...(given.length ? given : [moment]));
    }

    static now() {
      return moment;
    }
  };
  performance.now = () => 0;
}

/** Compile a zip of sources with pyodide-build, in the interpreter that will run it; `called` asks for stubs. */
async function compile(job) {
  // With SOURCE_DATE_EPOCH py_compile writes the hash of the source into each .pyc, not the time.
  const args = [`-${"O".repeat(job.level)}`];
  const pyodide = await boot(job, { args, env: { SOURCE_DATE_EPOCH: String(EPOCH_SECONDS) } });
  const sys = pyodide.pyimport("sys");
  if (sys.flags.optimize !== job.level) {
    throw new Error(`Pyodide started with optimize=${sys.flags.optimize} instead of ${job.level}`);
  }
  addPackages(pyodide, TOOLS_ROOT, job.packages);
  addPackages(pyodide, INSIDE_ROOT, { "": job.inside });

  pyodide.FS.writeFile("/sources.zip", readFileSync(job.sources));
  const stubs = job.called === null ? null : pyodide.pyimport("stubs");
  stubs?.stub_uncalled("/sources.zip", "/stubbed.zip", job.called);
  const { Path } = pyodide.pyimport("pathlib");
  pyodide
    .pyimport("pyodide_build._py_compile")
    ._compile.callKwargs(Path(stubs ? "/stubbed.zip" : "/sources.zip"), Path("/compiled.zip"), {
      verbose: false,
      compression_level: 0,
    });
  stubs?.strip_line_tables("/compiled.zip", "/stripped.zip");
  writeFileSync(job.compiled, pyodide.FS.readFile(stubs ? "/stripped.zip" : "/compiled.zip"));
  const magic = pyodide.pyimport("importlib.util").MAGIC_NUMBER.toJs();
  return { magic: Buffer.from(magic).toString("hex"), copyright: sys.copyright };
}

const STEPS = { rehearse, takeSnapshot, answer, compile };

try {
  const job = JSON.parse(readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(await STEPS[job.step](job)));
} catch (error) {
  console.error(String(error.message ?? error).trimEnd());
  process.exitCode = 1;
}
