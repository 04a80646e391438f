"""Which functions of a wasm module are used, and a module without the others, on one written by hand."""

import json
import subprocess

import pytest

from scripts.runtime.wasm import TRAP, bodies_at, instrumented, lean
from scripts.setup.bootstrap import node_command

# (module (import "env" "g" (global i32)) (import "env" "f" (func (type 0)))
#   (global (mut i32) (i32.const 5))
#   (func (export "one") (result i32) i32.const 1)
#   (func (export "two") (result i32) (local i32) i32.const 2)
#   (func (export "both") (result i32) call 1 call 2 i32.add))
MODULE = bytes.fromhex(
    "0061736d 01000000"
    "01 05 01 60 00 01 7f"
    "02 12 02 03 656e76 01 67 03 7f 00 03 656e76 01 66 00 00"
    "03 04 03 00 00 00"
    "06 06 01 7f 01 41 05 0b"
    "07 14 03 03 6f6e65 00 01 03 74776f 00 02 04 626f7468 00 03"
    "0a 15 03 04 00 41 01 0b 06 01 01 7f 41 02 0b 07 00 10 01 10 02 6a 0b"
)
CALLS = """
const { calls, wasm } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const imports = { env: { g: new WebAssembly.Global({ value: "i32" }, 0), f: () => 0 } };
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(wasm, "hex")), imports);
const called = calls.map((name) => {
  try { return exports[name](); } catch (error) { return String(error); }
});
const used = Object.entries(exports).filter(([, each]) => each.value === 1).map(([name]) => name);
process.stdout.write(JSON.stringify({ called, used }));
"""


def call(wasm: bytes, *names: str) -> dict[str, list[object]]:
    """Call functions; return their results, and the marks of the instrumented module that are then set."""
    sent = json.dumps({"calls": names, "wasm": wasm.hex()}).encode()
    done = subprocess.run([*node_command(), "--eval", CALLS], input=sent, capture_output=True, check=True)
    found: dict[str, list[object]] = json.loads(done.stdout)
    return found


def test_the_module_written_by_hand_is_one() -> None:
    assert call(MODULE, "one", "two", "both") == {"called": [1, 2, 3], "used": []}


@pytest.mark.parametrize(
    ("names", "used"),
    [((), []), (("one",), ["used0"]), (("two",), ["used1"]), (("both",), ["used0", "used1", "used2"])],
)
def test_an_instrumented_module_gives_the_same_and_notes_what_was_called(
    names: tuple[str, ...], used: list[str]
) -> None:
    assert call(instrumented(MODULE), *names) == {"called": call(MODULE, *names)["called"], "used": used}


def test_removed_functions_trap_and_the_others_are_unchanged() -> None:
    made = lean(MODULE, {0, 2})
    assert call(made, "one", "two", "both")["called"] == [
        1,
        "RuntimeError: unreachable",
        "RuntimeError: unreachable",
    ]
    assert lean(MODULE, {0, 1, 2}) == MODULE


def test_a_lean_module_has_no_data() -> None:
    # (memory 1) comes between functions and globals, (data (i32.const 0) "x") at the end, with its count.
    memory, data, count = "05 03 01 00 01", "0b 07 01 00 41 00 0b 01 78", "0c 01 01"
    text = MODULE.hex()
    globals_, code = text.index("060601"), text.index("0a1503")
    parts = [text[:globals_], memory, text[globals_:code], count, text[code:], data]
    without = text[:globals_] + memory + text[globals_:code] + text[code:]
    assert lean(bytes.fromhex("".join(parts)), {0, 1, 2}) == bytes.fromhex(without)


def test_a_bodys_place_is_where_it_is() -> None:
    assert [MODULE[begins:ends].hex() for begins, ends in bodies_at(MODULE)] == [
        "0041010b",
        "01017f41020b",
        "00100110026a0b",
    ]
    assert [MODULE[begins:ends] for begins, ends in bodies_at(lean(MODULE, ()))] != []
    assert TRAP.hex() == "00000b"


def test_a_file_that_is_not_wasm_is_refused() -> None:
    with pytest.raises(ValueError, match="not a wasm module"):
        instrumented(b"<!doctype html>")
