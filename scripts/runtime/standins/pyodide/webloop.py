"""Replace Pyodide's event loop: the engine has no asynchronous code.

A memory snapshot refers to JavaScript objects by number, in the order in which Pyodide's modules import them.
So this module imports the same object as the module it replaces.
"""

from pyodide_js._api import scheduleCallback  # noqa: F401


def _initialize_event_loop() -> None:
    """Start no event loop."""
