"""Record which functions of a wasm module are called, and remove the bodies of the others.

A call of a removed function traps: the page catches the error and starts the whole module. Of the binary
format these functions read only the sections, the bodies of functions, and the counts before them.
"""

from collections.abc import Callable, Collection, Iterator

HEADER = b"\0asm\1\0\0\0"
IMPORT, GLOBAL, EXPORT, CODE, DATA, DATA_COUNT = 2, 6, 7, 10, 11, 12
# The kinds of an import.
FUNCTION, TABLE, MEMORY, GLOBAL_KIND, TAG = range(5)
# A global: `i32 mutable = 0`. A body that only traps: no locals, unreachable, end.
FLAG = b"\x7f\x01\x41\x00\x0b"
TRAP = b"\x00\x00\x0b"
# An instrumented module exports under this name whether its n-th function was called.
USED = "used{}"


def instrumented(wasm: bytes) -> bytes:
    """Return the module with a global for each of its functions, which is 1 after the function was called."""
    sections = dict(_sections(wasm))
    bodies = list(_bodies(sections[CODE]))
    globals_, rest_of_globals = _counted(sections[GLOBAL])
    exports, rest_of_exports = _counted(sections[EXPORT])
    # Imported globals have the first numbers, then come the module's own.
    first = sum(kind == GLOBAL_KIND for _, _, kind in _imports(sections[IMPORT])) + globals_
    named = b"".join(
        _sized(USED.format(at).encode()) + bytes([GLOBAL_KIND]) + _leb(first + at)
        for at in range(len(bodies))
    )
    marked = [_marked(body, first + at) for at, body in enumerate(bodies)]
    return _joined(
        sections
        | {
            GLOBAL: _leb(globals_ + len(bodies)) + rest_of_globals + FLAG * len(bodies),
            EXPORT: _leb(exports + len(bodies)) + rest_of_exports + named,
            CODE: _leb(len(bodies)) + b"".join(map(_sized, marked)),
        }
    )


def lean(wasm: bytes, used: Collection[int]) -> bytes:
    """Return the module with a trap as the body of each function whose number is not in `used`.

    The data section is removed too: the memory snapshot contains its content.
    """
    sections = {number: content for number, content in _sections(wasm) if number not in (DATA, DATA_COUNT)}
    bodies = list(_bodies(sections[CODE]))
    kept = (body if at in used else TRAP for at, body in enumerate(bodies))
    return _joined(sections | {CODE: _leb(len(bodies)) + b"".join(map(_sized, kept))})


def _sections(wasm: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each section's number and content; Pyodide's module has each section at most once."""
    if not wasm.startswith(HEADER):
        raise ValueError("not a wasm module")
    at = len(HEADER)
    while at < len(wasm):
        size, begins = _read_leb(wasm, at + 1)
        yield wasm[at], wasm[begins : begins + size]
        at = begins + size


def _joined(sections: dict[int, bytes]) -> bytes:
    return HEADER + b"".join(bytes([number]) + _sized(content) for number, content in sections.items())


def bodies_at(wasm: bytes) -> Iterator[tuple[int, int]]:
    """Yield the offsets in the module at which each function's body begins and ends."""
    code = dict(_sections(wasm))[CODE]
    first = wasm.index(code)
    yield from ((first + begins, first + ends) for begins, ends in _places(code))


def _bodies(code: bytes) -> Iterator[bytes]:
    yield from (code[begins:ends] for begins, ends in _places(code))


def _places(code: bytes) -> Iterator[tuple[int, int]]:
    count, at = _read_leb(code, 0)
    for _ in range(count):
        size, begins = _read_leb(code, at)
        at = begins + size
        yield begins, at


def _marked(body: bytes, flag: int) -> bytes:
    """Return a body that sets a global to 1 first, right after the declarations of its locals."""
    groups, at = _read_leb(body, 0)
    for _ in range(groups):
        _, at = _read_leb(body, at)
        at += 1  # the type: one byte for each number type
    return body[:at] + b"\x41\x01\x24" + _leb(flag) + body[at:]


def imported_by(wasm: bytes) -> Iterator[tuple[str, str]]:
    """Yield the module and name of each import."""
    yield from ((module, name) for module, name, _ in _imports(dict(_sections(wasm))[IMPORT]))


def with_exports(wasm: bytes, wanted: Callable[[str], bool]) -> bytes:
    """Return the module with only those exports for whose names `wanted` is true."""
    sections = dict(_sections(wasm))
    count, at = _read_leb(sections[EXPORT], 0)
    kept = []
    for _ in range(count):
        begins = at
        name, at = _read_name(sections[EXPORT], at)
        _, at = _read_leb(sections[EXPORT], at + 1)
        if wanted(name):
            kept.append(sections[EXPORT][begins:at])
    return _joined(sections | {EXPORT: _leb(len(kept)) + b"".join(kept)})


def _imports(imports: bytes) -> Iterator[tuple[str, str, int]]:
    """Yield module, name and kind of each import."""
    count, at = _read_leb(imports, 0)
    for _ in range(count):
        module, at = _read_name(imports, at)
        name, at = _read_name(imports, at)
        kind, at = imports[at], at + 1
        yield module, name, kind
        if kind in (TABLE, TAG):
            at += 1  # a table's element type, or a tag's attribute, which is always 0
        if kind in (FUNCTION, TAG):
            _, at = _read_leb(imports, at)
        elif kind in (TABLE, MEMORY):
            has_most, at = _read_leb(imports, at)
            for _ in range(1 + (has_most & 1)):
                _, at = _read_leb(imports, at)
        else:
            at += 2  # type and mutability


def _read_name(content: bytes, at: int) -> tuple[str, int]:
    size, begins = _read_leb(content, at)
    return content[begins : begins + size].decode(), begins + size


def _counted(content: bytes) -> tuple[int, bytes]:
    count, at = _read_leb(content, 0)
    return count, content[at:]


def _sized(content: bytes) -> bytes:
    return _leb(len(content)) + content


def _leb(number: int) -> bytes:
    """Return a whole number as unsigned LEB128.

    >>> _leb(300).hex()
    'ac02'
    """
    parts = bytearray()
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])


def _read_leb(content: bytes, at: int) -> tuple[int, int]:
    """Return an unsigned LEB128 number and the offset after it."""
    number = shift = 0
    while True:
        number |= (content[at] & 0x7F) << shift
        shift += 7
        at += 1
        if content[at - 1] < 0x80:
            return number, at
