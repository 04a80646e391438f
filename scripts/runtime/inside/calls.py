"""Record which functions Python calls, beginning with the first module that it imports.

The rehearsal adds this module to the library, and `encodings`, which Python imports first, calls `begin`.
Before `begin` this module may import only `sys`: calls made by other imports would not be recorded.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

# `sys.monitoring` reserves 0, 1, 2 and 5 for debuggers, coverage, profilers and optimizers; 3 is free.
TOOL = 3
LIBRARY = "/lib/python313.zip/"

called: set[tuple[str, int]] = set()


def begin() -> None:
    """Begin to record the first call of each function."""
    monitoring: Any = vars(sys)["monitoring"]
    monitoring.use_tool_id(TOOL, "calls")

    def note(code: "CodeType", offset: int) -> "Any":
        del offset
        called.add((code.co_filename, code.co_firstlineno))
        return monitoring.DISABLE

    monitoring.register_callback(TOOL, monitoring.events.PY_START, note)
    monitoring.set_events(TOOL, monitoring.events.PY_START)


def found() -> str:
    """Return JSON text: for each library member, the first lines of its functions that were called."""
    import json

    lines: dict[str, list[int]] = {}
    for file, line in sorted(called):
        if file.startswith(LIBRARY):
            lines.setdefault(file.removeprefix(LIBRARY), []).append(line)
    return json.dumps(lines)
