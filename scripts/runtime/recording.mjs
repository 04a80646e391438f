// List the functions of an instrumented wasm module that answers may need: those that were called, those that other
// data of a request would call, and those that garbage collection at another moment would call.
import { readFileSync } from "node:fs";

// Where CPython's PyTypeObject has these members, with pointers of four bytes.
const TYPE = { dealloc: 24, flags: 84, traverse: 92, clear: 96 };

/** Record every wasm instance that is created from now on, with its module. */
export function recordInstances() {
  const instances = [];
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    instances.push(made.instance ? made : { module: given[0], instance: made });
    return made;
  };
  return instances;
}

/** List the numbers of the functions that answers may need; none if no instance is of an instrumented module. */
export function usedFunctions(instances, pyodide, waysFile) {
  const { module, instance } = instances.find((each) => each.instance.exports.used0) ?? {};
  if (!module) return [];
  const flags = flagsOf(instance);
  const ways = defined(pyodide, waysFile, flags);
  ways.get("every_way")();
  const used = new Set(called(flags));
  const imported = WebAssembly.Module.imports(module).filter(({ kind }) => kind === "function").length;
  for (const [dealloc, ...collecting] of typeFunctions(pyodide, ways.get("addresses_and_flags")().toJs())) {
    // Imported functions have the first numbers. Objects of a type that were freed here may be collected elsewhere.
    if (used.has(dealloc - imported)) {
      for (const each of collecting) if (each >= imported) used.add(each - imported);
    }
  }
  return [...used].sort((one, two) => one - two);
}

/** List the flags of the module's own functions, in their order. */
function flagsOf({ exports }) {
  const flags = [];
  for (const [name, flag] of Object.entries(exports)) {
    const [, number] = /^used(\d+)$/.exec(name) ?? [];
    if (number !== undefined) flags[Number(number)] = flag;
  }
  return flags;
}

/** List the numbers of the functions whose flags say that they were called. */
function called(flags) {
  return [...flags.keys()].filter((number) => flags[number].value === 1);
}

/** Return the functions that a Python file defines; that it is compiled and run is no part of an answer. */
function defined(pyodide, file, flags) {
  const before = new Set(called(flags));
  const { compile, dict, exec } = pyodide.pyimport("builtins");
  const members = dict();
  exec(compile(readFileSync(file, "utf8"), file, "exec"), members);
  const found = new Map(["every_way", "addresses_and_flags"].map((name) => [name, members.get(name)]));
  for (const number of called(flags)) {
    if (!before.has(number)) flags[number].value = 0;
  }
  return found;
}

/** Yield, for each Python type, the numbers of the functions that free, visit and clear its objects, or NaN. */
function* typeFunctions(pyodide, types) {
  const { HEAPU32: words, wasmTable: table } = pyodide._module;
  for (const [address, flags] of types) {
    if (words[(address + TYPE.flags) / 4] !== flags) throw new Error("Python's types have another layout in memory");
    // The name of a function of a wasm module is its number.
    yield [TYPE.dealloc, TYPE.traverse, TYPE.clear].map((at) => Number(table.get(words[(address + at) / 4])?.name));
  }
}
