"""Python's memory, packed: pages that are all zero are left out, and the rest is where it was."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from scripts.runtime.memory import PAGE, packed

# A snapshot of Pyodide's: its mark, where the memory begins, how long the text before it is, its build.
HEAD = struct.pack("<III", 0x706E7300, 64, 20).ljust(64, b"x")
PAGES = st.lists(st.sampled_from([bytes(PAGE), b"\1" * PAGE, b"\0" * (PAGE - 1) + b"\2"]), max_size=12)


def unpacked(content: bytes) -> tuple[bytes, bytes]:
    """Return the bytes before the memory, and the memory."""
    before, length, count = struct.unpack_from("<III", content)
    numbers = struct.unpack_from(f"<{count}I", content, 12)
    at = 12 + 4 * count
    memory = bytearray(length)
    for index, number in enumerate(numbers):
        begins = at + before + index * PAGE
        memory[number * PAGE : (number + 1) * PAGE] = content[begins : begins + PAGE]
    return content[at : at + before], bytes(memory)


@given(PAGES)
def test_what_is_packed_is_what_was_there(pages: list[bytes]) -> None:
    memory = b"".join(pages)
    content = packed(HEAD + memory)
    assert unpacked(content) == (HEAD, memory)
    kept = sum(page != bytes(PAGE) for page in pages)
    assert len(content) == 12 + 4 * kept + len(HEAD) + kept * PAGE
