"""Note which functions Python calls, from the first module on that it imports.

The rehearsal puts this module into its library and has `encodings`, which is imported first, begin with it.
It imports none of the library's modules before it listens: what they call would go unheard.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

# One of the numbers that are for nobody in particular.
TOOL = 5
LIBRARY = "/lib/python313.zip/"

called: set[tuple[str, int]] = set()


def begin() -> None:
    """Begin to listen: once for each function is enough."""
    monitoring: Any = vars(sys)["monitoring"]
    monitoring.use_tool_id(TOOL, "calls")

    def note(code: "CodeType", offset: int) -> "Any":
        del offset
        called.add((code.co_filename, code.co_firstlineno))
        return monitoring.DISABLE

    monitoring.register_callback(TOOL, monitoring.events.PY_START, note)
    monitoring.set_events(TOOL, monitoring.events.PY_START)


def found() -> str:
    """Return the first lines of the library's functions that were called, by member, as JSON text."""
    import json

    lines: dict[str, list[int]] = {}
    for file, line in sorted(called):
        if file.startswith(LIBRARY):
            lines.setdefault(file.removeprefix(LIBRARY), []).append(line)
    return json.dumps(lines)
