"""Stand in for Pyodide's event loop: the engine has nothing to wait for.

A snapshot of Python's memory holds objects of JavaScript by number, in the order in which Pyodide's own
modules take them up; so what they take up is taken up here too.
"""

from pyodide_js._api import scheduleCallback  # noqa: F401


def _initialize_event_loop() -> None:
    """Leave the loop out."""
