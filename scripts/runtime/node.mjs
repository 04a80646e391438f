// One step of the runtime build under Node: a JSON job on stdin, a JSON answer on stdout.
// No Python source stands in this file: Pyodide is driven through proxies of its modules.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";

const STDLIB_MEMBER = /^\/lib\/python\d+\.zip\/(.+)$/;
const ENGINE_ROOT = "/engine";
const TOOLS_ROOT = "/tools";
const INSIDE_ROOT = "/inside";

/** Start Pyodide from a folder, with another standard library zip if one is named. */
async function boot(job, { args = [], env = {}, ...options } = {}) {
  const { loadPyodide } = await import(pathToFileURL(join(job.pyodide, "pyodide.mjs")).href);
  return loadPyodide({
    args,
    // The engine's folder is mounted from the disk: no .pyc may be left in it.
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

/** Make packages and modules from the disk importable, after everything Pyodide has of its own. */
function addPackages(pyodide, root, packages) {
  for (const [name, folder] of Object.entries(packages)) {
    const target = `${root}/${name}`;
    pyodide.FS.mkdirTree(target);
    pyodide.mountNodeFS(target, folder);
  }
  pyodide.pyimport("sys").path.append(root);
}

/** List the standard library members that the imports so far came from. */
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

/** Fail on purpose, so that the modules which format a traceback are imported and seen to work. */
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

/** Keep hold of every instance of an instrumented module, to read afterwards what it noted. */
function noteInstances() {
  const instances = [];
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    instances.push(made.instance ?? made);
    return made;
  };
  return instances;
}

/** List the functions that any of the instances was seen to call, by number. */
function usedFunctions(instances) {
  const used = new Set();
  for (const { exports } of instances) {
    for (const [name, flag] of Object.entries(exports)) {
      const [, number] = /^used(\d+)$/.exec(name) ?? [];
      if (number !== undefined && flag.value === 1) used.add(Number(number));
    }
  }
  return [...used].sort((one, two) => one - two);
}

// After how many new objects the youngest are looked at, and after how many times of that the older ones.
const OFTEN = [100, 3, 3];
// In a browser the program has no path of its own, and Python looks for its home another way.
const AS_IN_A_BROWSER = { enableRunUntilComplete: false, _sysExecutable: "./this.program" };

/** Ask the engine everything, and do what else may happen to it in a page. */
function ask(pyodide, job) {
  const gc = pyodide.pyimport("gc");
  gc.disable();
  const calculator = pyodide.pyimport("calculator.api").from_packed(job.policy);
  gc.freeze();
  gc.enable();
  // What is collected, and when, is not the same in two runs: here it is nearly everything, nearly always.
  gc.set_threshold(...OFTEN);
  const answers = job.questions.map(([verb, request]) => calculator.answer(request, verb));
  gc.collect();
  provokeTraceback(pyodide);
  // A browser may have Python draw the seed of its hashes.
  pyodide.pyimport("os").urandom(8);
  return answers;
}

/** Find out from its sources what Python needs: which members of the library, which functions of theirs. */
async function rehearse(job) {
  const pyodide = await boot(job, { ...AS_IN_A_BROWSER, _makeSnapshot: true });
  addPackages(pyodide, ENGINE_ROOT, job.packages);
  const answers = ask(pyodide, job);
  for (const name of job.modules) pyodide.pyimport(name);
  return { answers, members: importedMembers(pyodide), called: pyodide.pyimport("calls").found() };
}

/** Write a snapshot of Python's memory with every module in it that an answer may need. */
async function remember(job) {
  standStill();
  const pyodide = await boot(job, { ...AS_IN_A_BROWSER, _makeSnapshot: true });
  const gc = pyodide.pyimport("gc");
  for (const name of job.modules) pyodide.pyimport(name);
  provokeTraceback(pyodide);
  forgetFrozen(pyodide);
  gc.collect();
  // What is there is there to stay; no collection need look at it again.
  gc.freeze();
  const snapshot = pyodide.makeMemorySnapshot();
  writeFileSync(job.snapshot, snapshot);
  return { bytes: snapshot.length };
}

/** Answer from a memory, as a page does, and list the functions of an instrumented wasm that this calls. */
async function answer(job) {
  // A few questions are over before code that is compiled with care has paid for its compiling.
  if (job.few) setFlagsFromString("--liftoff-only");
  const instances = noteInstances();
  const memory = readFileSync(job.snapshot);
  const pyodide = await boot(job, { ...AS_IN_A_BROWSER, _loadSnapshot: memory });
  return { answers: ask(pyodide, job), used: usedFunctions(instances) };
}

/** Blank the bytecode inside the wasm that modules were made of: to import another one fails loudly. */
function forgetFrozen(pyodide) {
  const frozen = pyodide.pyimport("_imp");
  const found = [...frozen._frozen_module_names()].map((name) => frozen.find_frozen.callKwargs(name, { withdata: true }));
  const places = found.map((each) => each?.get(0)?.getBuffer("u8"));
  for (const place of places) place?.data.fill(0);
  for (const place of places) place?.release();
}

/** Have the same time at every moment of every build, so that all make the same memory. */
function standStill() {
  const still = 315_532_800_000;
  globalThis.Date = class extends Date {
    constructor(...given) {
      super(...(given.length ? given : [still]));
    }

    static now() {
      return still;
    }
  };
  performance.now = () => 0;
}

/** Byte-compile a zip of sources with pyodide-build, inside the interpreter that will run it; emptied where told. */
async function compile(job) {
  // SOURCE_DATE_EPOCH makes py_compile key each .pyc by its source's hash, not by a time.
  const args = [`-${"O".repeat(job.level)}`];
  const pyodide = await boot(job, { args, env: { SOURCE_DATE_EPOCH: "315532800" } });
  const sys = pyodide.pyimport("sys");
  if (sys.flags.optimize !== job.level) {
    throw new Error(`Pyodide started with optimize=${sys.flags.optimize} instead of ${job.level}`);
  }
  addPackages(pyodide, TOOLS_ROOT, job.packages);
  addPackages(pyodide, INSIDE_ROOT, { "": job.inside });

  pyodide.FS.writeFile("/sources.zip", readFileSync(job.sources));
  const lean = job.called === null ? null : pyodide.pyimport("emptied");
  lean?.without_uncalled("/sources.zip", "/emptied.zip", job.called);
  const { Path } = pyodide.pyimport("pathlib");
  pyodide
    .pyimport("pyodide_build._py_compile")
    ._compile.callKwargs(Path(lean ? "/emptied.zip" : "/sources.zip"), Path("/compiled.zip"), {
      verbose: false,
      compression_level: 0,
    });
  lean?.without_places("/compiled.zip", "/placeless.zip");
  writeFileSync(job.compiled, pyodide.FS.readFile(lean ? "/placeless.zip" : "/compiled.zip"));
  const magic = pyodide.pyimport("importlib.util").MAGIC_NUMBER.toJs();
  return { magic: Buffer.from(magic).toString("hex"), copyright: sys.copyright };
}

const STEPS = { rehearse, remember, answer, compile };

try {
  const job = JSON.parse(readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(await STEPS[job.step](job)));
} catch (error) {
  console.error(String(error.message ?? error).trimEnd());
  process.exitCode = 1;
}
