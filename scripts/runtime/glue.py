"""Adapt Pyodide's JavaScript and the exports of its wasm module to the page, which loads no packages."""

import re
from collections import Counter

from scripts.runtime.wasm import imported_by, with_exports

WORD = re.compile(r"[\w$]+")
# Emscripten declares a variable and a property of `Module` for every export; most are used nowhere else.
EXPORT = re.compile(r'var ([\w$]+)=Module\["[\w$]+"\]=wasmExports\["[\w$]+"\];')
# The declaration itself contains the name twice: as the variable and as the property.
DECLARED = 2
# Linking looks up imports from modules whose names begin with this among the exports.
LINKED = "GOT"
# Where Pyodide copies a snapshot into the memory. The worker's snapshot copies its own pages (`lay` in
# docs/assets/js/worker/memory.js). It was taken under Node, and Python's trampoline depends on the JavaScript
# engine, so it is initialised again.
RESTORE = "Module.HEAP8.set(t),l"
RESTORE_PAGES = "(t.lay?t.lay(Module.HEAPU8):Module.HEAP8.set(t)),_PyEM_InitTrampoline_js(),l"


def restoring_pages(glue: str) -> str:
    """Return the JavaScript so changed that a snapshot copies its own pages; ValueError if that fails."""
    if glue.count(RESTORE) != 1:
        raise ValueError("Pyodide's JavaScript no longer restores a snapshot in the expected place")
    return glue.replace(RESTORE, RESTORE_PAGES)


def without_unused_exports(glue: str) -> str:
    """Return the JavaScript without the declarations of exports that it never uses.

    >>> without_unused_exports('var _a=Module["_a"]=wasmExports["a"];var b=Module["b"]=wasmExports["b"];b()')
    'var b=Module["b"]=wasmExports["b"];b()'
    """
    uses = Counter(WORD.findall(glue))
    return EXPORT.sub(lambda found: "" if uses[found[1]] == DECLARED else found[0], glue)


def with_used_exports(wasm: bytes, glue: str) -> bytes:
    """Return the wasm module with only those exports that the JavaScript or the module's own imports name."""
    words = set(WORD.findall(glue))
    linked = {name for module, name in imported_by(wasm) if module.startswith(LINKED)}
    return with_exports(wasm, lambda name: name in words or f"_{name}" in words or name in linked)
