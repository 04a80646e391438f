"""Stand in for asyncio, which Pyodide looks for at start: the page only ever calls Python and waits."""
