"""Modules that run inside Pyodide while the runtime is built."""
