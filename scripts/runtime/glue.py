"""Change Pyodide's JavaScript, and its wasm's exports, where the page's Python starts another way.

Left out is what only packages loaded later ask for.
"""

import re
from collections import Counter

from scripts.runtime.wasm import imported_by, with_exports

WORD = re.compile(r"[\w$]+")
# Emscripten gives every export a name of its own and a property of the module; most are never named again.
NAMED = re.compile(r'var ([\w$]+)=Module\["[\w$]+"\]=wasmExports\["[\w$]+"\];')
# A name says itself in a statement twice: as a variable and as a property.
ITSELF = 2
# What is looked up by name when the wasm is put in place.
LINKED = "GOT"
# Where a snapshot is laid into the memory. One that is sent in pages lays itself; and as it was made in
# another engine, what depends on the engine is set anew: how Python finds out what a C function takes.
RESTORED = "Module.HEAP8.set(t),l"
LAID = "(t.lay?t.lay(Module.HEAPU8):Module.HEAP8.set(t)),_PyEM_InitTrampoline_js(),l"


def restoring(glue: str) -> str:
    """Return the JavaScript with another way to lay a snapshot into the memory; ValueError if it has none."""
    if glue.count(RESTORED) != 1:
        raise ValueError("Pyodide's JavaScript does not restore a snapshot where it did")
    return glue.replace(RESTORED, LAID)


def pruned(glue: str) -> str:
    """Return the JavaScript without the names for exports that nothing in it uses.

    >>> pruned('var _a=Module["_a"]=wasmExports["a"];var _b=Module["_b"]=wasmExports["b"];_b()')
    'var _b=Module["_b"]=wasmExports["b"];_b()'
    """
    said = Counter(WORD.findall(glue))
    return NAMED.sub(lambda found: "" if said[found[1]] == ITSELF else found[0], glue)


def without_unnamed_exports(wasm: bytes, glue: str) -> bytes:
    """Return the module with only those exports that its JavaScript or its own imports name."""
    said = set(WORD.findall(glue))
    linked = {name for module, name in imported_by(wasm) if module.startswith(LINKED)}
    return with_exports(wasm, lambda name: name in said or f"_{name}" in said or name in linked)
