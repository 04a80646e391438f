"""Replace asyncio, which Pyodide imports at start: the page calls Python synchronously and needs no loop."""
