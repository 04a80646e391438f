"""`bench`: the calculator page beside stock Pyodide and older builds; one month; one changed amount."""
