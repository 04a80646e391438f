"""Pack a snapshot of Python's memory, taken with the engine imported, for the page's worker."""

import struct

PAGE = 4096
# Both formats begin with three numbers. Pyodide's: magic number, offset of the memory, length of its
# configuration text. The packed one: bytes before the memory, bytes of the memory, number of pages.
HEADER = struct.Struct("<III")


def packed(snapshot: bytes) -> bytes:
    """Return Pyodide's snapshot without those pages of the memory that contain only zeros.

    The format: three numbers, the indices of the pages, the bytes before the memory, the pages. Numbers are
    32 bits, little-endian. The length of the memory is a multiple of the page size.
    """
    _, begins, _ = HEADER.unpack_from(snapshot)
    memory = memoryview(snapshot)[begins:]
    zeros = bytes(PAGE)
    pages = [at for at in range(len(memory) // PAGE) if memory[at * PAGE : (at + 1) * PAGE] != zeros]
    numbers = struct.pack(f"<{len(pages)}I", *pages)
    content = b"".join(memory[at * PAGE : (at + 1) * PAGE] for at in pages)
    return HEADER.pack(begins, len(memory), len(pages)) + numbers + snapshot[:begins] + content
