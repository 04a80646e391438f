// One step of the runtime build under Node: a JSON job on stdin, a JSON answer on stdout.
// No Python source stands in this file: Pyodide is driven through proxies of its modules.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const STDLIB_MEMBER = /^\/lib\/python\d+\.zip\/(.+)$/;
const ENGINE_ROOT = "/engine";
const TOOLS_ROOT = "/tools";

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

/** Make packages from the disk importable, after everything Pyodide has of its own. */
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

/** Do what the page's worker does with Python, from the first start to one from a snapshot. */
async function rehearse(job) {
  const instances = noteInstances();
  // In a browser the program has no path of its own, and Python looks for its home another way.
  const options = { enableRunUntilComplete: false, _sysExecutable: "./this.program" };
  const pyodide = await boot(job, { ...options, _makeSnapshot: true });
  addPackages(pyodide, ENGINE_ROOT, job.packages);
  const gc = pyodide.pyimport("gc");
  gc.disable();
  const calculator = pyodide.pyimport("calculator.api").from_packed(job.policy);
  gc.freeze();
  gc.enable();
  pyodide.globals.set("calculator", calculator);
  // A snapshot does not hold what is mounted.
  const alone = Object.keys(job.packages).length === 0;
  const snapshot = alone ? pyodide.makeMemorySnapshot() : null;
  const answers = job.questions.map(([verb, request]) => calculator.answer(request, verb));
  for (const name of job.engine) pyodide.pyimport(name);
  gc.collect();
  provokeTraceback(pyodide);
  // Here the seed of hashes is fixed, so that two builds are the same; in a browser Python draws it.
  pyodide.pyimport("os").urandom(8);
  const members = importedMembers(pyodide);
  if (!alone) return { answers, members };

  const again = await boot(job, { ...options, _loadSnapshot: snapshot });
  const restored = again.globals.get("calculator");
  const repeated = job.questions.map(([verb, request]) => restored.answer(request, verb));
  return { answers, repeated, members, used: usedFunctions(instances) };
}

/** Byte-compile a zip of sources with pyodide-build, inside the interpreter that will run it. */
async function compile(job) {
  // SOURCE_DATE_EPOCH makes py_compile key each .pyc by its source's hash, not by a time.
  const args = [`-${"O".repeat(job.level)}`];
  const pyodide = await boot(job, { args, env: { SOURCE_DATE_EPOCH: "315532800" } });
  const sys = pyodide.pyimport("sys");
  if (sys.flags.optimize !== job.level) {
    throw new Error(`Pyodide started with optimize=${sys.flags.optimize} instead of ${job.level}`);
  }
  addPackages(pyodide, TOOLS_ROOT, job.packages);

  pyodide.FS.writeFile("/sources.zip", readFileSync(job.sources));
  const { Path } = pyodide.pyimport("pathlib");
  pyodide
    .pyimport("pyodide_build._py_compile")
    ._compile.callKwargs(Path("/sources.zip"), Path("/compiled.zip"), {
      verbose: false,
      compression_level: 0,
    });
  writeFileSync(job.compiled, pyodide.FS.readFile("/compiled.zip"));
  const magic = pyodide.pyimport("importlib.util").MAGIC_NUMBER.toJs();
  return { magic: Buffer.from(magic).toString("hex"), copyright: sys.copyright };
}

const STEPS = { rehearse, compile };

try {
  const job = JSON.parse(readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(await STEPS[job.step](job)));
} catch (error) {
  console.error(String(error.message ?? error).trimEnd());
  process.exitCode = 1;
}
