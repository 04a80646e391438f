"""Python's memory once the engine is imported, as the page's worker is given it."""

import struct

PAGE = 4096
# How a snapshot of Pyodide's begins: its mark, where the memory begins, how long the text before it is.
SNAPSHOT = struct.Struct("<III")
# How the packed one does: bytes before the memory, bytes of the memory, pages that are not all zero.
PACKED = struct.Struct("<III")


def packed(snapshot: bytes) -> bytes:
    """Return a snapshot of Pyodide's with only those pages of the memory that are not all zero.

    Three numbers, the pages' numbers, what Pyodide has before the memory, and the pages; the numbers are
    32 bits, the lowest first, and the memory is a whole number of pages long.
    """
    _, begins, _ = SNAPSHOT.unpack_from(snapshot)
    memory = memoryview(snapshot)[begins:]
    nothing = bytes(PAGE)
    pages = [at for at in range(len(memory) // PAGE) if memory[at * PAGE : (at + 1) * PAGE] != nothing]
    numbers = struct.pack(f"<{len(pages)}I", *pages)
    content = b"".join(memory[at * PAGE : (at + 1) * PAGE] for at in pages)
    return PACKED.pack(begins, len(memory), len(pages)) + numbers + snapshot[:begins] + content
